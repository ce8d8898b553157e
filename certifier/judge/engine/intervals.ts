/** Things that lie open between two places of the transcript, and whether another was open at the same time. */
import { countBefore } from './order.ts';

interface Furthest {
  readonly index: number;
  readonly end: number;
}

export class Intervals<T> {
  readonly #all: readonly T[];
  readonly #startOf: (each: T) => number;
  /** Up to each place: the two that reach furthest, so that one of them can be left out. */
  readonly #furthest: readonly (readonly [Furthest, Furthest])[];

  /** `all` is in order of its starts. */
  constructor(all: readonly T[], startOf: (each: T) => number, endOf: (each: T) => number) {
    this.#all = all;
    this.#startOf = startOf;
    let first: Furthest = { index: -1, end: 0 };
    let second = first;
    this.#furthest = all.map((each, index) => {
      const own = { index, end: endOf(each) };
      if (own.end > first.end) [first, second] = [own, first];
      else if (own.end > second.end) second = own;
      return [first, second] as const;
    });
  }

  /** One that was open somewhere between these places, other than this. */
  beside(start: number, end: number, except?: T): T | undefined {
    const [first, second] = this.#furthest[countBefore(this.#all, end, this.#startOf) - 1] ?? [];
    for (const each of [first, second]) {
      if (each === undefined || each.end <= start) continue;
      const found = this.#all[each.index];
      if (found !== undefined && found !== except) return found;
    }
    return undefined;
  }

  /** The first that began here or later. */
  firstFrom(start: number): T | undefined {
    return this.#all[countBefore(this.#all, start, this.#startOf)];
  }

  /** Those that began between these places. */
  begunIn(start: number, end: number): readonly T[] {
    return this.#all.slice(countBefore(this.#all, start, this.#startOf), countBefore(this.#all, end, this.#startOf));
  }
}
