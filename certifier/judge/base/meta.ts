/** specification/base.md: `_meta`. */
import { callsByAnswer } from '../engine/asked.ts';
import { wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { at, canonical, isObject, member, quote } from '../engine/json.ts';
import { withoutCapabilities } from '../engine/refusals.ts';
import { META_SERVER_INFO, type View } from '../engine/view.ts';
import { isMetaKey, labelsOf, metas } from './metas.ts';
import { isOfView } from './readers.ts';

const PREFIX = 'io.modelcontextprotocol/';

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

export const checks: Checks = {
  'base.meta.key-names': (view, sink) => {
    for (const { meta, message } of metas(view)) {
      for (const key of Object.keys(meta)) {
        sink.examined();
        if (isMetaKey(key)) continue;
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
        const labels = labelsOf(key);
        if (labels === undefined || !isMetaKey(key) || isReserved(labels)) continue;
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
        const labels = labelsOf(key);
        if (labels === undefined || !isMetaKey(key)) continue;
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
        const own = at(call?.params, '_meta', key);
        // A result that repeats what its request said means the same by it.
        if (holder === 'result' && own !== undefined && canonical(own) === canonical(value)) continue;
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
      if (result === undefined || response === undefined || !isOfView(view, call)) continue;
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
    for (const call of withoutCapabilities(view)) {
      if (call.response === undefined || !wasHeard(call)) continue;
      sink.examined();
      const code = at(call.error, 'code');
      if (code === -32602) continue;
      sink.finding({
        message: `A \`${call.method}\` request whose \`_meta\` lacks \`clientCapabilities\` was not rejected as it must be.`,
        expected: 'the error −32602 (Invalid params)',
        actual: call.error === undefined ? 'a result' : `the error ${quote(code)}`,
        seq: [call.response.seq, call.request.seq],
      });
    }
  },
};
