/** specification/base.md: what answers a request. */
import { stream } from '../engine/answer.ts';
import { any } from '../engine/asked.ts';
import { chain, once, onResponse } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** Beside the result stands that there was no error. */
  'base.response.result-or-error': onResponse('tools/list', (message) =>
    message.result === undefined ? undefined : { ...message, error: null },
  ),

  /** One answer comes back with its id as text. */
  'base.response.same-id': onResponse('tools/list', (message, { id }, memo) =>
    once(memo, 'id') ? { ...message, id: JSON.stringify(id) } : undefined,
  ),

  /** The first answer that is a line, or an event of a stream, is written twice. */
  'base.response.once': chain(
    stream('tools/call'),
    onResponse(any, (message, _asked, memo, { kind }) =>
      kind !== 'body' && once(memo, 'twice') ? [message, message] : undefined,
    ),
  ),
};
