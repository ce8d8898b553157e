/** How many links begin in one block of text. The parser tries the end of each against all that began, which takes the square of them. */

/** A table of links has hundreds; nobody reads thousands without a blank line. */
export const MOST_LINKS = 2_000;

/** Blank lines part blocks, in whatever they stand. */
const BLANK = /\r?\n[ \t]*\r?\n/;
const BEGINNING = '](';

/** Where a block begins in which more links begin; found before parsing. */
export function crowdedAt(text: string): number | null {
  let at = 0;
  for (const block of text.split(BLANK)) {
    if (block.split(BEGINNING).length - 1 > MOST_LINKS) return text.indexOf(block, at);
    at += block.length;
  }
  return null;
}
