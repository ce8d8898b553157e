/** specification/base.md: `_meta`. */
import { callsByAnswer } from '../engine/asked.ts';
import { replyTo } from '../engine/bare.ts';
import { isWellCarried } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { withoutVersion } from '../engine/eras.ts';
import { leftOpen } from '../engine/handled.ts';
import { at, canonical, isObject, isSameValue, type JsonObject, member, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { groupBy, groupByBoth } from '../engine/order.ts';
import { mayBeOfProxy } from '../engine/proxies.ts';
import { errorCode, LIST_METHODS } from '../engine/readers.ts';
import { withoutCapabilities } from '../engine/refusals.ts';
import { rememberedOf } from '../engine/remember.ts';
import { META_SERVER_INFO, type View } from '../engine/view.ts';
import { keyIn, metas } from './metas.ts';
import { bringsResultOfView, isOfView } from './readers.ts';

const PREFIX = 'io.modelcontextprotocol/';

const INVALID_PARAMS = -32602;
const HEADER_MISMATCH = -32020;

/** What the tables of the revisions and their schemas define under MCP's own prefix; a server of both eras may mix them. */
const DEFINED: ReadonlySet<string> = new Set(
  [
    'protocolVersion',
    'clientInfo',
    'clientCapabilities',
    'logLevel',
    'subscriptionId',
    'serverInfo',
    'related-task',
    'model-immediate-response',
  ].map((name) => PREFIX + name),
);

/** Keys by which a client says something of its own request. */
const OF_REQUESTS: readonly string[] = [
  'progressToken',
  ...['protocolVersion', 'clientInfo', 'clientCapabilities', 'logLevel'].map((name) => PREFIX + name),
];

/** Domains that end so are many. Another last label tells nothing: it may be that of a project, or the first one a domain. */
const COMMON_ENDS: ReadonlySet<string> = new Set(['com', 'org', 'net', 'io', 'dev', 'ai', 'app', 'edu', 'gov']);
const endsLikeDomain = (labels: readonly string[]): boolean =>
  COMMON_ENDS.has(labels.at(-1) ?? '') && !COMMON_ENDS.has(labels[0] ?? '') && labels[0]?.length !== 2;

const isReserved = (labels: readonly string[]): boolean => ['modelcontextprotocol', 'mcp'].includes(labels[1] ?? '');

/** Capabilities beyond the core, which may have brought keys of MCP along. */
const hasMore = ({ capabilities: { extensions, experimental } }: View): boolean =>
  [extensions, experimental].some((more) => isObject(more) && Object.keys(more).length > 0);

const META_CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
/** What a server offers. What a tool or a resource tells may well be the name of who asks, and so may a greeting in instructions. */
const SAYS_WHAT_THERE_IS: ReadonlySet<string> = new Set(LIST_METHODS);

/** Whether two results are the same but for what may differ from answer to answer. */
const isSameInSubstance = (one: Call, other: Call): boolean => isSameValue(substance(one), substance(other));
const substance = rememberedOf(({ result = {} }: Call): JsonObject => {
  const { _meta, ttlMs, ...rest } = result;
  return rest;
});

const isSameName = (one: Call, other: Call): boolean =>
  isSameValue(one.meta[META_CLIENT_INFO] ?? null, other.meta[META_CLIENT_INFO] ?? null);
const nameOf = ({ meta }: Call): string => canonical(meta[META_CLIENT_INFO] ?? null);
/** Of these requests those for lists that were asked for under several names on one connection: most are asked for under one. */
const underSeveral = (calls: readonly Call[]): readonly Call[] => {
  const named = groupByBoth(
    calls,
    ({ connection }) => connection,
    ({ method }) => method,
  );
  const several = [...named.values()].flatMap((methods) =>
    [...methods.values()].filter((alike) => alike.some((call) => !isSameName(call, alike[0] as Call))),
  );
  return several.flat().sort((a, b) => a.request.seq - b.request.seq);
};

/** Requests that are alike but for the name that the client gives itself, in order, by that name. */
const byName = (view: View): readonly ReadonlyMap<string, readonly Call[]>[] => {
  const calls = view.calls.filter(
    (call) => SAYS_WHAT_THERE_IS.has(call.method) && call.result !== undefined && isWellCarried(view, call),
  );
  const rest = ({ connection, method, params, meta }: Call): string =>
    canonical([connection, method, { ...params, _meta: { ...meta, [META_CLIENT_INFO]: null } }]);
  return [...groupBy(underSeveral(calls), rest).values()].map((alike) => groupBy(alike, nameOf));
};

/** How often each name has to have asked, so that nothing but the name tells its answers from those of the other. */
const TIMES = 4;

/**
 * What was asked from the first turn of the other name to its last, one after the other, and each name told the same each time. The
 * turns are of unequal length: what changes with time, or with each request, as when two instances answer by turns, is not the name's.
 */
function byTurns(one: readonly Call[], other: readonly Call[]): readonly Call[] | undefined {
  const begins = other[0]?.request.seq ?? 0;
  const ends = other.at(-1)?.request.seq ?? 0;
  const before = one.filter(({ request }) => request.seq < begins).slice(-1);
  const between = one.filter(({ request }) => request.seq > begins && request.seq < ends);
  const asked = [...before, ...between];
  const all = [...asked, ...other].sort((a, b) => a.request.seq - b.request.seq);
  const isOrderly = all.every((call, index) => call.request.seq > (all[index - 1]?.response?.seq ?? 0));
  const isUneven = all.some(
    (call, index) => index > 0 && other.includes(call) === other.includes(all[index - 1] ?? call),
  );
  const isSteady = [asked, other].every(
    (calls) => calls.length >= TIMES && calls.every((call) => isSameInSubstance(call, calls[0] as Call)),
  );
  return isOrderly && isUneven && isSteady ? all : undefined;
}

export const checks: Checks = {
  'base.meta.info-no-behavior': (view, sink) => {
    for (const names of byName(view)) {
      const [one, ...others] = [...names.values()];
      for (const other of one === undefined ? [] : others) {
        const turns = byTurns(one ?? [], other);
        if (turns === undefined) continue;
        sink.examined();
        const [first, second] = [turns[0], other[0]];
        if (first === undefined || second === undefined || isSameInSubstance(first, second)) continue;
        sink.finding({
          message: `\`${first.method}\` is answered otherwise to a client of another name.`,
          expected: 'the same answer, whatever a client calls itself',
          actual: `another one to ${quote(second.meta[META_CLIENT_INFO])}, each time`,
          seq: turns.map(({ request, response }) => response?.seq ?? request.seq),
        });
      }
    }
  },

  'base.meta.key-names': (view, sink) => {
    for (const { meta, message } of metas(view)) {
      for (const key of Object.keys(meta)) {
        sink.examined();
        if (keyIn(view, key).isWellFormed) continue;
        sink.finding({
          message: `The \`_meta\` key ${quote(key)} has not the form of a key.`,
          expected:
            'a name that begins and ends with a letter or digit, after a prefix of labels and a slash or without one',
          actual: quote(key),
          seq: [message.seq],
        });
      }
    }
  },

  'base.meta.reverse-dns': (view, sink) => {
    for (const { meta, message } of metas(view)) {
      for (const key of Object.keys(meta)) {
        const { labels, isWellFormed } = keyIn(view, key);
        if (labels === undefined || !isWellFormed || isReserved(labels)) continue;
        sink.examined();
        if (labels.length > 1 && !endsLikeDomain(labels)) continue;
        sink.finding({
          message: `The prefix of the \`_meta\` key ${quote(key)} is no domain name in reverse order.`,
          expected: 'a prefix such as `com.example/`',
          actual: quote(key),
          seq: [message.seq],
        });
      }
    }
  },

  'base.meta.reserved-prefix': (view, sink) => {
    const isExtended = hasMore(view);
    for (const { meta, message } of metas(view)) {
      for (const key of Object.keys(meta)) {
        const { labels, isWellFormed } = keyIn(view, key);
        if (labels === undefined || !isWellFormed) continue;
        // Which keys the official extensions and other projects of MCP define, their own texts say.
        const isOfficial = labels[1] === 'modelcontextprotocol' && ['io', 'org'].includes(labels[0] ?? '');
        const isOwn = isReserved(labels) && !DEFINED.has(key);
        if (isOwn && isOfficial && (isExtended || !key.startsWith(PREFIX))) continue;
        sink.examined();
        if (!isOwn) continue;
        sink.finding({
          message: `The \`_meta\` key ${quote(key)} stands under a prefix of MCP, which does not define it.`,
          expected: 'a key under a prefix of your own, or one that MCP defines',
          actual: quote(key),
          seq: [message.seq],
        });
      }
    }
  },

  'base.meta.reserved-keys': (view, sink) => {
    const asked = callsByAnswer(view);
    for (const { meta, holder, message } of metas(view)) {
      if (holder !== 'result' && holder !== 'object') continue;
      const call = asked.get(message.seq);
      if (call !== undefined && !isOfView(view, call)) continue;
      sink.examined();
      for (const key of OF_REQUESTS) {
        const value = member(meta, key);
        if (value === undefined) continue;
        const own = call?.meta[key];
        // A result that repeats what its request said, or an object in it, means the same by it.
        if (own !== undefined && canonical(own) === canonical(value)) continue;
        sink.finding({
          message: `The \`_meta\` key ${quote(key)}, by which a client says something of its request, is used for something else.`,
          expected: `no ${quote(key)} in the \`_meta\` of ${holder === 'result' ? 'a result' : 'an object'} of a server`,
          actual: `${quote(key)}: ${quote(value)}`,
          seq: [message.seq, ...(call === undefined ? [] : [call.request.seq])],
        });
      }
    }
  },

  'base.meta.server-info': (view, sink) => {
    for (const call of view.calls) {
      const { method, result, response } = call;
      if (result === undefined || response === undefined || !bringsResultOfView(view, call)) continue;
      sink.examined();
      if (at(result, '_meta', META_SERVER_INFO) !== undefined) continue;
      sink.finding({
        message: `The result of \`${method}\` does not say which server it is from.`,
        expected: `\`${META_SERVER_INFO}\` in its \`_meta\``,
        actual: at(result, '_meta') === undefined ? 'no `_meta`' : `\`_meta\` ${quote(result._meta)}`,
        seq: [response.seq],
      });
    }
  },

  'base.meta.required': (view, sink) => {
    const look = (call: Call, lacking: string, isRejected: (code: number | undefined) => boolean): void => {
      const reply = replyTo(view, call) ?? leftOpen(view, call);
      if (reply === undefined) return;
      sink.examined();
      if (isRejected(errorCode(call))) return;
      sink.finding({
        message: `A \`${call.method}\` request whose \`_meta\` lacks \`${lacking}\` was not rejected as it must be.`,
        expected: 'the error −32602 (Invalid params)',
        actual: call.result === undefined ? reply.words : 'a result',
        seq: [reply.seq, call.request.seq],
      });
    };
    for (const call of withoutCapabilities(view)) look(call, 'clientCapabilities', (code) => code === INVALID_PARAMS);
    // Over HTTP its headers name a version that the body does not, and which of the two is found first is left open.
    for (const call of withoutVersion(view)) {
      if (mayBeOfProxy(call)) continue;
      look(
        call,
        'protocolVersion',
        (code) => code === INVALID_PARAMS || (code === HEADER_MISMATCH && call.exchange !== undefined),
      );
    }
  },
};
