/**
 * How an HTTP request carried its message, and what was wrong with that. A server may refuse any of these without having looked at
 * the message, so checks about messages leave them out; checks about the transport look for those with exactly one defect.
 */
import { annotatedIn, repeated } from './annotated.ts';
import { type Exchange, header, headerValues, isSuccess } from './exchange.ts';
import { at, isObject, member } from './json.ts';
import type { Call } from './message.ts';
import { groupBy, groupByBoth, lastBefore } from './order.ts';
import { remembered } from './remember.ts';
import { META_VERSION, type View } from './view.ts';

export type Defect =
  /** Its credentials are not those with which the connection began: none, or others. */
  | 'other-credentials'
  /** The `Origin` names a site that cannot exist. */
  | 'foreign-origin'
  /** Session era: the version header bears a date before there was any revision. */
  | 'unknown-version'
  /** Session era: a session id was assigned on this connection, and the request does not bear it. */
  | 'no-session'
  /** Session era: the client had ended this session, and the server had agreed. */
  | 'ended-session'
  /** Stateless era: a header that must repeat the body is missing, or says something else. */
  | 'no-version'
  | 'other-version'
  | 'no-method'
  | 'other-method'
  | 'no-name'
  | 'other-name'
  /** The same of a header that repeats an argument of a tool. */
  | 'no-param'
  | 'other-param'
  /** It repeats an integer as another text that means the same number. */
  | 'other-digits'
  /** It is there, and the argument is not. */
  | 'spare-param'
  /** It says the same but for the case of its letters. */
  | 'other-case'
  /** It holds characters that may not stand in a header. */
  | 'bad-characters';

/** RFC 6761 keeps the domain `invalid` free for ever: no page was ever served from it, and no allowlist has a use for it. */
export function isForeign(origin: string): boolean {
  const url = URL.parse(origin);
  return url !== null && (url.hostname === 'invalid' || url.hostname.endsWith('.invalid'));
}

const FIRST_REVISION = '2024-11-05';
const isUnknownVersion = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && value < FIRST_REVISION;

/** The session that this answer assigned. */
export const assignedSession = ({ method, result, exchange }: Call): string | undefined => {
  if (method !== 'initialize' || result === undefined) return undefined;
  return header(exchange?.response?.headers ?? [], 'mcp-session-id') || undefined;
};

/** What became of the sessions, by seq: where each connection was first assigned one, and where each of them was ended. */
interface Sessions {
  readonly assigned: ReadonlyMap<number, number>;
  readonly ended: ReadonlyMap<string, number>;
}

const sessionsOf = remembered((view): Sessions => {
  const assigned = new Map<number, number>();
  for (const call of view.callsTo('initialize')) {
    if (assignedSession(call) !== undefined && !assigned.has(call.connection))
      assigned.set(call.connection, call.request.seq);
  }
  const ended = new Map<string, number>();
  for (const exchange of view.exchanges) {
    const { request, response, last } = exchange;
    const session = header(request.headers, 'mcp-session-id');
    // 202 would say that it is going to end at some time.
    const agreed = isSuccess(exchange) && response?.status !== 202;
    if (request.method === 'DELETE' && session !== undefined && agreed && !ended.has(session)) ended.set(session, last);
  }
  return { assigned, ended };
});

/** Where what `Mcp-Name` repeats stands in the body. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** What the request is about, where a header has to repeat it. */
export const nameIn = (method: string, params: unknown): unknown =>
  Object.hasOwn(NAMED_BY, method) ? at(params, NAMED_BY[method] as string) : undefined;

const ENCODED = /^=\?base64\?([A-Za-z0-9+/]*={0,2})\?=$/;

/** The value that the header means: a name outside plain ASCII travels as Base64. Undefined where that cannot be read. */
function decoded(value: string): string | undefined {
  const encoded = ENCODED.exec(value)?.[1];
  if (encoded === undefined) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** Whether this value travels as Base64. */
export const isEncoded = (value: string): boolean => ENCODED.test(value);

/** Visible ASCII, space and tab: what may stand in a header (RFC 9110, section 5.5). */
const SAFE = /^[\x20-\x7e\t]*$/;

const NONE: readonly never[] = [];

/** One header against what the body says; nothing where the body says nothing or something that no header could repeat. */
function mirrorDefect<D extends Defect>(
  values: readonly string[],
  body: unknown,
  missing: D,
  unlike: D,
): readonly (D | 'other-case' | 'bad-characters')[] {
  if (typeof body !== 'string') return NONE;
  if (values.length === 0) return [missing];
  if (values.some((value) => !SAFE.test(value))) return ['bad-characters'];
  // Most say it just so, and nothing has to be made out.
  if (values.every((value) => value === body)) return NONE;
  const means = (said: (value: string | undefined) => boolean): boolean =>
    values.every((value) => said(value) || said(decoded(value)));
  if (means((value) => value === body)) return [];
  return [means((value) => value?.toLowerCase() === body.toLowerCase()) ? 'other-case' : unlike];
}

/** An integer as a number with a fraction of nothing: `42.0`. */
const isSameNumber = (value: string, text: string): boolean =>
  /^-?\d+$/.test(text) && /^-?\d+\.0+$/.test(value) && Number(value) === Number(text);

/** The headers that the arguments of a call ask for. */
function parameterDefects(view: View, call: Call): readonly Defect[] {
  const args = member(call.params, 'arguments');
  return (annotatedIn(view, call) ?? []).flatMap(({ header: name, path }): readonly Defect[] => {
    const values = headerValues(call.exchange?.request.headers ?? [], name);
    const given = at(args, ...path) ?? null;
    if (given === null) return values.length === 0 ? [] : ['spare-param'];
    const text = repeated(isObject(args) ? args : undefined, path);
    const isInteger = typeof given === 'number';
    if (text !== undefined && isInteger && values.length > 0 && values.every((value) => isSameNumber(value, text)))
      return ['other-digits'];
    return mirrorDefect(values, text, 'no-param', 'other-param');
  });
}

function statelessDefects(view: View, call: Call): readonly Defect[] {
  const { method, params, meta, exchange } = call;
  const values = (name: string): readonly string[] => headerValues(exchange?.request.headers ?? [], name);
  return [
    ...mirrorDefect(values('mcp-protocol-version'), meta[META_VERSION], 'no-version', 'other-version'),
    ...mirrorDefect(values('mcp-method'), method, 'no-method', 'other-method'),
    ...mirrorDefect(values('mcp-name'), nameIn(method, params), 'no-name', 'other-name'),
    ...parameterDefects(view, call),
  ];
}

function sessionDefects(view: View, { method, connection, request, exchange }: Call): readonly Defect[] {
  if (method === 'initialize') return [];
  const headers = exchange?.request.headers ?? [];
  const session = header(headers, 'mcp-session-id') || undefined;
  const { assigned, ended } = sessionsOf(view);
  const isAssigned = (assigned.get(connection) ?? request.seq) < request.seq;
  const isEnded = session !== undefined && (ended.get(session) ?? request.seq) < request.seq;
  return [
    ...(headerValues(headers, 'mcp-protocol-version').some(isUnknownVersion) ? (['unknown-version'] as const) : []),
    ...(isAssigned && session === undefined ? (['no-session'] as const) : []),
    ...(isEnded ? (['ended-session'] as const) : []),
  ];
}

const credentialsIn = ({ request }: Exchange): string | undefined => header(request.headers, 'authorization');

/** Connection → the credentials of the first request on it; undefined where it had none. */
const firstCredentials = remembered((view) => {
  const first = new Map<number, string | undefined>();
  for (const { connection, exchange } of view.calls)
    if (exchange !== undefined && !first.has(connection)) first.set(connection, credentialsIn(exchange));
  return first;
});

/** What was found of each call, kept as long as the view: most rules of the transport ask it of every request. */
const judged = remembered((_view) => new WeakMap<Call, readonly Defect[]>());

/** All that was wrong with how the message was carried; nothing over stdio, where there is nothing to get wrong. */
export function defectsOf(view: View, call: Call): readonly Defect[] {
  if (call.exchange === undefined) return NONE;
  const known = judged(view).get(call);
  if (known !== undefined) return known;
  const found = findDefects(view, call, call.exchange);
  judged(view).set(call, found);
  return found;
}

function findDefects(view: View, call: Call, exchange: Exchange): readonly Defect[] {
  const origins = headerValues(exchange.request.headers, 'origin');
  const begun = firstCredentials(view).get(call.connection);
  return [
    ...(credentialsIn(exchange) === begun ? [] : (['other-credentials'] as const)),
    ...(origins.some(isForeign) ? (['foreign-origin'] as const) : []),
    ...(view.era === 'session' ? sessionDefects(view, call) : statelessDefects(view, call)),
  ];
}

export const isWellCarried = (view: View, call: Call): boolean => defectsOf(view, call).length === 0;

/**
 * Statuses that say nothing about the request: too many of them, one that did not arrive in time, or nobody behind the gateway. A large
 * network of gateways has statuses of its own for the last of these, from 520 on.
 */
const TRANSIENT: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504, 520, 521, 522, 523, 524, 530]);
export const isTransient = (status: number): boolean => TRANSIENT.has(status);
export const isSettled = ({ response }: Exchange): boolean => response !== undefined && !isTransient(response.status);

/** Statuses by which a server turns away whoever asks, whatever was asked: credentials that ran out, a session that it ended. */
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403]);

/**
 * Whether an error can be held against the request: it was not the transport that refused it, for reasons of its own. Always so over
 * stdio.
 */
export function wasHeard({ exchange }: Call): boolean {
  if (exchange === undefined) return true;
  const status = exchange.response?.status ?? 0;
  const inSession = header(exchange.request.headers, 'mcp-session-id') !== undefined;
  return isSettled(exchange) && !TURNED_AWAY.has(status) && !(inSession && status === 404);
}

/** Connection and method → its accepted requests that were carried well, in order. */
const carriedWell = remembered((view) =>
  groupByBoth(
    view.calls.filter((call) => call.result !== undefined && isWellCarried(view, call)),
    ({ connection }) => connection,
    ({ method }) => method,
  ),
);

/** The same request carried well on the same connection before, and accepted. */
export function carriedTwinOf(view: View, call: Call): Call | undefined {
  const earlier = carriedWell(view).get(call.connection)?.get(call.method) ?? [];
  return lastBefore(earlier, call.request.seq, ({ request }) => request.seq);
}

export interface Carried extends Call {
  readonly exchange: Exchange & { readonly response: NonNullable<Exchange['response']> };
}

/** Requests that were carried with this defect and no other, answered, and with a twin. */
export const carriedWith = (view: View, defect: Defect): readonly Carried[] => withOneDefect(view).get(defect) ?? [];

const withOneDefect = remembered((view) => {
  const carried = view.calls.filter((call): call is Carried => {
    if (call.exchange === undefined || !isSettled(call.exchange)) return false;
    return defectsOf(view, call).length === 1 && carriedTwinOf(view, call) !== undefined;
  });
  return groupBy(carried, (call) => defectsOf(view, call)[0] as Defect);
});
