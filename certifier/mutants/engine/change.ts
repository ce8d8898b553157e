/** What mutants are written with: change a message, a result or a raw event, and leave the rest as it was. */

import type { HeaderField, WireDraft } from '../../evidence/transcript.ts';
import type { JsonObject } from '../../judge/engine/json.ts';
import { isObject, member, parse } from '../../judge/engine/json.ts';
import { isRequest, isResponse } from '../../judge/engine/message.ts';
import type { Memo, Mutant } from './mutant.ts';

/** A request that we sent, as a mutant remembers it. */
export interface Asked {
  readonly method: string;
  readonly id: string | number;
  readonly params: JsonObject;
  readonly connection: number;
  /** How many requests of this method went before it in this run. */
  readonly earlier: number;
}

/** Which requests are meant: those of a method, of several, or those that a test of ours picks. */
export type Which = string | readonly string[] | ((asked: Asked, memo: Memo) => boolean);

/** Every request. */
export const any: Which = () => true;

const isMeant = (which: Which, asked: Asked, memo: Memo): boolean =>
  typeof which === 'function' ? which(asked, memo) : [which].flat().includes(asked.method);

/** Changes an event; undefined leaves it as it was. */
type Change<E> = (event: E, memo: Memo) => WireDraft | readonly WireDraft[] | undefined;

type Kind = WireDraft['kind'];
type OfKind<K extends Kind> = Extract<WireDraft, { readonly kind: K }>;

const listOf = (event: WireDraft, changed: WireDraft | readonly WireDraft[] | undefined): readonly WireDraft[] =>
  changed === undefined ? [event] : Array.isArray(changed) ? (changed as readonly WireDraft[]) : [changed as WireDraft];

/** Changes the events of one kind: a response's status, a header, an exit. */
export const onEvent =
  <K extends Kind>(kind: K, change: Change<OfKind<K>>): Mutant =>
  (event, memo) =>
    listOf(event, event.kind === kind ? change(event as OfKind<K>, memo) : undefined);

/** Several mutants, one after the other. */
export const both =
  (first: Mutant, second: Mutant): Mutant =>
  (event, memo) =>
    first(event, memo).flatMap((each) => second(each, memo));

/** Whether this is the first time that this is asked in this run; for a breach that one place is enough to show. */
export function once(memo: Memo, name: string): boolean {
  if (memo[`once:${name}`] === true) return false;
  memo[`once:${name}`] = true;
  return true;
}

type Carrier = Extract<WireDraft, { readonly text?: string }>;

/** The event's text, if it is one that carries a message in this direction. */
function messageText(event: WireDraft, direction: 'sent' | 'received'): string | undefined {
  if (event.direction !== direction) return undefined;
  const carries =
    (event.kind === 'line' && event.stream !== 'stderr') ||
    event.kind === 'body' ||
    event.kind === 'sse' ||
    event.kind === 'request';
  return carries ? (event as Carrier).text : undefined;
}

const keyOf = (connection: number, id: unknown): string => `asked:${connection}:${JSON.stringify(id)}`;

/** Remembers what we asked, so that an answer can be told by its method. */
function remember(event: WireDraft, memo: Memo): void {
  const value = parse(messageText(event, 'sent') ?? '');
  if (!isRequest(value)) return;
  const { method, id } = value as { readonly method: string; readonly id: string | number };
  const { connection } = event;
  const key = keyOf(connection, id);
  // Mutants that are made of several parts come by here more than once.
  if (memo[`${key}:event`] === event) return;
  memo[`${key}:event`] = event;
  const counter = `earlier:${method}`;
  const earlier = Number(memo[counter] ?? 0);
  memo[counter] = earlier + 1;
  const params = member(value, 'params');
  const asked: Asked = { method, id, params: isObject(params) ? params : {}, connection, earlier };
  memo[key] = asked;
  if ('exchange' in event && event.exchange !== undefined) memo[`asked:exchange:${event.exchange}`] = asked;
}

const askedIn = (event: WireDraft, memo: Memo): Asked | undefined =>
  'exchange' in event && event.exchange !== undefined
    ? (memo[`asked:exchange:${event.exchange}`] as Asked | undefined)
    : undefined;

const askedFor = (event: WireDraft, message: JsonObject, memo: Memo): Asked | undefined =>
  askedIn(event, memo) ?? (memo[keyOf(event.connection, message.id)] as Asked | undefined);

export const withText = (event: WireDraft, text: string): WireDraft => ({ ...event, text }) as WireDraft;

/** What a changed message becomes: another message, several, none (an empty list), or undefined to leave it. */
export type MessageChange = JsonObject | readonly JsonObject[] | undefined;

/**
 * Changes messages from the subject, of either transport. `asked` is the request that this one answers, where it answers one.
 * Several messages become several lines or events; over HTTP a plain JSON body can hold one, so the last is kept there.
 */
export const onMessage =
  (
    change: (message: JsonObject, context: { asked: Asked | undefined; memo: Memo; event: WireDraft }) => MessageChange,
  ): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const text = messageText(event, 'received');
    const message = text === undefined ? undefined : parse(text);
    if (!isObject(message)) return [event];
    const asked = isResponse(message) ? askedFor(event, message, memo) : undefined;
    const changed = change(message, { asked, memo, event });
    if (changed === undefined) return [event];
    const messages = Array.isArray(changed) ? (changed as readonly JsonObject[]) : [changed as JsonObject];
    const kept = event.kind === 'body' ? messages.slice(-1) : messages;
    return kept.map((each) => withText(event, JSON.stringify(each)));
  };

/** Changes the answers to these requests, whether they are results or errors. */
export const onResponse = (
  which: Which,
  change: (message: JsonObject, asked: Asked, memo: Memo, event: WireDraft) => MessageChange,
): Mutant =>
  onMessage((message, { asked, memo, event }) =>
    asked !== undefined && isMeant(which, asked, memo) ? change(message, asked, memo, event) : undefined,
  );

/** Changes the results of these requests. */
export const onResult = (
  which: Which,
  change: (result: JsonObject, asked: Asked, memo: Memo, event: WireDraft) => JsonObject | undefined,
): Mutant =>
  onResponse(which, (message, asked, memo, event) => {
    if (!isObject(message.result)) return undefined;
    const result = change(message.result, asked, memo, event);
    return result === undefined ? undefined : { ...message, result };
  });

/** Changes the errors that answer requests (these, where some are named). */
export const onError = (
  change: (error: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
  which: Which = any,
): Mutant =>
  onResponse(which, (message, asked, memo) => {
    if (!isObject(message.error)) return undefined;
    const error = change(message.error, asked, memo);
    return error === undefined ? undefined : { ...message, error };
  });

type ResponseDraft = OfKind<'response'>;

/** HTTP: changes status and headers of the answers to these requests. They come before the message. */
export const onStatus =
  (which: Which, change: (response: ResponseDraft, asked: Asked, memo: Memo) => ResponseDraft | undefined): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const asked = event.kind === 'response' ? askedIn(event, memo) : undefined;
    if (asked === undefined || !isMeant(which, asked, memo)) return [event];
    return [change(event as ResponseDraft, asked, memo) ?? event];
  };

/** The fields with this one set: replaced where it is, added where it is not; left out for undefined. */
export function withHeader(headers: readonly HeaderField[], name: string, value?: string): readonly HeaderField[] {
  const others = headers.filter(([field]) => field.toLowerCase() !== name.toLowerCase());
  return value === undefined ? others : [...others, [name, value]];
}

/** Serves a request that was rightly refused: it gets what the last good one of its method got. */
export const serveAnyway = (which: Which): Mutant =>
  both(
    onResult(any, (result, asked, memo) => {
      memo[`served:${asked.method}`] = result;
      return undefined;
    }),
    both(
      onStatus(which, (response, asked, memo) =>
        memo[`served:${asked.method}`] === undefined ? undefined : { ...response, status: 200 },
      ),
      onResponse(which, (message, asked, memo) => {
        const result = memo[`served:${asked.method}`];
        return result === undefined ? undefined : { ...without(message, 'error'), result: result as JsonObject };
      }),
    ),
  );

/** Gives a result to a request that was rightly refused, with the members that every result of this server has. */
export const answer = (which: Which, make: (error: JsonObject, asked: Asked) => JsonObject): Mutant =>
  both(
    onResult(any, ({ resultType, _meta }, _, memo) => {
      memo.common = { ...(resultType === undefined ? {} : { resultType }), ...(_meta === undefined ? {} : { _meta }) };
      return undefined;
    }),
    both(
      onStatus(which, (response) => ({ ...response, status: 200 })),
      onResponse(which, (message, asked, memo) =>
        isObject(message.error)
          ? { ...without(message, 'error'), result: { ...(memo.common as JsonObject), ...make(message.error, asked) } }
          : undefined,
      ),
    ),
  );

/** Refuses a request that was rightly served. */
export const refuse = (
  which: Which,
  error: { readonly code: number; readonly message: string },
  status = 200,
): Mutant =>
  both(
    onStatus(which, (response) => (response.status === 200 ? { ...response, status } : undefined)),
    onResponse(which, (message) =>
      message.result === undefined ? undefined : { ...without(message, 'result'), error },
    ),
  );

/**
 * Says these messages before the answer to the request. Where the answer came as a plain JSON body, it becomes an event stream,
 * which is as good an answer to a request and the only one that holds more than one message.
 */
export const sayBefore = (which: Which, say: (asked: Asked, memo: Memo) => readonly JsonObject[]): Mutant =>
  both(
    onStatus(which, (response, _, memo) => {
      const isJson = response.headers.some(
        ([name, value]) => isContentType(name) && value.startsWith('application/json'),
      );
      if (!isJson || response.status !== 200) return undefined;
      memo[`streamed:${response.exchange}`] = true;
      return { ...response, headers: withHeader(response.headers, 'content-type', 'text/event-stream') };
    }),
    both(
      asStream,
      onResponse(which, (message, asked, memo, event) =>
        event.kind === 'body' ? undefined : [...say(asked, memo), message],
      ),
    ),
  );

const isContentType = (name: string): boolean => name.toLowerCase() === 'content-type';

/** The body of an answer that was announced as an event stream becomes its one event. */
const asStream: Mutant = (event, memo) => {
  if (event.kind !== 'body' || event.text === undefined || memo[`streamed:${event.exchange}`] !== true) return [event];
  const { connection, exchange, text } = event;
  return [{ connection, exchange, kind: 'sse', direction: 'received', stream: 'sse', text }];
};

/** The object without these members. */
export const without = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
