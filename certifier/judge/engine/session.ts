/** The session that a message belongs to: over HTTP it may use several connections. */
import type { Capability } from '../../catalogue/requirement.ts';
import { header } from './exchange.ts';
import { at, isObject, type JsonObject, member } from './json.ts';
import { capabilityStatement } from './lists.ts';
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

/** An earlier era sent this along. A server should take no notice of it; whether it does is for the rules of the transport. */
export const bearsHabits = ({ exchange }: Call): boolean =>
  ['mcp-session-id', 'last-event-id'].some((name) => header(exchange?.request.headers ?? [], name) !== undefined);

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

/** Connection → the answer that stated the capabilities there: to the handshake of its session, or to the first discovery. */
export const statementOn = remembered((view): ReadonlyMap<number, Call> => {
  const states = ({ result }: Call): boolean => isObject(at(result, 'capabilities'));
  const stated = new Map([...handshakeOn(view)].filter(([, handshake]) => states(handshake)));
  for (const call of view.callsTo('server/discover'))
    if (!stated.has(call.connection) && states(call)) stated.set(call.connection, call);
  return stated;
});

/** The same of whoever asks on a connection; that of another client where nothing was stated here. */
export const statementFor = (view: View, connection: number): Call | undefined =>
  statementOn(view).get(connection) ?? capabilityStatement(view);

/** Whether anybody was told of it. */
export const declaresEver = (view: View, capability: Capability): boolean =>
  view.declares(capability) ||
  [...statementOn(view).values()].some(({ result }) => at(result, 'capabilities', capability) !== undefined);

/** Whether this was declared to whoever asks on a connection. What another client was told counts where nothing was stated here. */
export function declaresOn(view: View, connection: number, capability: Capability): boolean {
  const statement = statementOn(view).get(connection);
  return statement === undefined
    ? view.declares(capability)
    : at(statement.result, 'capabilities', capability) !== undefined;
}

/** All that was declared there. */
export function capabilitiesOn(view: View, connection: number): JsonObject {
  const told = member(statementOn(view).get(connection)?.result, 'capabilities');
  return isObject(told) ? told : view.capabilities;
}
