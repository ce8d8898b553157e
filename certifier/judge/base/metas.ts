/** `_meta` objects, wherever they stand in a message, and the form of their keys. */
import { isObject, type JsonObject } from '../engine/json.ts';
import { isNotification, isResponse, type Message } from '../engine/message.ts';
import { looksLikeMessage } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';

/** Members that hold what a server passes on and does not word itself: what is called `_meta` in there need not be MCP's. */
const OPAQUE: ReadonlySet<string> = new Set([
  'structuredContent',
  'inputSchema',
  'outputSchema',
  'requestedSchema',
  'data',
  'arguments',
  'input',
  'experimental',
  'extensions',
  'requestState',
  'error',
]);

/** What the object belongs to: a result, a notification, a request (also one within a result), or an object in one of these. */
type Holder = 'result' | 'notification' | 'request' | 'object';

export interface Meta {
  readonly meta: JsonObject;
  readonly holder: Holder;
  readonly message: Message;
}

/** The depth of a message is bounded, as that of everything that a stranger nests. */
const MOST_LEVELS = 20;

function metasIn(value: unknown, holder: Holder, message: Message, levels = MOST_LEVELS): readonly Meta[] {
  if (levels === 0) return [];
  if (Array.isArray(value)) return value.flatMap((each) => metasIn(each, holder, message, levels - 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (name === '_meta') return isObject(each) ? [{ meta: each, holder, message }] : [];
    if (OPAQUE.has(name)) return [];
    // What a result asks of the client are requests with parameters of their own.
    const inside = name === 'inputRequests' || holder === 'request' ? 'request' : 'object';
    return metasIn(each, inside, message, levels - 1);
  });
}

/** All of the subject's messages, in order. */
export const metas = (view: View): readonly Meta[] =>
  view.received.flatMap((message) => {
    const { value } = message;
    if (!isObject(value) || !looksLikeMessage(view, message)) return [];
    const { result, params, ...rest } = value;
    const sent = isNotification(value) ? 'notification' : 'request';
    return [
      ...(isResponse(value) ? metasIn(result, 'result', message) : metasIn(params, sent, message)),
      ...metasIn(rest, 'object', message),
    ];
  });

const LABEL = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** Only what the text says must be so: what stands within a name is told by a MAY. */
export function isMetaKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const labels = slash === -1 ? [] : key.slice(0, slash).split('.');
  return labels.every((label) => LABEL.test(label)) && (name === '' || /^[A-Za-z0-9](?:.*[A-Za-z0-9])?$/s.test(name));
}

/** The labels of the prefix of a key; undefined where it has none. */
export function labelsOf(key: string): readonly string[] | undefined {
  const slash = key.indexOf('/');
  return slash === -1 ? undefined : key.slice(0, slash).split('.');
}
