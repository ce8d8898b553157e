/** `_meta` objects, wherever they stand in a message, and the form of their keys. */
import { isObject, type JsonObject } from '../engine/json.ts';
import { isNotification, isResponse, type Message } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
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

function gather(found: Meta[], value: unknown, holder: Holder, message: Message, levels = MOST_LEVELS): void {
  if (levels === 0 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) gather(found, each, holder, message, levels - 1);
    return;
  }
  // Every object of every message comes by here: no list of its entries is made.
  for (const name in value) {
    const each = (value as JsonObject)[name];
    if (typeof each !== 'object' || each === null) continue;
    if (name === '_meta') {
      if (isObject(each)) found.push({ meta: each, holder, message });
    } else if (!OPAQUE.has(name)) {
      // What a result asks of the client are requests with parameters of their own.
      const inside = name === 'inputRequests' || holder === 'request' ? 'request' : 'object';
      gather(found, each, inside, message, levels - 1);
    }
  }
}

/** All of the subject's messages, in order. */
export const metas = remembered((view): readonly Meta[] => {
  const found: Meta[] = [];
  for (const message of view.meant) {
    const { value } = message;
    if (!isObject(value)) continue;
    const { result, params } = value;
    const sent = isNotification(value) ? 'notification' : 'request';
    if (isResponse(value)) gather(found, result, 'result', message);
    else gather(found, params, sent, message);
    for (const name of Object.keys(value)) {
      if (name === 'result' || name === 'params' || typeof value[name] !== 'object') continue;
      gather(found, { [name]: value[name] }, 'object', message);
    }
  }
  return found;
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

export interface Key {
  /** The labels of its prefix; undefined where it has none. */
  readonly labels: readonly string[] | undefined;
  readonly isWellFormed: boolean;
}

const keys = remembered((_view) => new Map<string, Key>());

/** What a key is made of: few are used, and each of them again and again. */
export function keyIn(view: View, key: string): Key {
  const known = keys(view).get(key) ?? { labels: labelsOf(key), isWellFormed: isMetaKey(key) };
  keys(view).set(key, known);
  return known;
}
