/** What RFCs are to each other: dependence and supersession, searched and drawn. */
import type { Corpus } from '../lint/corpus.ts';

export type Relation = 'requires' | 'supersedes';

/** The shortest way along a relation; null when there is none. */
export const wayBetween = (
  relation: Relation,
  from: number,
  to: number,
  byNumber: Corpus['byNumber'],
): readonly number[] | null => {
  const before = new Map<number, number | null>([[from, null]]);
  const queue = [from];
  for (const last of queue) {
    if (last === to) {
      const way: number[] = [];
      for (let at: number | null = last; at !== null; at = before.get(at) ?? null) way.unshift(at);
      return way;
    }
    for (const next of byNumber.get(last)?.flatMap(({ meta }) => meta?.[relation] ?? []) ?? [])
      if (!before.has(next)) {
        before.set(next, last);
        queue.push(next);
      }
  }
  return null;
};
