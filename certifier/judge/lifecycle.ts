/** specification/lifecycle.md */
import { eraOf, isRevision, REVISIONS, type Revision } from '../catalogue/requirement.ts';
import { isWellCarried, wasHeard } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { OF_STATELESS_ERA } from './engine/eras.ts';
import { at, canonical, isObject, type Json, type JsonObject, member, quote } from './engine/json.ts';
import { type Call, isNotification, methodOf } from './engine/message.ts';
import { groupBy } from './engine/order.ts';
import { passedOver } from './engine/passed-over.ts';
import { versionOf } from './engine/refusals.ts';
import { ASKING_METHODS } from './engine/rounds.ts';
import { sentAs } from './engine/sent.ts';
import { handshakeOn } from './engine/session.ts';
import { checks as failures, NEEDS } from './lifecycle/failures.ts';
import { checks as greeting } from './lifecycle/greeting.ts';
import { definitionFor, hasSchema, type MessageKind } from './schema/methods.ts';

/** What a server may put into each of its results, the empty one too: one of both eras has the type of the result there. */
const OF_EVERY_RESULT: ReadonlySet<string> = new Set(['_meta', 'resultType']);

/** The draft that came before the first revision: servers that are as old, and the official SDKs, go on supporting it. */
const FIRST_DRAFT = '2024-10-07';

/** A date after all the revisions that we know, or no date at all: a draft, or a revision that was published after this suite. */
const mayExist = (version: string): boolean =>
  version === FIRST_DRAFT || version > (REVISIONS.at(-1) ?? '') || !/^(?:\d{4}-\d{2}-\d{2})?$/.test(version);

/** Codes by which servers of the stateless era refuse a request for its headers, its capabilities or its version. */
const OF_STATELESS: ReadonlySet<unknown> = new Set([-32020, -32021, -32022]);

/** The code for a request that lacks what each one has to say of itself there, and what it has to say. */
const INVALID_PARAMS = -32602;
const SAID_BY_EACH = /_meta\b|io\.modelcontextprotocol\/|protocolVersion|clientCapabilities/;

/** Whether a request was refused for lacking that. One that has no parameters at all lacks nothing else. */
function isRefusedAsStateless({ error, request: { value } }: Call): boolean {
  if (OF_STATELESS.has(error?.code)) return true;
  const params = member(value, 'params');
  const isBare = params === undefined || (isObject(params) && Object.keys(params).length === 0);
  if (error?.code !== INVALID_PARAMS || !isBare) return false;
  return SAID_BY_EACH.test(`${String(error.message)} ${canonical(member(error, 'data') ?? null)}`);
}

/** Of the codes above, the one of a call that needs of the client what it did not declare. Servers of both eras may say it in either. */
const LACKS_CAPABILITY = -32021;

const covers = (declared: Json | undefined, required: JsonObject): boolean =>
  Object.entries(required).every(
    ([key, inner]) =>
      isObject(declared) && Object.hasOwn(declared, key) && (!isObject(inner) || covers(declared[key], inner)),
  );

/** Whether the handshake itself may lack what a call was refused for: one that can ask its client something may need what was not declared. */
function mayLack({ method, error }: Call, handshake: Call): boolean {
  if (error?.code !== LACKS_CAPABILITY || !ASKING_METHODS.has(method)) return false;
  const required = at(error, 'data', 'requiredCapabilities');
  return !isObject(required) || Object.keys(required).length === 0 || !covers(handshake.params.capabilities, required);
}

/** What other protocols end a conversation with. */
const FAREWELL =
  /^(?:notifications\/|session\/|\$\/)?(?:shutdown|exit|quit|close|closed|disconnect|terminate|goodbye|bye)$/i;

export const checks: Checks = {
  ...failures,
  ...greeting,

  /** Permissions: each handshake could make use of them, and none breaks them. */
  'lifecycle.initialize.instructions': (view, sink) => {
    for (const { result } of view.callsTo('initialize')) if (result !== undefined) sink.examined();
  },
  'lifecycle.ping.permitted': (view, sink) => {
    for (const { result } of view.callsTo('initialize')) if (result !== undefined) sink.examined();
  },

  'lifecycle.version.same': (view, sink) => {
    // Whether what is answered instead is a version that anybody knows makes no difference.
    const given = view.handshakes.filter(({ result }) => typeof result?.protocolVersion === 'string');
    // What it ever answered with, it supports.
    const supported = new Map(given.map((call) => [call.result?.protocolVersion, call] as const));
    const asked = new Set<unknown>();
    for (const { params, result, request, response } of given) {
      const shown = supported.get(params.protocolVersion as string);
      if (shown === undefined || !isRevision(params.protocolVersion)) continue;
      // One answer shows that the version is supported; another, before or after it, is held against that.
      if (asked.has(params.protocolVersion) || shown.request !== request) sink.examined();
      asked.add(params.protocolVersion);
      if (result?.protocolVersion === params.protocolVersion) continue;
      sink.finding({
        message: `The version ${quote(params.protocolVersion)} was asked for and is supported, and another was answered.`,
        expected: `\`protocolVersion\`: ${quote(params.protocolVersion)}`,
        actual: quote(result?.protocolVersion),
        seq: [response?.seq ?? request.seq, request.seq, shown.request.seq],
      });
    }
  },
  'lifecycle.version.latest': (view, sink) => {
    for (const { params, request, response, result } of view.callsTo('initialize')) {
      const offered = at(result, 'protocolVersion');
      if (typeof params.protocolVersion !== 'string' || isRevision(params.protocolVersion)) continue;
      if (response === undefined || !isRevision(offered) || eraOf(offered) !== 'session') continue;
      sink.examined();
      // It has confirmed the revision of this view, so its latest is no older.
      if (offered >= view.revision) continue;
      sink.finding({
        message: 'The version that the server offers is not the latest that it supports.',
        expected: `\`protocolVersion\`: "${view.revision}", which it confirmed elsewhere`,
        actual: `\`protocolVersion\`: ${quote(offered)}`,
        seq: [response.seq, request.seq],
      });
    }
  },

  'lifecycle.operation.negotiated': (view, sink) => {
    const opened = handshakeOn(view);
    const heard = new Set(
      view.calls
        .filter(({ method, response }) => method !== 'initialize' && response)
        .map(({ connection }) => connection),
    );
    for (const connection of opened.keys()) {
      if (heard.has(connection)) sink.examined();
    }
    for (const message of view.serverRequests) {
      const handshake = opened.get(message.connection);
      const needed = NEEDS.get(methodOf(message));
      if (handshake === undefined || needed === undefined) continue;
      sink.examined();
      const declared = at(handshake.params, 'capabilities', needed);
      if (declared !== undefined) continue;
      sink.finding({
        message: `The server asks for \`${methodOf(message)}\`, for which the client declared no capability.`,
        expected: `no such request to a client without \`capabilities.${needed}\``,
        actual: quote(message.value),
        seq: [message.seq, handshake.request.seq],
      });
    }
  },

  'lifecycle.version.alternative': (view, sink) => {
    for (const { params, request, response, result } of view.callsTo('initialize')) {
      const asked = params.protocolVersion;
      if (typeof asked !== 'string' || isRevision(asked) || response === undefined) continue;
      // A refusal with an error is what the page's own example shows: it is no counter-offer, and no breach that we would defend.
      // That it names a version at all is another rule.
      if (typeof result?.protocolVersion !== 'string') continue;
      const offered = result.protocolVersion;
      if (offered !== asked && mayExist(offered)) continue;
      sink.examined();
      if (isRevision(offered)) continue;
      sink.finding({
        message: `Asked for version ${quote(asked)}, which does not exist, the server did not offer one that does.`,
        expected: 'another version, one that the server supports',
        actual: `\`protocolVersion\`: ${quote(offered)}`,
        seq: [response.seq, request.seq],
      });
    }
  },

  'lifecycle.initialize.result-version': (view, sink) => {
    for (const { result, response } of view.callsTo('initialize')) {
      if (result === undefined || response === undefined) continue;
      sink.examined();
      if (typeof result.protocolVersion === 'string') continue;
      sink.finding({
        message: 'The answer to `initialize` does not name the version of the session.',
        expected: '`protocolVersion`, a string',
        actual: result.protocolVersion === undefined ? 'no `protocolVersion`' : quote(result.protocolVersion),
        seq: [response.seq],
      });
    }
  },

  'lifecycle.session.state': (view, sink) => {
    const opened = handshakeOn(view);
    for (const call of view.calls) {
      const { connection, method, params, request, response, error } = call;
      // Methods that no session has are those of the other era, of which one may be, too.
      if (OF_STATELESS_ERA.has(method)) continue;
      const handshake = opened.get(connection);
      if (handshake === undefined || handshake.request.seq >= request.seq || response === undefined) continue;
      if (versionOf(call) !== undefined || !isWellCarried(view, call) || !wasHeard(call)) continue;
      if (mayLack(call, handshake)) continue;
      sink.examined();
      if (!isRefusedAsStateless(call)) continue;
      sink.finding({
        message: `\`${method}\` was refused within a session for what only the newer revisions ask of each request.`,
        expected: 'the version and the capabilities of the handshake to be applied',
        actual: `the error ${quote(error?.code)}: ${quote(error?.message)}, to ${quote(params)}`,
        seq: [response.seq, request.seq, handshake.request.seq],
      });
    }
  },

  'lifecycle.operation.version': (view, sink) => {
    const { revision } = view;
    if (!hasSchema(revision)) return;
    const knows = (each: Revision, method: string, kind: MessageKind): boolean =>
      definitionFor(each, method, kind, 'server') !== undefined;
    for (const message of [...view.serverRequests, ...view.notifications]) {
      // What comes before the answer to the handshake is of no version yet: a server of both eras may have been asked for the other.
      if (message.seq < (handshakeOn(view).get(message.connection)?.response?.seq ?? 0)) continue;
      const method = methodOf(message) ?? '';
      const kind = isNotification(message.value) ? 'notification' : 'request';
      const isOurs = knows(revision, method, kind);
      // What no revision knows is something of the server's own.
      if (!isOurs && !REVISIONS.some((other) => knows(other, method, kind))) continue;
      sink.examined();
      if (isOurs) continue;
      sink.finding({
        message: `The server sends \`${method}\`, which the version of the session does not have.`,
        expected: `only messages of ${revision}`,
        actual: quote(message.value),
        seq: [message.seq],
      });
    }
  },

  'lifecycle.shutdown.via-transport': (view, sink) => {
    for (const { response } of view.callsTo('initialize')) if (response !== undefined) sink.examined();
    for (const message of [...view.serverRequests, ...view.notifications]) {
      const method = methodOf(message) ?? '';
      if (!FAREWELL.test(method)) continue;
      sink.examined();
      sink.finding({
        message: `The server ends the session by the message \`${method}\`.`,
        expected: 'no such message: the transport is closed',
        actual: quote(message.value),
        seq: [message.seq],
      });
    }
  },

  'lifecycle.ping.no-parameters': (view, sink) => {
    for (const { value, seq } of view.serverRequests) {
      if (member(value, 'method') !== 'ping') continue;
      sink.examined();
      const params = member(value, 'params');
      // Whether they may have the form that they have is another rule's business.
      const given = isObject(params) ? Object.keys(params).filter((name) => name !== '_meta') : [params ?? []].flat();
      if (given.length === 0) continue;
      sink.finding({
        message: 'A ping of the server has parameters.',
        expected: 'no `params`, or nothing but `_meta` in them',
        actual: quote(params),
        seq: [seq],
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
    const handshakes = groupBy(view.callsTo('initialize'), ({ connection }) => connection);
    const pings = groupBy(view.callsTo('ping'), ({ connection }) => connection);
    const asked = groupBy(view.serverRequests, ({ connection }) => connection);
    const confirmed = groupBy(sentAs(view, 'notifications/initialized'), ({ connection }) => connection);
    for (const [connection, calls] of handshakes) {
      const handshake = calls.find(({ response }) => response !== undefined);
      const [initialized] = confirmed.get(connection) ?? [];
      if (handshake === undefined || initialized === undefined) continue;
      // The time before it counts as looked at only where something else was answered in it.
      const looked = (pings.get(connection) ?? []).some(
        ({ response }) =>
          response !== undefined && response.seq > handshake.request.seq && response.seq < initialized.seq,
      );
      const early = (asked.get(connection) ?? []).find(
        (message) => message.seq < initialized.seq && methodOf(message) !== 'ping',
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
      if (response === undefined || !isWellCarried(view, call) || !wasHeard(call)) continue;
      sink.examined();
      const extra = Object.keys(result ?? {}).filter((name) => !OF_EVERY_RESULT.has(name));
      if (result !== undefined && extra.length === 0) continue;
      sink.finding({
        message: 'A ping was not answered by an empty result.',
        expected: 'the result {}',
        actual: error === undefined ? quote(result) : `the error ${quote(error.code)}: ${quote(error.message)}`,
        seq: [response.seq, request.seq],
      });
    }
    const pings = view.callsTo('ping').filter((call) => isWellCarried(view, call));
    for (const { call, words, seq } of passedOver(view, pings)) {
      sink.examined();
      sink.finding({
        message: 'A ping was not answered.',
        expected: 'the result {}',
        actual: words,
        seq: [seq, call.request.seq],
      });
    }
  },
};
