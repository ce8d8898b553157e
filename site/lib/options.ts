/** An option of a command is one word, and a browser breaks words after hyphens: `--` at the end of one line, `key` on the next. */

const OPTION = /(?<![^\s[(|])(?:--?[A-Za-z][\w-]*|--(?!\S))/g;

export interface Part {
  readonly text: string;
  readonly isOption: boolean;
}

/** The text in order, options apart from what is between them. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: option, index } of text.matchAll(OPTION)) {
    if (index > end) parts.push({ text: text.slice(end, index), isOption: false });
    parts.push({ text: option, isOption: true });
    end = index + option.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isOption: false });
  return parts;
}

/** Half of a line on a phone. */
const SHORT = 20;

/** One word to its reader, although a browser would break it at a space or a hyphen. */
export const isShort = (code: string): boolean => code.length <= SHORT && !code.includes('\n') && /[ -]/.test(code);

export interface Word {
  readonly text: string;
  readonly isWhole: boolean;
}

/** A date or a name, such as `streamable-http`, is one word to its reader too; a path breaks at its slashes. */
export const wordsOf = (text: string): readonly Word[] =>
  text
    .split(/([^\s/]*-[^\s/]*)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isWhole: /\S-\S/.test(part) }));

/** In markup that is escaped already; its style is in styles/parts.css. */
export const withOptions = (html: string): string =>
  partsOf(html)
    .map(({ text, isOption }) => (isOption ? `<span class="option">${text}</span>` : text))
    .join('');
