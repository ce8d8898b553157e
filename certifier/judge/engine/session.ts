/** The session that a message belongs to: over HTTP it may use several connections. */
import { header } from './exchange.ts';
import { isObject, type JsonObject, member } from './json.ts';
import type { Call, Message } from './message.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export const sessionOf = (view: View, { connection, exchange }: Pick<Message, 'connection' | 'exchange'>): string => {
  const session = header(view.exchange(exchange)?.request.headers ?? [], 'mcp-session-id');
  return session === undefined ? `connection ${connection}` : `session ${session}`;
};

/** Whether a server can remember for later requests what this one asked: over HTTP it takes the id of a session. */
export const isInSession = ({ exchange }: Call): boolean =>
  exchange === undefined || header(exchange.request.headers, 'mcp-session-id') !== undefined;

/** Connection → the handshake that opened the session on it: what it told is of that session, and another one may have been told else. */
export const handshakeOn = remembered(
  (view): ReadonlyMap<number, Call> =>
    new Map(view.callsTo('initialize').flatMap((call) => (call.result === undefined ? [] : [[call.connection, call]]))),
);

/** What the server declared on this connection: in a session what its own handshake told. */
export function capabilitiesOn(view: View, connection: number): JsonObject {
  const told = member(handshakeOn(view).get(connection)?.result, 'capabilities');
  return isObject(told) ? told : view.capabilities;
}
