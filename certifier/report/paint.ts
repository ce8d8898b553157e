/** Colour in a terminal: the few styles that we use, or none. */

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof CODES;

/** Puts a text in a style. Text from a subject has had its own escapes removed before it comes here. */
export type Paint = (style: Style, text: string) => string;

export const painter =
  (colour: boolean): Paint =>
  (style, text) =>
    colour && text !== '' ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
