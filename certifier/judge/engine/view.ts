/**
 * The view: what a transcript shows of one revision. A transcript may hold connections of several revisions (a subject can
 * speak both eras); each connection belongs to exactly one, and which one is read from the wire.
 */
import { type Capability, type Era, eraOf, isRevision, REVISIONS, type Revision } from '../../catalogue/requirement.ts';
import type { ExitEvent, GaveUpEvent, Transcript, TranscriptEvent, Transport } from '../../evidence/transcript.ts';
import { asksForAuthorization } from './authorization.ts';
import { crashesIn } from './crashes.ts';
import { disowns, isServedIn, lists } from './discovered.ts';
import { type Exchange, exchangesOf } from './exchange.ts';
import { at, isObject, type Json, type JsonObject } from './json.ts';
import {
  type Call,
  callsOf,
  isMeant,
  isNotification,
  isRequest,
  isResponse,
  type Message,
  messagesOf,
  methodOf,
} from './message.ts';
import { groupBy } from './order.ts';
import { rememberedOf } from './remember.ts';

export const META_VERSION = 'io.modelcontextprotocol/protocolVersion';
export const META_SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

export interface View {
  readonly revision: Revision;
  readonly era: Era;
  readonly transport: Transport;
  /** HTTP: the URL of the endpoint. */
  readonly url: string | undefined;
  readonly events: readonly TranscriptEvent[];
  readonly connections: readonly number[];
  readonly exchanges: readonly Exchange[];
  readonly messages: readonly Message[];
  /** What came from the subject where messages come, whether it was meant as one or not. */
  readonly received: readonly Message[];
  /** Of these, what was meant as a message. */
  readonly meant: readonly Message[];
  /** Notifications from the subject; like the requests and answers that follow, only what was meant as a message. */
  readonly notifications: readonly Message[];
  /** Requests that the subject sent us. */
  readonly serverRequests: readonly Message[];
  /** Answers from the subject, matched to a request or not. */
  readonly responses: readonly Message[];
  readonly calls: readonly Call[];
  /** Every `initialize` of the transcript, and what followed on its connection, whichever view that belongs to, and none. */
  readonly handshakes: readonly Call[];
  readonly inSessions: readonly Call[];
  /** Connection → how its process ended, of all that were asked for a handshake and not told to end. */
  readonly handshakeCrashes: ReadonlyMap<number, ExitEvent>;
  /** The capabilities that the subject declared; empty when it declared none. */
  readonly capabilities: JsonObject;
  /** The exchange of this number. */
  exchange(number: number | undefined): Exchange | undefined;
  /** Calls of this method, in order. */
  callsTo(method: string): readonly Call[];
  /** Whether the subject declared it; of authorization, whether the wire shows that it asks for it. */
  declares(capability: Capability): boolean;
}

interface Conversation {
  readonly connection: number;
  readonly era: Era | undefined;
  /** The revision that this connection itself settles, if it does. */
  readonly settled: Revision | undefined;
  /** Whether it established its era: a handshake that settled a revision, or a discovery that was answered with a result. */
  readonly establishes: boolean;
  /** Whether the client went on after its handshake: who only asks whether a version is spoken does not mean to speak it. */
  readonly opened: boolean;
}

const isOf = (era: Era, version: unknown): version is Revision => isRevision(version) && eraOf(version) === era;

/** The first version of the stateless era that the client named there; where it named others alone, the first of these. */
function namedIn(messages: readonly Message[]): Json | undefined {
  let other: Json | undefined;
  for (const { direction, value } of messages) {
    const version = direction === 'sent' ? at(value, 'params', '_meta', META_VERSION) : undefined;
    if (isOf('stateless', version)) return version;
    other ??= version;
  }
  return other;
}

/** What a connection speaks, from its own messages alone. */
function conversationOf(connection: number, messages: readonly Message[], calls: readonly Call[]): Conversation {
  const handshakes = calls.filter((call) => call.method === 'initialize');
  // Only a version that we really asked for is one that we mean to speak: what answers an unknown one is a counter-offer.
  // And a handshake settles nothing but revisions that have one.
  const negotiated = handshakes
    .filter((call) => isRevision(call.params.protocolVersion))
    .map((call) => at(call.result, 'protocolVersion'))
    .find((version) => isOf('session', version));
  const opened = messages.some(
    (message) => message.direction === 'sent' && methodOf(message) === 'notifications/initialized',
  );
  if (negotiated !== undefined) return { connection, era: 'session', settled: negotiated, establishes: true, opened };
  // A client of both eras asks for a discovery first, and opens a session where that is refused: what was answered decides.
  const [handshake] = handshakes;
  if (handshake?.result !== undefined)
    return { connection, era: 'session', settled: undefined, establishes: false, opened };
  const named = namedIn(messages);
  if (named !== undefined) {
    const settled = isOf('stateless', named) ? named : undefined;
    const establishes =
      settled !== undefined &&
      calls.some(({ method, result }) => method === 'server/discover' && isServedIn(result, settled));
    return { connection, era: 'stateless', settled, establishes, opened: establishes };
  }
  return {
    connection,
    era: handshake === undefined ? undefined : 'session',
    settled: undefined,
    establishes: false,
    opened,
  };
}

/**
 * A server may answer a discovery in any version, to tell which ones it serves. Where it neither lists this one nor serves anything else
 * in it, and refuses it as unsupported, it has said twice that it is no server of this revision, and is judged for none of its rules.
 */
function isDisowned(revision: Revision, calls: readonly Call[]): boolean {
  let isRefused = false;
  for (const { method, meta, result, error } of calls) {
    if (meta[META_VERSION] !== revision) continue;
    if (result !== undefined && (method !== 'server/discover' || lists(result, revision))) return false;
    isRefused ||= disowns(error, revision);
  }
  return isRefused;
}

const declaredIn = (calls: readonly Call[]): JsonObject => {
  for (const call of calls) {
    if (call.method !== 'initialize' && call.method !== 'server/discover') continue;
    const capabilities = at(call.result, 'capabilities');
    if (isObject(capabilities)) return capabilities;
  }
  return {};
};

/** What is none of the three is left out: a message is one of them at most. */
function byKind(messages: readonly Message[]): Pick<View, 'notifications' | 'serverRequests' | 'responses'> {
  const notifications: Message[] = [];
  const serverRequests: Message[] = [];
  const responses: Message[] = [];
  for (const message of messages) {
    const { value } = message;
    if (isResponse(value)) responses.push(message);
    else if (isRequest(value)) serverRequests.push(message);
    else if (isNotification(value)) notifications.push(message);
  }
  return { notifications, serverRequests, responses };
}

/** What belongs to one revision. */
interface Part {
  readonly connections: number[];
  readonly events: TranscriptEvent[];
  readonly messages: Message[];
  readonly calls: Call[];
  readonly exchanges: Exchange[];
}

const nothing = (): Part => ({ connections: [], events: [], messages: [], calls: [], exchanges: [] });

/** Revision → what belongs to it, from where each connection belongs. One pass for all: a transcript may be long. */
function divided(
  home: ReadonlyMap<number, Revision>,
  whole: Whole,
  events: readonly TranscriptEvent[],
): ReadonlyMap<Revision, Part> {
  const parts = new Map<Revision, Part>();
  const partOf = new Map<number, Part>();
  for (const [connection, revision] of home) {
    const part = parts.get(revision) ?? nothing();
    parts.set(revision, part);
    part.connections.push(connection);
    partOf.set(connection, part);
  }
  for (const each of events) partOf.get(each.connection)?.events.push(each);
  for (const each of whole.messages) partOf.get(each.connection)?.messages.push(each);
  for (const each of whole.calls) partOf.get(each.connection)?.calls.push(each);
  for (const each of whole.exchanges) partOf.get(each.connection)?.exchanges.push(each);
  return parts;
}

function viewOf(revision: Revision, transcript: Transcript, part: Part, whole: Whole): View {
  const { messages, calls, exchanges } = part;
  const received = messages.filter(({ direction }) => direction === 'received');
  const byNumber = new Map(exchanges.map((each) => [each.number, each]));
  const byMethod = groupBy(calls, ({ method }) => method);
  const exchange: View['exchange'] = (number) => (number === undefined ? undefined : byNumber.get(number));
  const meant = received.filter((each) => isMeant(each.value, exchange(each.exchange), each.exchange !== undefined));
  const { notifications, serverRequests, responses } = byKind(meant);
  const capabilities = declaredIn(calls);
  let asks: boolean | undefined;
  const asksOnce = (): boolean => {
    asks ??= asksForAuthorization(exchanges);
    return asks;
  };
  return {
    revision,
    era: eraOf(revision),
    transport: transcript.header.subject.transport,
    url: transcript.header.subject.url,
    events: part.events,
    connections: part.connections.sort((a, b) => a - b),
    exchanges,
    messages,
    received,
    meant,
    notifications,
    serverRequests,
    responses,
    calls,
    handshakes: whole.handshakes,
    inSessions: whole.inSessions,
    handshakeCrashes: whole.handshakeCrashes,
    capabilities,
    exchange,
    callsTo: (method) => byMethod.get(method) ?? [],
    declares: (capability) => (capability === 'authorization' ? asksOnce() : Object.hasOwn(capabilities, capability)),
  };
}

interface Whole {
  readonly messages: readonly Message[];
  readonly exchanges: readonly Exchange[];
  readonly calls: readonly Call[];
  readonly handshakes: readonly Call[];
  readonly inSessions: readonly Call[];
  readonly handshakeCrashes: ReadonlyMap<number, ExitEvent>;
}

/**
 * One view for each revision that the subject established, the newest first. A connection that settles no revision of its own
 * (it asked for an unknown one, or sent no message that can be read) belongs to the newest established revision of its era;
 * one of no era at all, to the newest established revision. A handshake that was not followed up establishes nothing beside
 * conversations that were: it only asked whether a version is spoken.
 */
export const viewsOf = rememberedOf((transcript: Transcript): readonly View[] => {
  const messages = messagesOf(transcript.events);
  const exchanges = exchangesOf(transcript.events);
  const waits = transcript.events.filter((event): event is GaveUpEvent => event.kind === 'gave-up');
  const calls = callsOf(messages, exchanges, waits);
  const handshakes = calls.filter(({ method }) => method === 'initialize');
  const opened = new Set(handshakes.map(({ connection }) => connection));
  const inSessions = calls.filter(({ connection }) => opened.has(connection));
  const handshakeCrashes = crashesIn(transcript.events.filter(({ connection }) => opened.has(connection)));
  const whole: Whole = { messages, exchanges, calls, handshakes, inSessions, handshakeCrashes };

  const numbers = [...new Set(transcript.events.map(({ connection }) => connection))].filter((number) => number > 0);
  const messagesOn = groupBy(messages, ({ connection }) => connection);
  const callsOn = groupBy(calls, ({ connection }) => connection);
  const conversations = numbers.map((number) =>
    conversationOf(number, messagesOn.get(number) ?? [], callsOn.get(number) ?? []),
  );
  const isOpened = conversations.some(({ opened }) => opened);
  const established = REVISIONS.toReversed().filter(
    (revision) =>
      conversations.some(
        ({ settled, establishes, opened }) => establishes && settled === revision && (opened || !isOpened),
      ) && !isDisowned(revision, calls),
  );

  const home = new Map<number, Revision>();
  for (const { connection, era, settled } of conversations) {
    const revision = settled ?? established.find((each) => era === undefined || eraOf(each) === era);
    if (revision !== undefined) home.set(connection, revision);
  }
  const parts = divided(home, whole, transcript.events);
  return established.map((revision) => viewOf(revision, transcript, parts.get(revision) ?? nothing(), whole));
});
