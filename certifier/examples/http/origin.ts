/** specification/http.md: the origin of a request. */
import type { Examples } from '../engine/example.ts';
import { answered, discovered, refused, stateless } from './conversations.ts';

export const examples: Examples = {
  'http.origin.forbidden': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call('server/discover', {}, refused(-32600, 'Forbidden origin') as Readonly<Record<string, unknown>>, {
        ...answered(403),
        headers: { Origin: 'https://accord.invalid' },
      }),
};
