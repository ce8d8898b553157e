/** specification/http.md: streams that a GET opens. */
import type { Answer, Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { inSession, pong, session } from './conversations.ts';

const listening = (answer: Answer): Composer =>
  inSession()
    .call('ping', {}, pong)
    .exchange(undefined, answer, { method: 'GET', headers: [['Accept', 'text/event-stream'], ...session] })
    .call('ping', {}, pong);

export const examples: Examples = {
  'http.get.no-responses': () => listening({ sse: [] }),
  'http.get.server-may-close': () => listening({ sse: [] }),
  'http.get.stream-or-405': () => listening({ status: 405, headers: [['Allow', 'POST, DELETE']] }),
};
