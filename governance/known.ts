/** Words that the process lists: another one is a slip of whoever asked, and answering it with nothing would hide that. */
import { Refused } from './refused.ts';

export function expectKnownWord(what: string, word: string, known: readonly { readonly id: string }[]): void {
  if (known.some(({ id }) => id === word)) return;
  throw new Refused(`there is no ${what} ${word}; the process knows ${known.map(({ id }) => id).join(', ')}`);
}
