/** What checks of resources share. */

export const TEMPLATES = 'resources/templates/list';
