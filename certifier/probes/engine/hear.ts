/** Waiting for something that the subject says of its own accord. */
import type { WireEvent } from '../../evidence/transcript.ts';
import { bound } from '../../wire/bound.ts';
import type { Wire } from '../../wire/wire.ts';
import { type JsonObject, jsonObject } from './reply.ts';

export interface Hearing {
  readonly wire: Wire;
  /** Each message that an event brings. */
  readonly read: (event: WireEvent) => readonly WireEvent[];
  readonly isMeant: (message: JsonObject) => boolean;
  readonly timeout: number;
  /** What the wait is for, rather than its bound: where this does not come, nothing is said of it. */
  readonly until?: Promise<unknown>;
  /** Called where nothing came, with the milliseconds that were waited. */
  readonly giveUp: (after: number) => void;
}

const messageIn = (event: WireEvent): JsonObject | undefined =>
  (event.kind === 'line' && event.stream === 'stdout') || event.kind === 'sse' || event.kind === 'body'
    ? jsonObject(event.text)
    : undefined;

/** Whether a message like this came, wherever on the connection. Begins to listen at once. */
export function hear({ wire, read, isMeant, timeout, until, giveUp }: Hearing): Promise<boolean> {
  return new Promise((resolve) => {
    const started = performance.now();
    let isOver = false;
    const end = (heard: boolean): void => {
      isOver = true;
      stop();
      deaf();
      resolve(heard);
    };
    const leave = (after: number): void => {
      if (isOver) return;
      giveUp(after);
      end(false);
    };
    const deaf = wire.onEvent((event) => {
      if (event.kind === 'exit' || (event.kind === 'failure' && event.exchange === undefined)) return end(false);
      if (event.direction !== 'received') return;
      const messages = read(event).map(messageIn);
      if (messages.some((message) => message !== undefined && isMeant(message))) end(true);
    });
    const stop = bound(timeout, () => (until === undefined ? leave(timeout) : end(false)));
    void until?.then(() => leave(Math.round(performance.now() - started)));
  });
}
