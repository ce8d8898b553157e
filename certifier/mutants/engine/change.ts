/** What mutants are written with: change a message, a result or a raw event, and leave the rest as it was. */

import type { WireDraft } from '../../evidence/transcript.ts';
import type { JsonObject } from '../../judge/engine/json.ts';
import { isObject, member, parse } from '../../judge/engine/json.ts';
import { isRequest, isResponse } from '../../judge/engine/message.ts';
import type { Memo, Mutant } from './mutant.ts';

/** A request that we sent, as a mutant remembers it. */
export interface Asked {
  readonly method: string;
  readonly id: string | number;
  readonly params: JsonObject;
}

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
  const params = member(value, 'params');
  const asked = { method: value.method, id: value.id, params: isObject(params) ? params : {} };
  memo[keyOf(event.connection, value.id)] = asked;
  if ('exchange' in event && event.exchange !== undefined) memo[`asked:exchange:${event.exchange}`] = asked;
}

function askedFor(event: WireDraft, message: JsonObject, memo: Memo): Asked | undefined {
  const inExchange =
    'exchange' in event && event.exchange !== undefined ? memo[`asked:exchange:${event.exchange}`] : undefined;
  return (inExchange ?? memo[keyOf(event.connection, message.id)]) as Asked | undefined;
}

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

/** Changes the answers to requests of this method, whether they are results or errors. */
export const onResponse = (
  method: string | readonly string[],
  change: (message: JsonObject, asked: Asked, memo: Memo) => MessageChange,
): Mutant =>
  onMessage((message, { asked, memo }) =>
    asked !== undefined && [method].flat().includes(asked.method) ? change(message, asked, memo) : undefined,
  );

/** Changes the results of requests of this method. */
export const onResult = (
  method: string | readonly string[],
  change: (result: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
): Mutant =>
  onResponse(method, (message, asked, memo) => {
    if (!isObject(message.result)) return undefined;
    const result = change(message.result, asked, memo);
    return result === undefined ? undefined : { ...message, result };
  });

/** Changes the errors that answer requests (of this method, where one is named). */
export const onError = (
  change: (error: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
  method?: string,
): Mutant =>
  onMessage((message, { asked, memo }) => {
    if (!isObject(message.error) || asked === undefined || (method !== undefined && asked.method !== method))
      return undefined;
    const error = change(message.error, asked, memo);
    return error === undefined ? undefined : { ...message, error };
  });

/** The object without these members. */
export const without = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
