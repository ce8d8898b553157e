/** What mutants are written with: change a message, a result or a raw event, and leave the rest as it was. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { isObject, type JsonObject, parse } from '../../judge/engine/json.ts';
import { isResponse } from '../../judge/engine/message.ts';
import { type Asked, any, askedFor, isMeant, remember, type Which } from './asked.ts';
import { isContent } from './content.ts';
import type { Memo, Mutant } from './mutant.ts';

/** Changes an event; undefined leaves it as it was. */
type Change<E> = (event: E, memo: Memo) => WireDraft | readonly WireDraft[] | undefined;

type Kind = WireDraft['kind'];
export type OfKind<K extends Kind> = Extract<WireDraft, { readonly kind: K }>;

const listOf = (event: WireDraft, changed: WireDraft | readonly WireDraft[] | undefined): readonly WireDraft[] =>
  changed === undefined ? [event] : Array.isArray(changed) ? (changed as readonly WireDraft[]) : [changed as WireDraft];

/** Changes the events of one kind: a response's status, a header, an exit. */
export const onEvent =
  <K extends Kind>(kind: K, change: Change<OfKind<K>>): Mutant =>
  (event, memo) =>
    listOf(event, event.kind === kind ? change(event as OfKind<K>, memo) : undefined);

/** Several mutants as one: each sees what the one before it made. */
export const chain =
  (...mutants: readonly Mutant[]): Mutant =>
  (event, memo) =>
    mutants.reduce<readonly WireDraft[]>((events, mutant) => events.flatMap((each) => mutant(each, memo)), [event]);

/** Whether this is the first time that this is asked in this run; for a breach that one place is enough to show. */
export function once(memo: Memo, name: string): boolean {
  if (memo[`once:${name}`] === true) return false;
  memo[`once:${name}`] = true;
  return true;
}

/** The event's text, if it is one that carries a message from the subject. */
export function receivedText(event: WireDraft): string | undefined {
  if (event.direction !== 'received') return undefined;
  const carries = (event.kind === 'line' && event.stream !== 'stderr') || isContent(event);
  return carries ? event.text : undefined;
}

/** No two server-sent events of a stream have one id. */
const withoutId = (event: WireDraft): WireDraft => {
  if (event.kind !== 'sse') return event;
  const { id: _, ...rest } = event;
  return rest;
};

const withText = (event: WireDraft, text: string): WireDraft => ({ ...event, text }) as WireDraft;

/** Changes the text of messages from the subject, for what a text can say and a parsed message cannot. */
export const onText =
  (change: (text: string) => string | undefined): Mutant =>
  (event) => {
    const text = receivedText(event);
    const changed = text === undefined ? undefined : change(text);
    return [changed === undefined ? event : withText(event, changed)];
  };

/** What a changed message becomes: another message, several, none (an empty list), or undefined to leave it. */
export type MessageChange = JsonObject | readonly JsonObject[] | undefined;

interface MessageContext {
  /** The request that this answers, where it answers one. */
  readonly asked: Asked | undefined;
  readonly memo: Memo;
  readonly event: WireDraft;
}

/**
 * Changes messages from the subject, of either transport. Several messages become several lines or events; a plain JSON body can
 * hold one, so the last is kept there.
 */
export const onMessage =
  (change: (message: JsonObject, context: MessageContext) => MessageChange): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const message = parse(receivedText(event) ?? '');
    if (!isObject(message)) return [event];
    const asked = isResponse(message) ? askedFor(event, message, memo) : undefined;
    const changed = change(message, { asked, memo, event });
    if (changed === undefined) return [event];
    const messages = Array.isArray(changed) ? (changed as readonly JsonObject[]) : [changed as JsonObject];
    const kept = event.kind === 'body' ? messages.slice(-1) : messages;
    return kept.map((each, index) => withText(index === 0 ? event : withoutId(event), JSON.stringify(each)));
  };

/** Changes the notifications of this method. */
export const onNotification = (
  method: string,
  change: (notification: JsonObject, memo: Memo) => MessageChange,
): Mutant => onMessage((message, { memo }) => (message.method === method ? change(message, memo) : undefined));

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
  change: (result: JsonObject, asked: Asked, memo: Memo) => JsonObject | undefined,
): Mutant =>
  onResponse(which, (message, asked, memo) => {
    if (!isObject(message.result)) return undefined;
    const result = change(message.result, asked, memo);
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

/** The object without these members. */
export const without = (object: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
