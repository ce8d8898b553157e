/**
 * What was found of one value holds for every value that equals it: a server hands out the same schemas, and is asked by the same
 * forms, in message after message. Told by the text of their JSON, which is made faster than any of them is judged.
 */

/** A stranger may send as many different ones as it likes; then we begin anew, and have only lost time. */
const MOST = 256;
const LONGEST = 0x10000;

export class FoundBefore<T> {
  readonly #found = new Map<string, T>();

  /** `values`: what it is found of, none of them deeper than the machine follows. */
  get(values: readonly unknown[], find: () => T): T {
    const key = JSON.stringify(values);
    // It also stands for a number that is none in JSON, as 1e400 is once it was read: two values would have one text.
    if (key.length > LONGEST || key.includes('null')) return find();
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const found = find();
    if (this.#found.size === MOST) this.#found.clear();
    this.#found.set(key, found);
    return found;
  }
}
