/** specification/base.md: what answers a request. */
import { any } from '../engine/asked.ts';
import { once, onResponse } from '../engine/change.ts';
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

  /** The first answer is written twice. */
  'base.response.once': onResponse(any, (message, _, memo) => (once(memo, 'twice') ? [message, message] : undefined)),
};
