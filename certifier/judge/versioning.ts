/** specification/versioning.md */
import type { Checks } from './engine/check.ts';
import { at, isObject, quote } from './engine/json.ts';
import { unknownVersionCalls, versionOf } from './engine/refusals.ts';
import { META_VERSION } from './engine/view.ts';

export const checks: Checks = {
  'versioning.unsupported.error': (view, sink) => {
    for (const { request, response, error, result, ...call } of unknownVersionCalls(view)) {
      if (response === undefined) continue;
      sink.examined();
      if (error?.code === -32022) continue;
      sink.finding({
        message: `A request in version ${quote(at(call.params, '_meta', META_VERSION))}, which the server cannot know, was not refused as unsupported.`,
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
    for (const connection of view.connections) {
      const calls = view.calls.filter((call) => call.connection === connection && call.response !== undefined);
      const first = calls.find((call) => versionOf(call) === view.revision);
      // A discovery is what a server may expect first; only another request shows that it needs none.
      if (first === undefined || first.method === 'server/discover' || first.response === undefined) continue;
      if (calls.some((call) => call.request.seq < first.request.seq && call.result !== undefined)) continue;
      const accepted = view.calls.find(
        (call) => call.method === first.method && call.connection !== connection && call.result !== undefined,
      );
      if (accepted === undefined) continue;
      sink.examined();
      if (first.result !== undefined) continue;
      sink.finding({
        message: `\`${first.method}\` was refused as the first request of a connection, and is served on one that began with a discovery.`,
        expected: 'a result: each request says all that is needed to serve it',
        actual: `the error ${quote(first.error?.code)}: ${quote(first.error?.message)}`,
        seq: [first.response.seq, first.request.seq, accepted.request.seq],
      });
    }
  },
};
