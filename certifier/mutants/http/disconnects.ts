/** specification/http.md: what becomes of a request whose stream the client closes. */
import { at, type Json } from '../../judge/engine/json.ts';
import { stream } from '../engine/answer.ts';
import { any, askedIn, remember } from '../engine/asked.ts';
import { chain, onResponse } from '../engine/change.ts';
import { afterLeaving } from '../engine/jobs.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** Whoever is gone is not worked for. */
  'http.disconnect.not-cancel': afterLeaving((first) => first),

  /** Nobody notices that the client is gone. */
  'http.cancel.disconnect-cancels': afterLeaving((_, steps) => steps),

  /** It is noticed when nearly all is done. */
  'http.cancel.stop-work': afterLeaving((_, steps) => steps - 1),

  /** What the work still tells comes by the stream of a later call: after an answer, so that the end of its own is known by then. */
  'http.cancel.no-further-messages': chain(
    (event, memo) => {
      remember(event, memo);
      const asked = event.kind === 'end' && event.direction === 'sent' ? askedIn(event, memo) : undefined;
      if (asked?.method === 'tools/call') memo.owed = at(asked.params, '_meta', 'progressToken');
      return [event];
    },
    stream(
      ({ method }, memo) => method === 'tools/call' && memo.due !== undefined,
      (_, memo) => {
        const params = { progressToken: memo.due as Json, progress: 5, total: 6 };
        memo.due = undefined;
        return [{ jsonrpc: '2.0', method: 'notifications/progress', params }];
      },
    ),
    onResponse(any, (_message, _asked, memo) => {
      memo.due ??= memo.owed;
      memo.owed = undefined;
      return undefined;
    }),
  ),
};
