/** specification/http.md: sessions. */
import { isObject, parse } from '../../judge/engine/json.ts';
import { isNotification } from '../../judge/engine/message.ts';
import { hasHeader, onStatus, serveAnyway, withHeader } from '../engine/answer.ts';
import type { Which } from '../engine/asked.ts';
import { chain, onEvent } from '../engine/change.ts';
import type { Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { headerOf, KNOWN_VERSION, statusOf } from './asked.ts';

const lacksSession: Which = ({ method, headers }) => method !== 'initialize' && !hasHeader(headers, 'Mcp-Session-Id');

const SESSION = 'Mcp-Session-Id';

/** The next number, but for the carry. */
const following = (id: string): string =>
  id.replace(/[0-9a-f]$/i, (digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16));

/** A session was given a number. The server behind this knows it by another id, so what it refuses is answered here. */
const isCounted: Which = ({ connection }, memo) => memo[`counted:${connection}`] === true;
const acceptsNotifications: Mutant = (event, memo) => {
  if (!('exchange' in event) || event.exchange === undefined) return [event];
  const key = `notified:${event.exchange}`;
  if (event.kind === 'request' && isNotification(parse(event.text ?? ''))) memo[key] = true;
  if (memo[key] !== true || memo[`counted:${event.connection}`] !== true) return [event];
  if (event.kind === 'response') return [{ ...event, status: 202, headers: [] }];
  return event.kind === 'body' ? [] : [event];
};

export const mutants: Mutants = {
  /** The second session is given the id of the first. */
  'http.session.id-unique': onStatus('initialize', (response, { earlier }, memo) => {
    const id = headerOf(response.headers, SESSION);
    if (earlier === 0) memo.first = id;
    if (earlier !== 1 || id === undefined) return undefined;
    return { ...response, headers: withHeader(response.headers, SESSION, String(memo.first)) };
  }),

  /** The id of a session is the number after that of the session before it. */
  'http.session.id-unpredictable': chain(
    onStatus('initialize', (response, { connection, params }, memo) => {
      const before = memo.last as string | undefined;
      const id = headerOf(response.headers, SESSION);
      if (id === undefined) return undefined;
      memo.last = id;
      if (before === undefined || !KNOWN_VERSION.test(String(params.protocolVersion))) return undefined;
      // A session in which tools are called could not be served without the server.
      if (isObject(params.capabilities) && Object.keys(params.capabilities).length > 0) return undefined;
      memo[`counted:${connection}`] = true;
      return { ...response, headers: withHeader(response.headers, SESSION, following(before)) };
    }),
    serveAnyway(isCounted),
    acceptsNotifications,
  ),

  /** A session id with a space in it. */
  'http.session.id-characters': onEvent('response', (response) =>
    response.status === 202
      ? { ...response, headers: withHeader(response.headers, 'Mcp-Session-Id', 'session 1') }
      : undefined,
  ),

  /** No session is one that was not found. */
  'http.session.id-required': statusOf(lacksSession, 400, 404),

  /** A session that is over is a bad request, like any that never was. */
  'http.session.terminated': statusOf(({ headers }) => hasHeader(headers, 'Mcp-Session-Id'), 404, 400),
};

export const liberties: Liberties = {
  /** The header is spelt as later revisions of the page spell it. */
  'http.session.assign': onEvent('response', (response) => {
    const id = headerOf(response.headers, SESSION);
    return id === undefined
      ? undefined
      : { ...response, headers: [...withHeader(response.headers, SESSION), ['MCP-Session-Id', id]] };
  }),

  /** Clients do not end sessions. */
  'http.session.delete-405': (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const key = `delete:${event.exchange}`;
    if (event.kind === 'request' && event.method === 'DELETE') memo[key] = true;
    if (memo[key] !== true) return [event];
    if (event.kind === 'response') return [{ ...event, status: 405, headers: [['Allow', 'GET, POST']] }];
    return event.kind === 'body' ? [] : [event];
  },
};
