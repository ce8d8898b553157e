/** What someone may have meant. */

/** Edits (insert, delete, replace) from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** At most three of the known words: those that contain it or are few edits away. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase().slice(0, 100);
  return known
    .map((each) => ({ each, away: each.includes(wanted) && wanted.length > 2 ? 0 : distance(wanted, each) }))
    .filter(({ each, away }) => away <= Math.max(3, each.length / 2))
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ each }) => each);
}
