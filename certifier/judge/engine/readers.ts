/** What several checks look for in a view. Each reader finds one situation, and says nothing about whether it is right. */
import { canonical, type Json, type JsonObject, member, objectsIn } from './json.ts';
import { type Call, isMeant, type Message } from './message.ts';
import { groupByBoth, lastBefore } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** The list methods, and the member of their result that holds the items. */
export const LISTS = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const;
export type ListMethod = keyof typeof LISTS;
export const LIST_METHODS = Object.keys(LISTS) as readonly ListMethod[];

export interface Item {
  readonly value: JsonObject;
  /** The message that listed it. */
  readonly seq: number;
}

/** One walk over a list: the first page, and each page that followed from its cursor. */
export interface Listing {
  readonly method: ListMethod;
  readonly connection: number;
  readonly pages: readonly Call[];
  readonly items: readonly Item[];
  /** Whether the walk reached a page without a cursor, or with one that is null. */
  readonly complete: boolean;
}

const cursorOf = (call: Call): Json | undefined => member(call.params, 'cursor');
const nextCursorOf = (call: Call): Json | undefined => member(call.result, 'nextCursor');
/** A null is no cursor either; that it stands there at all is another rule's business. */
const isEnd = (next: Json | undefined): next is undefined | null => next === undefined || next === null;

/** All walks over each list, in order. A page belongs to the walk whose last page handed out its cursor. */
const walks = remembered((view) => new Map(LIST_METHODS.map((method) => [method, walksOver(view, method)])));

export const listings = (view: View, method: ListMethod): readonly Listing[] => walks(view).get(method) ?? [];

/** All that was ever listed, each once: equal items are one value. */
export const itemsListed = (view: View, method: ListMethod): ReadonlySet<JsonObject> =>
  distinct(view).get(method) ?? new Set();
const distinct = remembered(
  (view) =>
    new Map(
      LIST_METHODS.map((method) => [
        method,
        new Set(listings(view, method).flatMap(({ items }) => items.map(({ value }) => value))),
      ]),
    ),
);

/** A server lists the same items again and again: equal ones are one value, so that what was found of it need not be found again. */
function once(known: Map<string, JsonObject>, value: JsonObject): JsonObject {
  let text: string;
  try {
    text = JSON.stringify(value);
  } catch {
    // Deeper than the machine follows: it stays a value of its own.
    return value;
  }
  const before = known.get(text);
  if (before === undefined) known.set(text, value);
  return before ?? value;
}

function walksOver(view: View, method: ListMethod): readonly Listing[] {
  const begun: Call[][] = [];
  /** Connection and cursor → the walks whose last page handed it out, the latest last. */
  const awaiting = new Map<string, Call[][]>();
  const keyOf = ({ connection }: Call, cursor: Json): string => `${connection} ${canonical(cursor)}`;
  for (const call of view.callsTo(method)) {
    if (call.result === undefined) continue;
    const cursor = cursorOf(call);
    const walk: Call[] | undefined = cursor === undefined ? [] : awaiting.get(keyOf(call, cursor))?.pop();
    if (walk === undefined) continue;
    if (cursor === undefined) begun.push(walk);
    walk.push(call);
    const next = nextCursorOf(call);
    if (isEnd(next)) continue;
    const waiting = awaiting.get(keyOf(call, next)) ?? [];
    waiting.push(walk);
    awaiting.set(keyOf(call, next), waiting);
  }
  const known = new Map<string, JsonObject>();
  return begun.map((pages) => ({
    method,
    connection: (pages[0] as Call).connection,
    pages,
    items: pages.flatMap((page) =>
      objectsIn(member(page.result, LISTS[method])).map((value) => ({
        value: once(known, value),
        seq: page.response?.seq ?? 0,
      })),
    ),
    complete: isEnd(nextCursorOf(pages.at(-1) as Call)),
  }));
}

/** Whether this was meant as a message of the protocol, and not as something else that a server may have to say. */
export const looksLikeMessage = (view: View, { value, exchange }: Message): boolean =>
  isMeant(value, view.exchange(exchange), exchange !== undefined);

/** Connection and method → its accepted requests, in order. */
const accepted = remembered((view) =>
  groupByBoth(
    view.calls.filter(({ result }) => result !== undefined),
    ({ connection }) => connection,
    ({ method }) => method,
  ),
);

/**
 * The twin: the same method, sent without the defect on the same connection before it, and accepted. Only a server that accepts
 * the good one can be said to reject the bad one.
 */
export function twinOf(view: View, call: Call): Call | undefined {
  const earlier = accepted(view).get(call.connection)?.get(call.method) ?? [];
  return lastBefore(earlier, call.request.seq, ({ request }) => request.seq);
}

/** Whether a result ends its request: `input_required` asks for more, and an unknown type says something that we cannot judge. */
export const isFinal = (result: JsonObject): boolean => (member(result, 'resultType') ?? 'complete') === 'complete';

/** The code of the error that answered; undefined where none did, or where its code is no integer, which is another rule's business. */
export function errorCode({ error }: Call): number | undefined {
  const code = member(error, 'code');
  return typeof code === 'number' && Number.isInteger(code) ? code : undefined;
}
