/** What several checks look for in a view. Each reader finds one situation, and says nothing about whether it is right. */
import { isObject, type Json, type JsonObject, member, objectsIn } from './json.ts';
import type { Call, Message } from './message.ts';
import type { View } from './view.ts';

/** The list methods, and the member of their result that holds the items. */
export const LISTS = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const;
export type ListMethod = keyof typeof LISTS;

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
  /** Whether the walk reached a page without a cursor. */
  readonly complete: boolean;
}

const cursorOf = (call: Call): Json | undefined => member(call.params, 'cursor');
const nextCursorOf = (call: Call): Json | undefined => member(call.result, 'nextCursor');

/** All walks over this list, in order. A page belongs to the walk whose last page handed out its cursor. */
export function listings(view: View, method: ListMethod): readonly Listing[] {
  const walks: Call[][] = [];
  for (const call of view.callsTo(method)) {
    if (call.result === undefined) continue;
    const cursor = cursorOf(call);
    if (cursor === undefined) walks.push([call]);
    else {
      const walk = walks.findLast((pages) => {
        const last = pages.at(-1);
        return last !== undefined && last.connection === call.connection && nextCursorOf(last) === cursor;
      });
      walk?.push(call);
    }
  }
  return walks.map((pages) => ({
    method,
    connection: (pages[0] as Call).connection,
    pages,
    items: pages.flatMap((page) =>
      objectsIn(member(page.result, LISTS[method])).map((value) => ({ value, seq: page.response?.seq ?? 0 })),
    ),
    complete: nextCursorOf(pages.at(-1) as Call) === undefined,
  }));
}

/**
 * Whether this was meant as a message of the protocol. A line of stdout that is something else (a log line, even one that is a JSON
 * object) is noise, and another rule's business; what stands in an HTTP answer has no other excuse.
 */
export function looksLikeMessage(view: View, { value, exchange: number }: Message): boolean {
  const has = (name: string): boolean => isObject(value) && Object.hasOwn(value, name);
  if (has('jsonrpc')) return true;
  if (number === undefined) return has('id') && (has('result') || has('error'));
  // The body of an HTTP error may be anything: JSON-RPC is allowed there, not asked for.
  const status = view.exchanges.find((each) => each.number === number)?.response?.status ?? 200;
  return status < 400 && value !== undefined;
}

/**
 * The twin: the same method, sent without the defect on the same connection before it, and accepted. Only a server that accepts
 * the good one can be said to reject the bad one.
 */
export const twinOf = (view: View, call: Call): Call | undefined =>
  view.calls.findLast(
    (each) =>
      each.method === call.method &&
      each.connection === call.connection &&
      each.request.seq < call.request.seq &&
      isObject(each.result),
  );

/** Whether a result ends its request: `input_required` asks for more, and an unknown type says something that we cannot judge. */
export const isFinal = (result: JsonObject): boolean => (member(result, 'resultType') ?? 'complete') === 'complete';

/** The code of the error that answered; undefined where none did, or where its code is no integer, which is another rule's business. */
export function errorCode({ error }: Call): number | undefined {
  const code = member(error, 'code');
  return typeof code === 'number' && Number.isInteger(code) ? code : undefined;
}
