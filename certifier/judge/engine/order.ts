/** Things that come in the order of the transcript, and the question what came before a place in it. */

/** How many of them lie before this place. `all` is in order of `seqOf`. */
export function countBefore<T>(all: readonly T[], seq: number, seqOf: (each: T) => number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seqOf(all[middle] as T) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of them that lies before this place. */
export const lastBefore = <T>(all: readonly T[], seq: number, seqOf: (each: T) => number): T | undefined =>
  all[countBefore(all, seq, seqOf) - 1];

/** Puts together what has the same key, each group in the order in which its members came. */
export function groupBy<T, K>(all: readonly T[], keyOf: (each: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return groups;
}

/** The same by two keys, one within the other: it costs less than to write both into one text. */
export function groupByBoth<T, K, L>(
  all: readonly T[],
  keyOf: (each: T) => K,
  thenOf: (each: T) => L,
): ReadonlyMap<K, ReadonlyMap<L, readonly T[]>> {
  const groups = new Map<K, Map<L, T[]>>();
  for (const each of all) {
    const key = keyOf(each);
    let within = groups.get(key);
    if (within === undefined) {
      within = new Map();
      groups.set(key, within);
    }
    const then = thenOf(each);
    const group = within.get(then);
    if (group === undefined) within.set(then, [each]);
    else group.push(each);
  }
  return groups;
}

/** Place → what is said of it. Places are whole numbers from 1 on, so that a list finds them soonest. */
export class Places<V> {
  readonly #values: (V | undefined)[];

  /** `last`: no place is greater. */
  constructor(last: number) {
    this.#values = new Array<V | undefined>(last + 1).fill(undefined);
  }

  set(seq: number, value: V): void {
    this.#values[seq] = value;
  }

  get(seq: number): V | undefined {
    return this.#values[seq];
  }
}
