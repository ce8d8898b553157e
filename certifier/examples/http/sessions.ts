/** specification/http.md: sessions. */
import type { Examples } from '../engine/example.ts';
import { answered, inSession, pong, session } from './conversations.ts';

/** Two clients, each in a session of its own. */
const twoSessions = () => inSession().session('4d3f9a1e-77c2-4b1f-9c55-fedcba987654').established('2025-11-25');

export const examples: Examples = {
  'http.session.assign': () => inSession(),
  'http.session.id-unique': twoSessions,
  'http.session.id-unpredictable': twoSessions,
  'http.session.delete-405': () =>
    inSession()
      .call('ping', {}, pong)
      .exchange(undefined, { status: 405, headers: [['Allow', 'POST, GET']] }, { method: 'DELETE', headers: session }),
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
