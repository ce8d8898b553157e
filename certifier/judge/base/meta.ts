/** specification/base.md: `_meta`. */
import { wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { at, isObject, quote } from '../engine/json.ts';
import { looksLikeMessage } from '../engine/readers.ts';
import { withoutCapabilities } from '../engine/refusals.ts';
import { META_SERVER_INFO } from '../engine/view.ts';
import { isOfView } from './readers.ts';

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

/** The keys of all `_meta` objects of a message. The depth of a message is bounded, as that of everything that a stranger nests. */
function metaKeys(value: unknown, levels = 20): readonly string[] {
  if (levels === 0) return [];
  if (Array.isArray(value)) return value.flatMap((each) => metaKeys(each, levels - 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    if (name === '_meta') return isObject(each) ? Object.keys(each) : [];
    return OPAQUE.has(name) ? [] : metaKeys(each, levels - 1);
  });
}

const LABEL = /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** Only what the text says must be so: what stands within a name is told by a MAY. */
function isMetaKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const labels = slash === -1 ? [] : key.slice(0, slash).split('.');
  return labels.every((label) => LABEL.test(label)) && (name === '' || /^[A-Za-z0-9](?:.*[A-Za-z0-9])?$/s.test(name));
}

export const checks: Checks = {
  'base.meta.key-names': (view, sink) => {
    for (const message of view.received) {
      if (!looksLikeMessage(view, message)) continue;
      for (const key of metaKeys(message.value)) {
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
