/**
 * A bound on how often expensive operations run, as the specification asks of servers: a bucket that holds so many calls and is
 * refilled at so many a second. Generous enough for any test suite, small enough to stop a loop that went wild.
 */
const CAPACITY = 1000;
const PER_SECOND = 500;

export class RateLimit {
  readonly #now: () => number;
  #left = CAPACITY;
  #since: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** Takes one call out of the bucket; false where there is none left. */
  spend(): boolean {
    const now = this.#now();
    this.#left = Math.min(CAPACITY, this.#left + ((now - this.#since) / 1000) * PER_SECOND);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
