/** Text in comments. What came from a contributor is shown as code, where it can neither call people nor be markup. */

/** Longest comment and longest summary that GitHub takes. */
export const LIMIT = 65_000;

/** A mark that people do not see, by which a comment or an issue of ours is found again. */
export const markOf = (mark: string): string => `<!-- accord: ${mark} -->`;

/** Ours begin with the mark: a text that merely holds it was written by somebody who quotes us. */
export const isMarked = (text: string | null | undefined, mark: string): boolean =>
  text?.startsWith(markOf(mark)) === true;

export const marked = (mark: string, body: string): string => `${markOf(mark)}\n${fitted(body)}`;

/** Whether GitHub, which may have changed the ends of lines, already shows this text. */
export const isSame = (shown: string | null | undefined, text: string): boolean =>
  shown?.replaceAll('\r\n', '\n').trimEnd() === text.trimEnd();

/** Cut at a line, saying so. */
export const fitted = (text: string, limit: number = LIMIT): string => {
  if (text.length <= limit) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  let length = 100;
  for (const line of lines) {
    length += line.length + 1;
    if (length > limit) break;
    kept.push(line);
  }
  return `${kept.join('\n')}\n\n… and ${lines.length - kept.length} more lines, which do not fit here.`;
};

/** As code, in a line of its own or among words. */
export const code = (text: string): string => {
  const line = text
    .toWellFormed()
    .replace(/\p{Cc}|\s+/gu, ' ')
    .trim();
  if (line === '') return '` `';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
};

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
