/** Text in a terminal: how many columns it takes, cut to a width, wrapped to a width. */

const WIDE =
  /[\u{1100}-\u{115f}\u{2e80}-\u{303e}\u{3041}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NONE = /\p{M}/u;

/** Nearly all that we write lies before the first mark that takes no column, and needs no look at the tables above. */
const FIRST_MARK = '\u0300';

const columnsOf = (character: string): number =>
  character < FIRST_MARK ? 1 : NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;

export function columns(text: string): number {
  let total = 0;
  for (const character of text) total += columnsOf(character);
  return total;
}

/** The beginning that fits, with `…` where something was cut off. */
export function cut(text: string, width: number): string {
  // Long texts are cut before they are measured: a body may have megabytes.
  const head = text.slice(0, width * 2);
  if (head.length === text.length && columns(text) <= width) return text;
  let kept = '';
  let taken = 0;
  for (const character of head) {
    taken += columnsOf(character);
    if (taken > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Lines no wider than `width`, broken at spaces, and within a word only where the word alone is too long. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columns(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && columns(line) + columnsOf(character) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));
