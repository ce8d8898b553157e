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

/**
 * Connection → the handshake that opened the session on it: what it told is of that session, and another one may have been told else. It is
 * the first that was accepted: one that comes later begins another session, as somebody else perhaps.
 */
export const handshakeOn = remembered((view): ReadonlyMap<number, Call> => {
  const found = new Map<number, Call>();
  for (const call of view.callsTo('initialize'))
    if (call.result !== undefined && !found.has(call.connection)) found.set(call.connection, call);
  return found;
});

/** The capabilities of which the session of this request was told; without one, those that the subject declares. */
export function declaredTo(view: View, { connection }: Pick<Message, 'connection'>): JsonObject {
  const handshake = handshakeOn(view).get(connection);
  if (handshake === undefined) return view.capabilities;
  const declared = member(handshake.result, 'capabilities');
  return isObject(declared) ? declared : {};
}
