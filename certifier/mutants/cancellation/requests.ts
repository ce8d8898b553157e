/** specification/cancellation.md, what a server does about a cancellation, and sends as one. */
import type { Json } from '../../judge/engine/json.ts';
import { stream } from '../engine/answer.ts';
import { chain, onEvent, onMessage } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { CANCELLED, CANCELLED_ERROR, cancelled, crashesAtCancellation, follows } from './cancelled.ts';

/** Announces that the first request of each method is cancelled, and goes on to answer it. */
const cancelsOurs = stream(
  ({ method, earlier }) => method !== 'initialize' && earlier === 0,
  ({ id }) => [{ jsonrpc: '2.0', method: CANCELLED, params: { requestId: id, reason: 'The server is busy' } }],
);

export const mutants: Mutants = {
  /** A call that is cancelled is answered by an error, once the work has stopped. */
  'cancellation.request.no-response': chain(
    follows,
    onEvent('line', (line, memo) => {
      memo.owed ??= cancelled(line, 'open', memo);
      return undefined;
    }),
    // After the answer to another request: so it cannot have been on its way when the cancellation was sent.
    onMessage((message, { asked, memo }) => {
      const id = memo.owed as Json | undefined;
      if (asked === undefined || id === undefined) return undefined;
      memo.owed = undefined;
      return [message, { jsonrpc: '2.0', id, error: CANCELLED_ERROR }];
    }),
  ),

  /** Who cancels what is over meets an exception that nobody catches. */
  'cancellation.invalid.ignored': crashesAtCancellation('answered'),

  'cancellation.server.own-requests': cancelsOurs,
  'cancellation.server.only-subscriptions': cancelsOurs,
};

export const further: Further = {
  'cancellation.invalid.ignored': {
    'an id that nobody sent is one that nobody looked for': {
      mutant: crashesAtCancellation('unknown'),
      probe: 'base.notification',
    },
    'one that names nothing cannot be read': { mutant: crashesAtCancellation('nothing') },
  },
};
