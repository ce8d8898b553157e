/** Work that can be watched from outside: how many steps of it are done, by the name that its client gave it. */

/** Beyond this, the job that began first is forgotten. */
const MOST_JOBS = 1000;

export class Jobs {
  readonly #done = new Map<string, number>();

  begin(name: string): void {
    this.#done.delete(name);
    this.#done.set(name, 0);
    const [oldest] = this.#done.keys();
    if (this.#done.size > MOST_JOBS && oldest !== undefined) this.#done.delete(oldest);
  }

  step(name: string): void {
    this.#done.set(name, this.done(name) + 1);
  }

  /** Nothing of a job that nobody began. */
  done(name: string): number {
    return this.#done.get(name) ?? 0;
  }
}
