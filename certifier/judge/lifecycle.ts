/** specification/lifecycle.md */
import { isRevision } from '../catalogue/requirement.ts';
import { isWellCarried } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { at, isObject, member, quote } from './engine/json.ts';
import { type Message, methodOf } from './engine/message.ts';

export const checks: Checks = {
  'lifecycle.version.alternative': (view, sink) => {
    for (const { params, request, response, result } of view.callsTo('initialize')) {
      const asked = params.protocolVersion;
      if (typeof asked !== 'string' || isRevision(asked) || response === undefined) continue;
      // A refusal with an error is what the page's own example shows: it is no counter-offer, and no breach that we would defend.
      if (result === undefined) continue;
      sink.examined();
      const offered = result.protocolVersion;
      if (isRevision(offered)) continue;
      sink.finding({
        message: `Asked for version ${quote(asked)}, which does not exist, the server did not offer one that does.`,
        expected: 'another version, one that the server supports',
        actual: `\`protocolVersion\`: ${quote(offered)}`,
        seq: [response.seq, request.seq],
      });
    }
  },

  'lifecycle.initialize.capabilities': (view, sink) => {
    for (const { result, response } of view.callsTo('initialize')) {
      if (result === undefined || response === undefined) continue;
      sink.examined();
      if (isObject(result.capabilities)) continue;
      sink.finding({
        message: 'The answer to `initialize` does not state the capabilities of the server.',
        expected: '`capabilities`, an object (empty where there are none)',
        actual: result.capabilities === undefined ? 'no `capabilities`' : quote(result.capabilities),
        seq: [response.seq],
      });
    }
  },

  'lifecycle.initialize.server-info': (view, sink) => {
    for (const { result, response } of view.callsTo('initialize')) {
      if (result === undefined || response === undefined) continue;
      sink.examined();
      const info = result.serverInfo;
      if (typeof at(info, 'name') === 'string' && typeof at(info, 'version') === 'string') continue;
      sink.finding({
        message: 'The answer to `initialize` does not say what the server is.',
        expected: '`serverInfo`, with `name` and `version` as strings',
        actual: info === undefined ? 'no `serverInfo`' : quote(info),
        seq: [response.seq],
      });
    }
  },

  'lifecycle.initialized.server-waits': (view, sink) => {
    for (const { connection, request, response } of view.callsTo('initialize')) {
      if (response === undefined) continue;
      const inWindow = ({ seq, ...message }: Message, end: number): boolean =>
        message.connection === connection && seq > request.seq && seq < end;
      const initialized = view.messages.find(
        (message) =>
          message.connection === connection &&
          message.direction === 'sent' &&
          member(message.value, 'method') === 'notifications/initialized',
      );
      if (initialized === undefined) continue;
      // The window counts as looked at only where something else was answered in it.
      const looked = view.calls.some(
        (call) => call.method === 'ping' && call.response !== undefined && inWindow(call.response, initialized.seq),
      );
      const early = view.serverRequests.find(
        (message) => inWindow(message, initialized.seq) && methodOf(message) !== 'ping',
      );
      if (!looked && early === undefined) continue;
      sink.examined();
      if (early === undefined) continue;
      sink.finding({
        message: `The server sent the request \`${methodOf(early)}\` before the session was initialized.`,
        expected: 'no request but `ping` before `notifications/initialized`',
        actual: quote(early.value),
        seq: [early.seq, initialized.seq],
      });
    }
  },

  'lifecycle.ping.answered': (view, sink) => {
    for (const call of view.callsTo('ping')) {
      const { request, response, result, error } = call;
      // What the transport has to turn away never was a ping to the server.
      if (response === undefined || !isWellCarried(view, call)) continue;
      sink.examined();
      const extra = Object.keys(result ?? {}).filter((name) => name !== '_meta');
      if (result !== undefined && extra.length === 0) continue;
      sink.finding({
        message: 'A ping was not answered by an empty result.',
        expected: 'the result {}',
        actual: error === undefined ? quote(result) : `the error ${quote(error.code)}: ${quote(error.message)}`,
        seq: [response.seq, request.seq],
      });
    }
  },
};
