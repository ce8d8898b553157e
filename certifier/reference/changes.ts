/** What changes on the server while it runs, and who wants to hear of it: sessions and subscriptions register here. */

export type Change =
  | { readonly what: 'tools' | 'prompts' | 'resources' }
  | { readonly what: 'resource'; readonly uri: string };

type Listener = (change: Change) => void;

export class Changes {
  readonly #listeners = new Set<Listener>();
  /** How often the watched resource has changed. */
  #revision = 0;

  get revision(): number {
    return this.#revision;
  }

  #ending = new AbortController();

  /** Fires when subscriptions are ended. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** Ends the subscriptions that are open, as a server does that stops; later ones are served again. */
  endSubscriptions(): void {
    const ending = this.#ending;
    this.#ending = new AbortController();
    ending.abort();
  }

  /** Changes the watched resource, then tells those who watch it. */
  touch(uri: string): void {
    this.#revision += 1;
    this.announce({ what: 'resource', uri });
  }

  announce(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  /** Calls the listener with each change until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
