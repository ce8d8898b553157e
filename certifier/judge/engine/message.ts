/** JSON-RPC messages found in the events of either transport, and requests paired with what answered them. */
import type { Direction, GaveUpEvent, SseEvent, TranscriptEvent } from '../../evidence/transcript.ts';
import type { Exchange } from './exchange.ts';
import { at as atPath, isObject, type Json, type JsonObject, member, parse } from './json.ts';

export interface Message {
  readonly seq: number;
  readonly at: number;
  readonly connection: number;
  readonly exchange?: number;
  readonly direction: Direction;
  /** As it was on the wire. */
  readonly text: string;
  /** The parsed value; undefined where the text is not JSON. */
  readonly value: Json | undefined;
}

export type Id = string | number;

/** A request that we sent, with all that came back for it. */
export interface Call {
  readonly connection: number;
  readonly request: Message;
  readonly id: Id;
  readonly method: string;
  readonly params: JsonObject;
  /** The `_meta` of its params; empty where there is none. */
  readonly meta: JsonObject;
  /** What answered it. Over HTTP, the answer in its exchange whatever id it bears, but for that of another request; over stdio, by its id. */
  readonly response?: Message;
  /** Every message that answered it; more than one is a fault of the subject. */
  readonly responses: readonly Message[];
  /** The result, where it is a JSON object. */
  readonly result?: JsonObject;
  /** The error, where it is a JSON object. */
  readonly error?: JsonObject;
  /** HTTP only. */
  readonly exchange?: Exchange;
  /** We waited for the answer until a bound, and it did not come. */
  readonly gaveUp?: GaveUpEvent;
}

export const isRequest = (value: unknown): value is JsonObject =>
  isObject(value) && typeof member(value, 'method') === 'string' && Object.hasOwn(value, 'id');
export const isNotification = (value: unknown): value is JsonObject =>
  isObject(value) && typeof member(value, 'method') === 'string' && !Object.hasOwn(value, 'id');
/** A notification that was given an id: a fault of its own, and nothing that anybody would answer. */
export const isNumberedNotification = (value: unknown): value is JsonObject =>
  isRequest(value) && String(member(value, 'method')).startsWith('notifications/');
/** Anything that means to answer a request, well formed or not. */
export const isResponse = (value: unknown): value is JsonObject =>
  isObject(value) &&
  !Object.hasOwn(value, 'method') &&
  (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error'));

export const idOf = (message: Message): Id | undefined => {
  const id = member(message.value, 'id');
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
};
export const methodOf = (message: Message): string | undefined => {
  const method = member(message.value, 'method');
  return typeof method === 'string' ? method : undefined;
};
const NOTHING: JsonObject = {};
const objectIn = (value: unknown, name: string): JsonObject => {
  const inside = member(value, name);
  return isObject(inside) ? inside : NOTHING;
};
export const paramsOf = (message: Message): JsonObject => objectIn(message.value, 'params');

/**
 * Whether this was meant as a message of the protocol. A line of stdout that is something else (a log line, even one that is a JSON
 * object) is noise, and another rule's business; what stands in an HTTP answer has no other excuse.
 */
export function isMeant(value: unknown, exchange: Exchange | undefined, overHttp = exchange !== undefined): boolean {
  if (isObject(value)) {
    if (Object.hasOwn(value, 'jsonrpc')) return true;
    if (!overHttp)
      return Object.hasOwn(value, 'id') && (Object.hasOwn(value, 'result') || Object.hasOwn(value, 'error'));
  } else if (!overHttp) return false;
  // The body of an HTTP error may be anything: JSON-RPC is allowed there, not asked for. So may the body that answers the end of a
  // session, or a GET that begins no stream.
  const isPage = exchange !== undefined && exchange.request.method !== 'POST' && exchange.body !== undefined;
  return (exchange?.response?.status ?? 200) < 400 && value !== undefined && !isPage;
}

/** Places of texts of which a bound of ours cut off the end. What is left of one says nothing of what was sent. */
export function cutTexts(events: readonly TranscriptEvent[]): ReadonlySet<number> {
  const cut = new Set<number>();
  if (!events.some(({ kind }) => kind === 'truncated')) return cut;
  const last = new Map<string, number>();
  for (const event of events) {
    const place =
      'exchange' in event && event.exchange !== undefined
        ? `exchange ${event.exchange}`
        : `${'process' in event ? event.process : ''} ${'stream' in event ? event.stream : ''}`;
    if (event.kind === 'line' || event.kind === 'body' || event.kind === 'sse') last.set(place, event.seq);
    const before = event.kind === 'truncated' ? last.get(place) : undefined;
    if (before !== undefined) cut.add(before);
  }
  return cut;
}

/** Exchanges with something else than the endpoint: what is fetched there is a document, and no message. */
function documents(events: readonly TranscriptEvent[]): ReadonlySet<number> {
  const requests = events.filter((event) => event.kind === 'request');
  const endpoints = new Set(requests.filter(({ method }) => method === 'POST').map(({ target }) => target));
  return new Set(
    requests.filter(({ method, target }) => method === 'GET' && !endpoints.has(target)).map(({ exchange }) => exchange),
  );
}

/** The revision in which several messages may stand in an array, each as if it had come alone. */
export const BATCHES_IN = '2025-03-26';

/**
 * The messages in an array. What answers requests that were not sent together does not come together: of several answers it could not
 * be said which place each has.
 */
function unbatched(message: Message): readonly Message[] {
  const { value } = message;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return [message];
  if (value.filter(isResponse).length > 1) return [message];
  return value.map((each) => ({ ...message, text: JSON.stringify(each), value: each }));
}

/**
 * Whether an event has a name of its own and bears no message: clients of event streams are given `message`, which is also what one
 * without a name is, and listen for others only where they know them. Servers send such events as signs of life.
 */
export const isNamedOtherwise = ({ event = 'message' }: SseEvent, value: Json | undefined): boolean =>
  event !== 'message' && !(isObject(value) && Object.hasOwn(value, 'jsonrpc'));

/** The texts that are meant to be messages: lines of stdin and stdout, bodies of POST requests, JSON bodies and SSE data. */
export function messagesOf(events: readonly TranscriptEvent[]): readonly Message[] {
  const messages: Message[] = [];
  const cut = cutTexts(events);
  const elsewhere = documents(events);
  /** Connections on which batches were agreed to. */
  const batching = new Set<number>();
  for (const event of events) {
    const carries =
      (event.kind === 'line' && event.stream !== 'stderr') ||
      event.kind === 'request' ||
      (event.kind === 'body' && event.unterminated === undefined) ||
      (event.kind === 'sse' && event.comment === undefined && event.unterminated === undefined && event.text !== '');
    if (!carries || event.text === undefined || cut.has(event.seq)) continue;
    if ('exchange' in event && event.exchange !== undefined && elsewhere.has(event.exchange)) continue;
    const { seq, at, connection, direction, text } = event;
    const value = parse(text);
    if (event.kind === 'sse' && isNamedOtherwise(event, value)) continue;
    const message: Message =
      'exchange' in event
        ? { seq, at, connection, exchange: event.exchange, direction, text, value }
        : { seq, at, connection, direction, text, value };
    const isBatching = direction === 'received' && batching.has(connection);
    if (isBatching) messages.push(...unbatched(message));
    else messages.push(message);
    if (direction === 'received' && atPath(value, 'result', 'protocolVersion') === BATCHES_IN) batching.add(connection);
  }
  return messages;
}

export function callsOf(
  messages: readonly Message[],
  exchanges: readonly Exchange[],
  waits: readonly GaveUpEvent[],
): readonly Call[] {
  const byNumber = new Map(exchanges.map((exchange) => [exchange.number, exchange]));
  type Draft = { -readonly [K in keyof Call]: Call[K] } & { responses: Message[] };
  const drafts: Draft[] = [];
  /** Connection → id → the last request with it; the same id of another JSON type is another id. */
  const latest = new Map<number, Map<Id, Draft>>();
  const byExchange = new Map<number, Draft>();
  for (const message of messages) {
    if (message.direction === 'sent') {
      const id = idOf(message);
      const method = methodOf(message);
      if (id === undefined || method === undefined) continue;
      const exchange = message.exchange === undefined ? undefined : byNumber.get(message.exchange);
      const { connection } = message;
      const params = paramsOf(message);
      const meta = objectIn(params, '_meta');
      const draft: Draft = { connection, request: message, id, method, params, meta, responses: [] };
      if (exchange !== undefined) draft.exchange = exchange;
      drafts.push(draft);
      const byId = latest.get(connection);
      if (byId === undefined) latest.set(connection, new Map([[id, draft]]));
      else byId.set(id, draft);
      if (message.exchange !== undefined) byExchange.set(message.exchange, draft);
      continue;
    }
    const answeredIn = message.exchange === undefined ? undefined : byNumber.get(message.exchange);
    if (!isResponse(message.value) || !isMeant(message.value, answeredIn, message.exchange !== undefined)) continue;
    const id = idOf(message);
    const inExchange = message.exchange === undefined ? undefined : byExchange.get(message.exchange);
    const draft = inExchange ?? (id === undefined ? undefined : latest.get(message.connection)?.get(id));
    draft?.responses.push(message);
  }
  for (const wait of waits) {
    if (wait.awaited !== 'response') continue;
    const draft =
      wait.exchange === undefined
        ? wait.id === undefined
          ? undefined
          : latest.get(wait.connection)?.get(wait.id)
        : byExchange.get(wait.exchange);
    if (draft !== undefined) draft.gaveUp = wait;
  }
  /** It bears the id of another request that was sent before it: what it says is about that one, and was brought to the wrong place. */
  const isForAnother = (response: Message, draft: Draft): boolean => {
    const id = idOf(response);
    const other = id === undefined ? undefined : latest.get(response.connection)?.get(id);
    return other !== undefined && other !== draft && other.request.seq < response.seq;
  };
  for (const draft of drafts) {
    const own =
      draft.responses.find((response) => idOf(response) === draft.id) ??
      draft.responses.find((response) => !isForAnother(response, draft));
    if (own === undefined) continue;
    draft.response = own;
    const result = member(own.value, 'result');
    const error = member(own.value, 'error');
    if (isObject(result)) draft.result = result;
    if (isObject(error)) draft.error = error;
  }
  return drafts;
}
