/** specification/discovery.md */
import { isWellCarried, wasHeard } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { isObject, quote } from './engine/json.ts';
import type { Call } from './engine/message.ts';
import { lastGiven, passedOver } from './engine/passed-over.ts';
import { errorCode } from './engine/readers.ts';
import { META_CAPABILITIES, META_LOG_LEVEL } from './engine/refusals.ts';
import { remembered } from './engine/remember.ts';
import { bearsHabits } from './engine/session.ts';
import { META_VERSION, type View } from './engine/view.ts';

const HEADER_MISMATCH = -32020;

/** A code that JSON-RPC and MCP leave to servers: what it means is theirs to say. */
const isOfItsOwn = (code: number | undefined): boolean => code !== undefined && (code >= -32019 || code < -32768);

/** Discovery requests without a defect, in message or headers. */
const flawless = remembered((view): readonly Call[] =>
  view.callsTo('server/discover').filter(
    (call) =>
      isWellCarried(view, call) &&
      !bearsHabits(call) &&
      call.meta[META_VERSION] === view.revision &&
      isObject(call.meta[META_CAPABILITIES]) &&
      // A log level that is none is a defect too.
      call.meta[META_LOG_LEVEL] === undefined,
  ),
);

/** Those that were answered. Whether headers are refused rightly is for the rules of the transport. */
const goodDiscoveries = (view: View): readonly Call[] =>
  flawless(view).filter(
    (call) =>
      call.response !== undefined &&
      wasHeard(call) &&
      (call.exchange === undefined || call.error?.code !== HEADER_MISMATCH),
  );

export const checks: Checks = {
  /** A permission: each result could make use of it, and none breaks it. */
  'discovery.result.instructions': (view, sink) => {
    for (const { result } of goodDiscoveries(view)) if (result !== undefined) sink.examined();
  },

  'discovery.discover.implemented': (view, sink) => {
    const all = goodDiscoveries(view);
    const given = lastGiven(all);
    for (const call of all) {
      const { request, response, error, connection } = call;
      // Too many at once, or a backend that was away for a while: the method is there, as the next one showed.
      if (isOfItsOwn(errorCode(call)) && (given.get(connection) ?? 0) > request.seq) continue;
      sink.examined();
      if (error === undefined || response === undefined) continue;
      sink.finding({
        message: 'A `server/discover` request was answered with an error.',
        expected: 'a discovery result',
        actual: `the error ${quote(error.code)}: ${quote(error.message)}`,
        seq: [response.seq, request.seq],
      });
    }
    for (const { call, words, seq } of passedOver(view, flawless(view))) {
      sink.examined();
      sink.finding({
        message: 'A `server/discover` request was not answered.',
        expected: 'a discovery result',
        actual: words,
        seq: [seq, call.request.seq],
      });
    }
  },

  'discovery.result.supported-versions': (view, sink) => {
    for (const { result, response } of goodDiscoveries(view)) {
      if (result === undefined || response === undefined) continue;
      sink.examined();
      const versions = result.supportedVersions;
      const isList = Array.isArray(versions) && versions.every((version) => typeof version === 'string');
      if (isList && versions.includes(view.revision)) continue;
      sink.finding({
        message: isList
          ? `The discovery result does not list ${quote(view.revision)}, the version in which it was given.`
          : 'The discovery result does not list the versions that the server supports.',
        expected: `\`supportedVersions\`, an array of strings with ${quote(view.revision)} among them`,
        actual: versions === undefined ? 'no `supportedVersions`' : quote(versions),
        seq: [response.seq],
      });
    }
  },

  'discovery.result.capabilities': (view, sink) => {
    for (const { result, response } of goodDiscoveries(view)) {
      if (result === undefined || response === undefined) continue;
      sink.examined();
      if (isObject(result.capabilities)) continue;
      sink.finding({
        message: 'The discovery result does not state the capabilities of the server.',
        expected: '`capabilities`, an object (empty where there are none)',
        actual: result.capabilities === undefined ? 'no `capabilities`' : quote(result.capabilities),
        seq: [response.seq],
      });
    }
  },
};
