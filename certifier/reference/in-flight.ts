/** The requests that are being worked on, each with the means to cancel it. */
import { invalidRequest } from './errors.ts';
import type { RequestId } from './jsonrpc.ts';

/** Why a signal fired: the client no longer wants the answer, so none is sent. */
export class Cancelled extends Error {}

export class InFlight {
  readonly #controllers = new Map<RequestId, AbortController>();

  /** Runs the work under this id; the signal fires on `cancel`. The id is free again when the work has ended. */
  async run(id: RequestId, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#controllers.has(id)) throw invalidRequest(`id ${JSON.stringify(id)} belongs to a request in flight`);
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    try {
      await work(controller.signal);
    } finally {
      this.#controllers.delete(id);
    }
  }

  /** An id that is unknown, or answered already, is no error: the cancellation was late. */
  cancel(id: unknown): void {
    this.#controllers.get(id as RequestId)?.abort(new Cancelled('cancelled by the client'));
  }

  cancelAll(): void {
    for (const id of [...this.#controllers.keys()]) this.cancel(id);
  }
}
