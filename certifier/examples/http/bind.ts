/** specification/http.md: the addresses on which a server of the same machine listens. */
import type { Examples } from '../engine/example.ts';
import { discovered, stateless } from './conversations.ts';

export const examples: Examples = {
  'http.bind.localhost': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .event({ kind: 'reach', direction: 'received', connection: 1, address: '127.65.67.67', code: 'ECONNREFUSED' }),
};
