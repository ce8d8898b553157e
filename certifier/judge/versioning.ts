/** specification/versioning.md */
import { isMetaKey, labelsOf } from './base/metas.ts';
import { isWellCarried, wasHeard } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { headerValues } from './engine/exchange.ts';
import { at, canonical, isObject, type Json, quote } from './engine/json.ts';
import type { Call } from './engine/message.ts';
import { groupBy } from './engine/order.ts';
import { META_CAPABILITIES, unknownVersionCalls, versionOf } from './engine/refusals.ts';
import type { View } from './engine/view.ts';

export const checks: Checks = {
  'versioning.unsupported.error': (view, sink) => {
    for (const call of unknownVersionCalls(view)) {
      const { request, response, error, result } = call;
      if (response === undefined || !wasHeard(call)) continue;
      sink.examined();
      if (error?.code === -32022) continue;
      sink.finding({
        message: `A request in version ${quote(versionOf(call))}, which the server cannot know, was not refused as unsupported.`,
        expected: 'the error −32022 (Unsupported protocol version)',
        actual: error === undefined ? `the result ${quote(result)}` : `the error ${quote(error.code)}`,
        seq: [response.seq, request.seq],
      });
    }
  },

  'versioning.unsupported.data': (view, sink) => {
    for (const call of unknownVersionCalls(view)) {
      if (call.response === undefined || call.error?.code !== -32022) continue;
      sink.examined();
      const { data } = call.error;
      const supported = at(data, 'supported');
      const requested = at(data, 'requested');
      const seq = [call.response.seq, call.request.seq];
      if (!Array.isArray(supported) || !supported.includes(view.revision)) {
        sink.finding({
          message: 'The refusal of an unsupported version does not list the versions that the server supports.',
          expected: `\`data.supported\`, an array of versions with ${quote(view.revision)} among them`,
          actual: isObject(data) ? `\`data.supported\`: ${quote(supported)}` : `\`data\`: ${quote(data)}`,
          seq,
        });
      } else if (requested !== versionOf(call)) {
        sink.finding({
          message: 'The refusal of an unsupported version does not name the version that was asked for.',
          expected: `\`data.requested\`: ${quote(versionOf(call))}`,
          actual: quote(requested),
          seq,
        });
      }
    }
  },

  'versioning.request.no-prior-context': (view, sink) => {
    const accepted = groupBy(
      view.calls.filter(({ result }) => result !== undefined),
      askedIn,
    );
    for (const [connection, calls] of groupBy(view.calls, (call) => call.connection)) {
      const first = calls.find((call) => call.response !== undefined && versionOf(call) === view.revision);
      // A discovery is what a server may expect first; only another request shows that it needs none.
      if (first?.response === undefined || first.method === 'server/discover') continue;
      if (!isWellCarried(view, first) || !wasHeard(first)) continue;
      if (calls.some((call) => call.request.seq < first.request.seq && call.result !== undefined)) continue;
      // The same in every word, or the difference may be why it was refused.
      const twin = accepted.get(askedIn(first))?.find((call) => call.connection !== connection);
      if (twin === undefined) continue;
      sink.examined();
      if (first.result !== undefined) continue;
      sink.finding({
        message: `\`${first.method}\` was refused as the first request of a connection, and the same was served on another.`,
        expected: 'a result: each request says all that is needed to serve it',
        actual: `the error ${quote(first.error?.code)}: ${quote(first.error?.message)}`,
        seq: [first.response.seq, first.request.seq, twin.request.seq],
      });
    }
  },

  'versioning.extensions.identifier': (view, sink) => {
    for (const { extensions, seq } of declared(view)) {
      for (const identifier of isObject(extensions) ? Object.keys(extensions) : []) {
        sink.examined();
        if (labelsOf(identifier) !== undefined && isMetaKey(identifier)) continue;
        sink.finding({
          message: `The identifier ${quote(identifier)} of an extension has not the form of one.`,
          expected: 'a prefix of labels, a slash and a name, such as `com.example/audit`',
          actual: quote(identifier),
          seq: [seq],
        });
      }
    }
  },

  'versioning.extensions.settings': (view, sink) => {
    for (const { extensions, seq } of declared(view)) {
      sink.examined();
      const wrong = isObject(extensions)
        ? Object.entries(extensions).find(([, settings]) => !isObject(settings))
        : ['extensions', extensions];
      if (wrong === undefined) continue;
      sink.finding({
        message: 'The capabilities do not hold an object of settings for each extension.',
        expected: '`extensions`, an object whose members are objects (empty where there is nothing to set)',
        actual: `${quote(wrong[0])}: ${quote(wrong[1])}`,
        seq: [seq],
      });
    }
  },

  'versioning.extensions.fallback': (view, sink) => {
    const extensions = view.capabilities.extensions;
    if (!isObject(extensions) || Object.keys(extensions).length === 0) return;
    for (const call of view.calls) {
      const { result, response, request } = call;
      const type = result?.resultType;
      if (response === undefined || typeof type !== 'string' || versionOf(call) === undefined) continue;
      // Whoever declares an extension of its own may have been answered by it.
      if (at(call.params, '_meta', META_CAPABILITIES, 'extensions') !== undefined) continue;
      sink.examined();
      if (type === 'complete' || type === 'input_required') continue;
      sink.finding({
        message: `\`${call.method}\` was answered by a result of an extension that the client does not support.`,
        expected: 'a result of the core protocol, or an error',
        actual: `\`resultType\`: ${quote(type)}`,
        seq: [response.seq, request.seq],
      });
    }
  },
};

/** The extensions that discovery results declare, whatever they are. */
const declared = (view: View): readonly { readonly extensions: Json; readonly seq: number }[] =>
  view.callsTo('server/discover').flatMap(({ result, response }) => {
    const extensions = at(result, 'capabilities', 'extensions');
    return extensions === undefined || response === undefined ? [] : [{ extensions, seq: response.seq }];
  });

/** What the request asks, and as whom: all of it but its id. */
const askedIn = ({ method, params, exchange }: Call): string => {
  const authorization = headerValues(exchange?.request.headers ?? [], 'authorization');
  return canonical([method, params, [...authorization]]);
};
