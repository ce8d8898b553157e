/** specification/base.md: requests of the server. */
import { saying } from '../engine/faults.ts';
import type { Liberties, Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** An id that nobody gave. */
  'base.server-request.id-type': saying({ id: null, method: 'ping' }),

  /** Each ping has the same id. */
  'base.server-request.id-unique-session': saying(
    { id: 'ping', method: 'ping' },
    { id: 'ping', method: 'ping', params: { _meta: { 'com.example/round': 2 } } },
  ),
};

export const liberties: Liberties = {
  /** The server asks, too. */
  'base.request.either-direction': saying({ id: 'from-the-server', method: 'ping' }),
};
