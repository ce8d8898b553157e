/** specification/logging.md: messages and levels. */
import { callsOn } from '../engine/asked.ts';
import { bareRefusal } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { at, quote } from '../engine/json.ts';
import { capabilityStatement } from '../engine/lists.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { countBefore, groupBy, lastBefore } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { versionOf } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { isInSession } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { ownOverStdio } from './alone.ts';
import { LEVELS } from './levels.ts';

const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

const asksForLog = ({ params }: Call): boolean => at(params, '_meta', LOG_LEVEL) !== undefined;

/** Connection → the place of its first request that asks for log messages. */
const firstAsking = remembered(
  (view) => new Map([...callsOn(view)].map(([connection, calls]) => [connection, calls.findIndex(asksForLog)])),
);

const callIn = remembered((view) => {
  const calls = view.calls.filter(({ exchange }) => exchange !== undefined);
  return new Map(calls.map((call) => [call.exchange?.number, call]));
});

/** Over HTTP: the request on whose stream a message came. */
function ownRequest(view: View, { exchange, connection, seq }: Message): Call | undefined {
  const call = exchange === undefined ? undefined : callIn(view).get(exchange);
  return call?.connection === connection && call.request.seq < seq ? call : undefined;
}

/**
 * The request without a level that a log message was sent for. Over HTTP it is that of the exchange. Over stdio a message does not
 * say; so it counts where its tool tells by what it says each time, or where no request on the connection had asked for a level, and at
 * least one had been made: what a server says before it was spoken to is said for no request.
 */
function unaskedRequest(view: View, message: Message): Call | undefined {
  if (message.exchange !== undefined) {
    const call = ownRequest(view, message);
    return call === undefined || asksForLog(call) ? undefined : call;
  }
  const own = ownOverStdio(view, message);
  if (own !== undefined) return asksForLog(own) ? undefined : own;
  const calls = callsOn(view).get(message.connection) ?? [];
  const asked = calls[firstAsking(view).get(message.connection) ?? -1];
  if (asked !== undefined && asked.request.seq < message.seq) return undefined;
  return lastBefore(calls, message.seq, ({ request }) => request.seq);
}

const logMessages = (view: View): readonly Message[] =>
  view.notifications.filter((message) => methodOf(message) === 'notifications/message');

/** The level that a request asks for: for itself, or for its session. */
const levelAsked = (view: View, call: Call): unknown =>
  view.era === 'stateless'
    ? at(call.params, '_meta', LOG_LEVEL)
    : call.method === 'logging/setLevel'
      ? call.params.level
      : undefined;

/** Connection → the requests on it that ask for a level. */
const asking = remembered((view) =>
  groupBy(
    view.calls.filter((call) => levelAsked(view, call) !== undefined),
    ({ connection }) => connection,
  ),
);

/** Those of them that were not refused. */
const accepted = remembered((view) => {
  const isAccepted = ({ response, result }: Call): boolean => response === undefined || result !== undefined;
  return new Map([...asking(view)].map(([connection, calls]) => [connection, calls.filter(isAccepted)]));
});

/** Connection → level → where it was first asked for. */
const levelsSince = remembered((view) => {
  const ofConnection = (calls: readonly Call[]): ReadonlyMap<unknown, number> =>
    new Map(calls.toReversed().map((call) => [levelAsked(view, call), call.request.seq]));
  return new Map([...asking(view)].map(([connection, calls]) => [connection, ofConnection(calls)]));
});

/**
 * Levels of which one holds for this message, as far as can be told from outside. None where that cannot be told. In a session:
 * the last that was confirmed before (over HTTP, before the request on whose stream the message came), and those on their way.
 */
function levelsFor(view: View, message: Message): readonly unknown[] {
  const own = ownRequest(view, message);
  if (message.exchange !== undefined && own === undefined) return [];
  if (view.era === 'stateless') {
    const owner = own ?? ownOverStdio(view, message);
    if (owner !== undefined) return [levelAsked(view, owner)].filter((level) => level !== undefined);
    const since = levelsSince(view).get(message.connection) ?? new Map<unknown, number>();
    return [...since].filter(([, seq]) => seq < message.seq).map(([level]) => level);
  }
  if (own !== undefined && !isInSession(own)) return [];
  const all = accepted(view).get(message.connection) ?? [];
  const before = countBefore(all, message.seq, ({ request }) => request.seq);
  const since = own?.request.seq ?? message.seq;
  const levels: unknown[] = [];
  for (let place = before - 1; place >= 0; place--) {
    const call = all[place] as Call;
    levels.push(levelAsked(view, call));
    if (call.response !== undefined && call.response.seq < since) return levels;
  }
  return [];
}

/** Connection and method → its accepted requests for a level that exists. */
const askedWell = remembered((view) =>
  groupBy(
    view.calls.filter((call) => call.result !== undefined && LEVELS.includes(levelAsked(view, call))),
    ({ connection, method }) => `${connection} ${method}`,
  ),
);
const seqOf = ({ request }: Call): number => request.seq;

export const checks: Checks = {
  'logging.capability.declared': (view, sink) => {
    const statement = capabilityStatement(view);
    const [first] = logMessages(view);
    if (statement === undefined || first === undefined) return;
    sink.examined();
    if (view.declares('logging')) return;
    sink.finding({
      message: 'A log message is sent, but the capability `logging` is not declared.',
      expected: `\`capabilities.logging\` in the answer to \`${statement.method}\``,
      actual: `capabilities ${quote(view.capabilities)}`,
      seq: [first.seq, statement.response?.seq ?? statement.request.seq],
    });
  },

  'logging.level.minimum': (view, sink) => {
    for (const message of logMessages(view)) {
      const level = at(message.value, 'params', 'level');
      const rank = LEVELS.indexOf(level);
      const asked = levelsFor(view, message).map((each) => LEVELS.indexOf(each));
      // A level that does not exist says nothing of what is below it.
      if (rank === -1 || asked.length === 0 || asked.includes(-1)) continue;
      sink.examined();
      const least = asked.reduce((lowest, each) => Math.min(lowest, each));
      if (rank >= least) continue;
      sink.finding({
        message: 'A log message is below the level that was asked for.',
        expected: `the level ${quote(LEVELS[least])} or above`,
        actual: `the level ${quote(level)}`,
        seq: [message.seq],
      });
    }
  },

  'logging.message.level': (view, sink) => {
    for (const message of logMessages(view)) {
      sink.examined();
      const level = at(message.value, 'params', 'level');
      if (LEVELS.includes(level)) continue;
      sink.finding({
        message: 'A log message has a level that does not exist.',
        expected: `one of ${LEVELS.map((each) => quote(each)).join(', ')}`,
        actual: quote(level),
        seq: [message.seq],
      });
    }
  },

  'logging.message.data': (view, sink) => {
    for (const message of logMessages(view)) {
      sink.examined();
      if (at(message.value, 'params', 'data') !== undefined) continue;
      sink.finding({
        message: 'A log message says nothing: it has no `data`.',
        expected: 'a member `data`, of any type',
        actual: 'no such member',
        seq: [message.seq],
      });
    }
  },

  'logging.level.invalid': (view, sink) => {
    if (!view.declares('logging')) return;
    for (const call of view.calls) {
      const level = levelAsked(view, call);
      const bare = bareRefusal(view, call);
      const { seq } = call.response ?? bare ?? {};
      if (typeof level !== 'string' || LEVELS.includes(level) || seq === undefined) continue;
      if (view.era === 'stateless' && versionOf(call) !== view.revision) continue;
      const twin = lastBefore(askedWell(view).get(`${call.connection} ${call.method}`) ?? [], call.request.seq, seqOf);
      if (twin === undefined || !isWellCarried(view, call) || !wasHeard(call)) continue;
      sink.examined();
      if (errorCode(call) === -32602) continue;
      sink.finding({
        message: `The log level ${quote(level)}, which does not exist, is not rejected as it should be.`,
        expected: 'an error with the code -32602 (Invalid params)',
        actual:
          bare?.words ?? (call.error === undefined ? 'a result' : `an error with the code ${quote(call.error.code)}`),
        seq: [seq, call.request.seq],
      });
    }
  },

  'logging.message.opt-in': (view, sink) => {
    const logged = logMessages(view);
    // Of a server that has nothing to do with logging, silence says nothing.
    if (!view.declares('logging') && logged.length === 0) return;
    for (const call of view.calls)
      if (call.response !== undefined && versionOf(call) !== undefined && !asksForLog(call)) sink.examined();
    for (const message of logged) {
      const call = unaskedRequest(view, message);
      // A request that names no version may have been served by the rules of a session, where nobody has to ask.
      if (call === undefined || versionOf(call) === undefined) continue;
      sink.examined();
      sink.finding({
        message: `A log message is sent for \`${call.method}\`, which did not ask for any.`,
        expected: `no \`notifications/message\` for a request without \`${LOG_LEVEL}\` in its \`_meta\``,
        actual: `a message of the level ${quote(at(message.value, 'params', 'level'))}`,
        seq: [message.seq, call.request.seq],
      });
    }
  },
};
