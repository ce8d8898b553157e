/** What lists show beyond one walk: that a name is not in them, that a feature is served, that two connections see the same. */
import type { Check } from './check.ts';
import { headerValues } from './exchange.ts';
import { LIST_CHANGED } from './fixture.ts';
import { notificationsOf } from './heard.ts';
import { at, canonical, isObject, type Json, member, quote } from './json.ts';
import { eventsOf } from './kinds.ts';
import type { Call } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { itemsListed, LIST_METHODS, type Listing, type ListMethod, listings } from './readers.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** The member that tells one item of a list from another. */
const KEYS: Readonly<Record<ListMethod, string>> = {
  'tools/list': 'name',
  'resources/list': 'uri',
  'resources/templates/list': 'uriTemplate',
  'prompts/list': 'name',
};

/** The notification that tells of a change of the list. */
const CHANGED: Readonly<Record<ListMethod, string>> = {
  'tools/list': LIST_CHANGED.tools,
  'resources/list': LIST_CHANGED.resources,
  'resources/templates/list': LIST_CHANGED.resources,
  'prompts/list': LIST_CHANGED.prompts,
};

const keysOf = ({ method, items }: Listing): readonly string[] =>
  items.map(({ value }) => member(value, KEYS[method])).filter((key) => typeof key === 'string');

/** What each list held in all its walks, and whether one of them was whole. */
const listed = remembered(
  (view) =>
    new Map(
      LIST_METHODS.map((method) => {
        const walks = listings(view, method);
        const keys = [...itemsListed(view, method)].map((item) => member(item, KEYS[method]));
        return [method, { whole: walks.some(({ complete }) => complete), keys: new Set<unknown>(keys) }];
      }),
    ),
);

/** Whether the subject listed everything that it has, and this was never among it. */
export function isUnlisted(view: View, method: ListMethod, key: string): boolean {
  const known = listed(view).get(method);
  return known?.whole === true && !known.keys.has(key);
}

/** The message in which the subject stated its capabilities; undefined where it never stated any. */
export const capabilityStatement = remembered((view): Call | undefined =>
  view.calls.find(
    ({ method, result }) =>
      (method === 'initialize' || method === 'server/discover') && isObject(at(result, 'capabilities')),
  ),
);

/** Walks that showed the same keys in the same order as another on their connection: the list did not change between their pages. */
function steadyOnes(walks: readonly Listing[]): ReadonlySet<Listing> {
  const alike = groupBy(walks, (walk) => JSON.stringify([walk.connection, keysOf(walk)]));
  return new Set([...alike.values()].filter(({ length }) => length > 1).flat());
}

/**
 * Each item of one walk has its key for itself. A list may change between two of its pages, so that an item comes twice: on another
 * page it counts where another walk showed the very same.
 */
export const keysUnique =
  (method: ListMethod, items: string): Check =>
  (view, sink) => {
    const key = KEYS[method];
    const walks = listings(view, method);
    const steady = steadyOnes(walks);
    for (const listing of walks) {
      const first = new Map<string, number>();
      for (const { value, seq } of listing.items) {
        const given = member(value, key);
        if (typeof given !== 'string') continue;
        const earlier = first.get(given);
        if (earlier !== undefined && earlier !== seq && !steady.has(listing)) continue;
        sink.examined();
        if (earlier === undefined) {
          first.set(given, seq);
          continue;
        }
        sink.finding({
          message: `Two ${items} have the ${key} ${quote(given)}.`,
          expected: `each ${key} once in the list`,
          actual: `${quote(given)} again`,
          seq: earlier === seq ? [seq] : [seq, earlier],
        });
      }
    }
  };

/** One whole walk, with what the server could tell its client by. */
export interface Sample {
  readonly connection: number;
  readonly keys: readonly string[];
  /** When it was asked for, and the last message that answered it. */
  readonly seq: number;
  readonly last: number;
  /** Two samples of one asker have all in common that a list may depend on: authorization, and what the request says of the client. */
  readonly asker: string;
  /**
   * Over stdio, how old its process was when it was asked and when it had answered, in milliseconds. Each connection has a process of its
   * own, and one that is young may list less: that is a change over time.
   */
  readonly age?: readonly [asked: number, answered: number];
}

/** Connection → when its process was started. */
const startedAt = remembered(
  (view) => new Map(eventsOf(view, 'start').map(({ connection, at: begun }) => [connection, begun])),
);

function askerOf({ exchange, meta }: Call): string {
  const headers = exchange?.request.headers ?? [];
  const told = ['clientCapabilities', 'clientInfo', 'protocolVersion'].map(
    (name) => meta[`io.modelcontextprotocol/${name}`] ?? null,
  );
  return canonical([...headerValues(headers, 'authorization'), ...headerValues(headers, 'cookie'), ...told] as Json);
}

function samplesOf(view: View, method: ListMethod): readonly Sample[] {
  return listings(view, method).flatMap((listing) => {
    const { connection, pages, complete } = listing;
    const [first, ...others] = pages as readonly [Call, ...Call[]];
    if (!complete) return [];
    const asker = askerOf(first);
    if (!others.every((page) => askerOf(page) === asker)) return [];
    const end = pages.at(-1)?.response;
    const started = startedAt(view).get(connection);
    const age = started === undefined ? {} : { age: [first.request.at - started, (end?.at ?? 0) - started] as const };
    return [{ connection, keys: keysOf(listing), seq: first.request.seq, last: end?.seq ?? 0, asker, ...age }];
  });
}

const sampled = remembered((view) => new Map(LIST_METHODS.map((method) => [method, samplesOf(view, method)])));

export const samples = (view: View, method: ListMethod): readonly Sample[] => sampled(view).get(method) ?? [];

const grouped = <K>(all: readonly Sample[], by: (sample: Sample) => K): readonly (readonly Sample[])[] => [
  ...groupBy(all, by).values(),
];

export const setOf = ({ keys }: Sample): string => JSON.stringify([...new Set(keys)].sort());
const steady = (of: readonly Sample[]): boolean => new Set(of.map(setOf)).size === 1;
/** One of the second lies between two of the first: a change in time would have shown in the first. */
function encloses(outer: readonly Sample[], inner: readonly Sample[]): Sample | undefined {
  const [begun, ended] = outer.reduce(
    ([first, latest], { seq, last }) => [Math.min(first, last), Math.max(latest, seq)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return inner.find(({ seq, last }) => begun < seq && ended > last);
}

/** Whether two processes gave what they did at the same age, at some time. */
function meetInAge(some: readonly Sample[], others: readonly Sample[]): boolean {
  const span = (of: readonly Sample[]): readonly [number, number] => [of[0]?.age?.[0] ?? 0, of.at(-1)?.age?.[1] ?? 0];
  const [[begun, ended], [from, until]] = [span(some), span(others)];
  return begun <= until && from <= ended;
}

/** Members of one that the other lacks, in words. */
export function difference(one: Sample, other: Sample): string {
  const lacks = one.keys.filter((key) => !other.keys.includes(key));
  const adds = other.keys.filter((key) => !one.keys.includes(key));
  return [
    ...(lacks.length > 0 ? [`without ${lacks.map((key) => quote(key)).join(', ')}`] : []),
    ...(adds.length > 0 ? [`with ${adds.map((key) => quote(key)).join(', ')}`] : []),
  ].join(', ');
}

/**
 * The set does not depend on the connection. It may change over time, so a difference counts only where one connection saw the
 * same set before and after the other saw another, over stdio at an age that both processes have had; and it may depend on who asks, so
 * only samples of one asker are compared.
 */
export const sameAcrossConnections =
  (method: ListMethod): Check =>
  (view, sink) => {
    for (const ofAsker of grouped(samples(view, method), ({ asker }) => asker)) {
      const [first, ...others] = grouped(ofAsker, ({ connection }) => connection).filter(steady);
      for (const other of others) {
        const [one, another] = [first?.[0], other[0]];
        if (first === undefined || one === undefined || another === undefined) continue;
        if (setOf(one) === setOf(another)) {
          sink.examined();
          continue;
        }
        const between = encloses(first, other) ?? encloses(other, first);
        if (between === undefined || !meetInAge(first, other)) continue;
        sink.examined();
        sink.finding({
          message: `\`${method}\` gives another set on connection ${another.connection} than on connection ${one.connection}.`,
          expected: 'the same set on every connection',
          actual: `the set of connection ${one.connection}, ${difference(one, another)}`,
          seq: [one.last, another.last],
        });
      }
    }
  };

/**
 * Samples of one asker between which nobody saw another set, and the server told of no change: a set that comes back was another
 * in between.
 */
function unchanged(view: View, method: ListMethod, ofAsker: readonly Sample[]): readonly (readonly Sample[])[] {
  const told = notificationsOf(view, CHANGED[method]);
  const toldBefore = (seq: number): number => countBefore(told, seq, (message) => message.seq);
  let changes = 0;
  let before: string | undefined;
  const groups = groupBy(ofAsker, (sample) => {
    const set = setOf(sample);
    if (before !== undefined && set !== before) changes += 1;
    before = set;
    const isSteady = toldBefore(sample.seq) === toldBefore(sample.last);
    return isSteady ? `${changes} ${toldBefore(sample.seq)} ${JSON.stringify([...sample.keys].sort())}` : sample;
  });
  return [...groups.values()];
}

/** Equal sets come in the same order, while the list stays as it is. One item has no order. */
export const sameOrder =
  (method: ListMethod): Check =>
  (view, sink) => {
    for (const ofAsker of grouped(samples(view, method), ({ asker }) => asker)) {
      for (const equal of unchanged(view, method, ofAsker)) {
        for (const [index, sample] of equal.entries()) {
          const earlier = equal[index - 1];
          if (earlier === undefined || new Set(sample.keys).size < 2) continue;
          sink.examined();
          const place = sample.keys.findIndex((key, at) => key !== earlier.keys[at]);
          if (place === -1) continue;
          sink.finding({
            message: `\`${method}\` gives the same items in another order than before.`,
            expected: `${quote(earlier.keys[place])} at place ${place + 1}`,
            actual: `${quote(sample.keys[place])} at place ${place + 1}`,
            seq: [sample.last, earlier.last],
          });
        }
      }
    }
  };
