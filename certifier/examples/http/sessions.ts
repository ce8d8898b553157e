/** specification/http.md: sessions. */
import type { Examples } from '../engine/example.ts';
import { answered, inSession, pong, session } from './conversations.ts';

export const examples: Examples = {
  'http.session.id-characters': () => inSession(),
  'http.session.id-required': () =>
    inSession()
      .call('ping', {}, pong)
      .call(
        'ping',
        {},
        { error: { code: -32600, message: 'Mcp-Session-Id is missing' } },
        { ...answered(400), headers: { 'Mcp-Session-Id': null } },
      ),
  'http.session.terminated': () =>
    inSession()
      .call('ping', {}, pong)
      .exchange(undefined, { status: 204 }, { method: 'DELETE', headers: session })
      .call('ping', {}, { error: { code: -32600, message: 'The session has ended' } }, answered(404)),
};
