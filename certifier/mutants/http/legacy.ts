/** specification/http.md: what a server of this revision alone makes of the habits of earlier ones. */
import { hasHeader, onStatus, refuse, withHeader } from '../engine/answer.ts';
import { any } from '../engine/asked.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';

/** Requests of this HTTP method, which bear no message, are answered by this status. */
const answeredBy =
  (method: string, status: number): Mutant =>
  (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const key = `${method}:${event.exchange}`;
    if (event.kind === 'request' && event.method === method) memo[key] = true;
    return [event.kind === 'response' && memo[key] === true ? { ...event, status, headers: [] } : event];
  };

export const mutants: Mutants = {
  /** Nothing was ever registered for GET. */
  'http.legacy.get-405': answeredBy('GET', 404),

  /** What is not there is deleted all the same. */
  'http.legacy.delete-405': answeredBy('DELETE', 204),

  /** A session that nobody knows is looked up, and not found. */
  'http.legacy.ignore-session-id': refuse(
    ({ headers }) => hasHeader(headers, 'Mcp-Session-Id'),
    { code: -32600, message: 'Session not found' },
    404,
  ),

  /** Who says what it is begins a session, as the answer to a handshake did. */
  'http.legacy.no-mint-session-id': onStatus('server/discover', (response) => ({
    ...response,
    headers: withHeader(response.headers, 'Mcp-Session-Id', '5f0c2b1e-9a47-4a4e-8d39-8f3f6a1f7c55'),
  })),

  /** Where to go on from is looked for, and not found. */
  'http.legacy.ignore-last-event-id': refuse(
    ({ headers }) => hasHeader(headers, 'Last-Event-ID'),
    { code: -32600, message: 'No stream has this event' },
    400,
  ),
};

export const further: Further = {
  'http.legacy.no-mint-session-id': {
    'the id that came is sent back': {
      mutant: onStatus(any, (response, { headers }) => {
        const [, id] = headers.find(([name]) => name.toLowerCase() === 'mcp-session-id') ?? [];
        return id === undefined
          ? undefined
          : { ...response, headers: withHeader(response.headers, 'Mcp-Session-Id', id) };
      }),
    },
    'a handshake that is refused begins a session all the same': {
      mutant: onStatus('initialize', (response) => ({
        ...response,
        headers: withHeader(response.headers, 'Mcp-Session-Id', '0d9f6a1c-2b7e-4c55-8a63-9e1f4b7d2a08'),
      })),
    },
  },
};
