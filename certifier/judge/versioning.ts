/** specification/versioning.md */
import { eraOf, isRevision } from '../catalogue/requirement.ts';
import { isMetaKey, labelsOf } from './base/metas.ts';
import { callsOn } from './engine/asked.ts';
import { type Reply, replyTo } from './engine/bare.ts';
import { assignedSession, isWellCarried } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { headerValues } from './engine/exchange.ts';
import { INTERNAL_ERROR, leftOpen } from './engine/handled.ts';
import { at, canonical, isObject, type Json, member, quote } from './engine/json.ts';
import type { Call } from './engine/message.ts';
import { groupBy } from './engine/order.ts';
import { mayBeOfProxy } from './engine/proxies.ts';
import { errorCode } from './engine/readers.ts';
import { META_CAPABILITIES, unknownVersionCalls, versionOf } from './engine/refusals.ts';
import { remembered } from './engine/remember.ts';
import { capabilitiesOn } from './engine/session.ts';
import type { View } from './engine/view.ts';
import { checks as refusing } from './versioning/refusing.ts';

export const checks: Checks = {
  ...refusing,

  'versioning.unsupported.error': (view, sink) => {
    for (const call of unknownVersionCalls(view)) {
      if (mayBeOfProxy(call)) continue;
      const reply = replyTo(view, call) ?? leftOpen(view, call);
      if (reply === undefined) continue;
      sink.examined();
      if (call.error?.code === -32022) continue;
      sink.finding({
        message: `A request in version ${quote(versionOf(call))}, which the server cannot know, was not refused as unsupported.`,
        expected: 'the error −32022 (Unsupported protocol version)',
        actual: reply.words,
        seq: [reply.seq, call.request.seq],
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
      const isList = Array.isArray(supported) && supported.every((version) => typeof version === 'string');
      if (!isList || !supported.includes(view.revision)) {
        sink.finding({
          message: 'The refusal of an unsupported version does not list the versions that the server supports.',
          expected: `\`data.supported\`, an array of strings with ${quote(view.revision)} among them`,
          actual: isObject(data) ? `\`data.supported\`: ${quote(supported)}` : `\`data\`: ${quote(data)}`,
          seq,
        });
      } else if (supported.some((version) => version === versionOf(call))) {
        sink.finding({
          message: 'The refusal of an unsupported version lists that version among those that the server supports.',
          expected: `\`data.supported\` without ${quote(versionOf(call))}`,
          actual: quote(supported),
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
    for (const [connection, calls] of callsOn(view)) {
      const first = calls.find(
        (call) =>
          versionOf(call) === view.revision && (call.result !== undefined || notServed(view, call) !== undefined),
      );
      // A discovery is what a server may expect first; only another request shows that it needs none.
      if (first === undefined || first.method === 'server/discover' || !isWellCarried(view, first)) continue;
      if (calls.some((call) => call.request.seq < first.request.seq && call.result !== undefined)) continue;
      // The same in every word, or the difference may be why it was refused.
      const twin = accepted(view, first.method)
        .get(askedIn(first))
        ?.find((call) => call.connection !== connection);
      if (twin === undefined) continue;
      const reply = notServed(view, first);
      if (reply !== undefined && isAccident(view, first)) continue;
      sink.examined();
      if (reply === undefined) continue;
      sink.finding({
        message: `\`${first.method}\` was not served as the first request of a connection, and the same was served on another.`,
        expected: 'a result: each request says all that is needed to serve it',
        actual: first.error === undefined ? reply.words : `${reply.words}: ${quote(first.error.message)}`,
        seq: [reply.seq, first.request.seq, twin.request.seq],
      });
    }
  },

  'versioning.dual-era.initialize': (view, sink) => {
    const opened = view.handshakes.filter(({ result }) => result !== undefined);
    for (const handshake of opened) {
      const { connection, request, response, result } = handshake;
      const negotiated = result?.protocolVersion;
      if (isRevision(negotiated) && eraOf(negotiated) === 'stateless') {
        sink.examined();
        sink.finding({
          message: `\`initialize\` was answered by ${quote(negotiated)}, a revision that has no handshake.`,
          expected: 'a revision that begins with `initialize`, or an error',
          actual: quote(negotiated),
          seq: [response?.seq ?? request.seq, request.seq],
        });
        continue;
      }
      // What follows the handshake without metadata: a server of one era would miss it.
      const call = inSession(view)
        .get(connection)
        ?.find(
          (each) =>
            each.request.seq > (response?.seq ?? 0) &&
            each.method === 'ping' &&
            versionOf(each) === undefined &&
            isOfSession(each, handshake),
        );
      const reply = call && replyTo(view, call);
      if (call === undefined || reply === undefined) continue;
      sink.examined();
      if (call.result !== undefined) continue;
      sink.finding({
        message: 'A server that accepted a handshake did not serve what followed in that session.',
        expected: 'a result, by the revision that was negotiated',
        actual: call.error === undefined ? reply.words : `${reply.words}: ${quote(call.error.message)}`,
        seq: [reply.seq, call.request.seq, request.seq],
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
    for (const call of view.calls) {
      const { extensions } = capabilitiesOn(view, call.connection);
      if (!isObject(extensions) || Object.keys(extensions).length === 0) continue;
      const { result, response, request } = call;
      const type = result?.resultType;
      if (response === undefined || typeof type !== 'string' || versionOf(call) === undefined) continue;
      // Whoever declares an extension of its own may have been answered by it.
      if (member(call.meta[META_CAPABILITIES], 'extensions') !== undefined) continue;
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

/** So many requests of one kind that something went wrong over, each before anything was served on its connection, are no accident. */
const FEWEST_BROKEN = 2;

/** That something went wrong inside the server, by its code or by a status. */
const isInternal = (call: Call): boolean =>
  call.response === undefined ? (call.exchange?.response?.status ?? 0) >= 500 : errorCode(call) === INTERNAL_ERROR;

/** Connection → where it was first served anything. */
const servedFrom = remembered((view) => {
  const from = new Map<number, number>();
  for (const { connection, request, result } of view.calls)
    if (result !== undefined && !from.has(connection)) from.set(connection, request.seq);
  return from;
});

/**
 * Whether what went wrong over a first request may have gone wrong without it: a server that has just begun breaks down over one request
 * for many reasons, and over each such request until something else was asked for this one.
 */
function isAccident(view: View, call: Call): boolean {
  if (!isInternal(call)) return false;
  const asked = askedIn(call);
  const alike = view
    .callsTo(call.method)
    .filter(
      (each) =>
        isInternal(each) &&
        each.request.seq < (servedFrom(view).get(each.connection) ?? Number.POSITIVE_INFINITY) &&
        askedIn(each) === asked,
    );
  return alike.length < FEWEST_BROKEN;
}

/**
 * What came for a request in place of a result. Silence is no accident where the same was served on the same connection afterwards, when
 * the server had heard more.
 */
function notServed(view: View, call: Call): Reply | undefined {
  if (call.result !== undefined) return undefined;
  const { gaveUp, connection, response } = call;
  // A gateway whose server has yet to start may say 500 in its place.
  if ((call.exchange?.response?.status ?? 0) >= 500 && mayBeOfProxy(call)) return undefined;
  if (gaveUp === undefined || response !== undefined) return replyTo(view, call);
  const later = accepted(view, call.method)
    .get(askedIn(call))
    ?.find((each) => each.connection === connection && each.request.seq > gaveUp.seq);
  if (later === undefined) return undefined;
  return { words: `nothing within ${gaveUp.after} ms; the same was served afterwards`, seq: gaveUp.seq };
}

/** Over HTTP: whether a request bears what its session asks for, and nothing for which a transport refuses it. */
function isOfSession({ exchange }: Call, handshake: Call): boolean {
  const values = (name: string): readonly string[] => headerValues(exchange?.request.headers ?? [], name);
  const versions = values('mcp-protocol-version').filter((version) => version !== handshake.result?.protocolVersion);
  const [session] = values('mcp-session-id');
  return versions.length === 0 && values('origin').length === 0 && session === assignedSession(handshake);
}

/** The extensions that discovery results declare, whatever they are. */
const declared = (view: View): readonly { readonly extensions: Json; readonly seq: number }[] =>
  view.callsTo('server/discover').flatMap(({ result, response }) => {
    const extensions = at(result, 'capabilities', 'extensions');
    return extensions === undefined || response === undefined ? [] : [{ extensions, seq: response.seq }];
  });

/** Connection → what was asked on it, in order, where it began with a handshake. */
const inSession = remembered((view) => groupBy(view.inSessions, ({ connection }) => connection));

/** Requests of this method that were accepted, by what they ask. Only of the methods that a connection began with. */
const acceptedOf = remembered((_view) => new Map<string, ReadonlyMap<string, readonly Call[]>>());
function accepted(view: View, method: string): ReadonlyMap<string, readonly Call[]> {
  const known =
    acceptedOf(view).get(method) ??
    groupBy(
      view.callsTo(method).filter(({ result }) => result !== undefined),
      askedIn,
    );
  acceptedOf(view).set(method, known);
  return known;
}

/** What the request asks, and as whom: all of it but its id. */
const askedIn = ({ method, params, exchange }: Call): string => {
  const authorization = headerValues(exchange?.request.headers ?? [], 'authorization');
  return canonical([method, params, [...authorization]]);
};
