/** JSON pointers (RFC 6901). */

export const escapeStep = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
export const unescapeStep = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** The pointer to a member of what a pointer leads to. */
export const pointerTo = (pointer: string, name: string | number): string =>
  `${pointer}/${typeof name === 'number' ? name : escapeStep(name)}`;

export const stepsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(unescapeStep);
