/** Requests by what became of them, sorted once: those that were answered, and the few that were refused. */
import type { Call } from './message.ts';
import { groupBy } from './order.ts';
import { remembered } from './remember.ts';

/** Connection → its requests that were answered, in order. */
export const answeredOn = remembered((view) =>
  groupBy(
    view.calls.filter(({ response }) => response !== undefined),
    ({ connection }) => connection,
  ),
);

/**
 * Connection → the last request on it that was answered: how long it went on answering tells a subject that is silent from one that is
 * gone.
 */
export const lastAnswered = remembered(
  (view) => new Map([...answeredOn(view)].map(([connection, calls]) => [connection, calls.at(-1)?.request.seq ?? 0])),
);

/** Requests that were answered with an error, in order. */
export const refusedCalls = remembered((view): readonly Call[] =>
  view.calls.filter(({ error }) => error !== undefined),
);
