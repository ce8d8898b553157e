/** specification/http.md: the origin of a request. */
import type { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { answered, discovered, fromForeign, refused, stateless } from './conversations.ts';

const forbidden = (): Composer =>
  stateless()
    .call('server/discover', {}, discovered)
    .call('server/discover', {}, refused(-32600, 'Forbidden origin') as Readonly<Record<string, unknown>>, {
      ...answered(403),
      headers: { Origin: 'https://accord.invalid' },
    });

export const examples: Examples = {
  'http.origin.validate': () => fromForeign(),
  'http.origin.forbidden': forbidden,
  'http.origin.error-body': forbidden,
};
