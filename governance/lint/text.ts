/** Places and offsets in a text. */
import type { Place } from '../problem.ts';

/** Line and column of a character. */
export const placeAt = (text: string, index: number): Place => {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  return { line: text.slice(0, start).split('\n').length, column: index - start + 1 };
};

/** The offset of a line's first character. */
export const lineStart = (text: string, line: number): number => {
  let offset = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf('\n', offset);
    if (next < 0) return text.length;
    offset = next + 1;
  }
  return offset;
};
