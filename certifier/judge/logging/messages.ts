/** specification/logging.md: messages and levels. */
import { callsOn } from '../engine/asked.ts';
import { bareRefusal } from '../engine/bare.ts';
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import type { Call, Message } from '../engine/message.ts';
import { groupByBoth, lastBefore } from '../engine/order.ts';
import { errorCode } from '../engine/readers.ts';
import { META_LOG_LEVEL, versionOf } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { declaresEver, declaresOn, statementFor } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { ownOverStdio } from './alone.ts';
import { LEVELS, levelAsked, levelsFor, ownRequest } from './held.ts';

const asksForLog = ({ meta }: Call): boolean => meta[META_LOG_LEVEL] !== undefined;

/** Connection → the place of its first request that asks for log messages. */
const firstAsking = remembered(
  (view) => new Map([...callsOn(view)].map(([connection, calls]) => [connection, calls.findIndex(asksForLog)])),
);

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

const logMessages = (view: View): readonly Message[] => notificationsOf(view, 'notifications/message');

/** Connection and method → its accepted requests for a level that exists. */
const askedWell = remembered((view) =>
  groupByBoth(
    view.calls.filter((call) => call.result !== undefined && LEVELS.includes(levelAsked(view, call))),
    ({ connection }) => connection,
    ({ method }) => method,
  ),
);
const seqOf = ({ request }: Call): number => request.seq;

export const checks: Checks = {
  'logging.capability.declared': (view, sink) => {
    const logged = logMessages(view);
    // Capabilities are of a session: another one may have been told of others.
    const undeclared = logged.find((message) => !declaresOn(view, message.connection, 'logging'));
    const first = undeclared ?? logged[0];
    const told = first && statementFor(view, first.connection);
    if (first === undefined || told === undefined) return;
    sink.examined();
    if (undeclared === undefined) return;
    sink.finding({
      message: 'A log message is sent, but the capability `logging` is not declared.',
      expected: `\`capabilities.logging\` in the answer to \`${told.method}\``,
      actual: `capabilities ${quote(at(told.result, 'capabilities'))}`,
      seq: [first.seq, told.response?.seq ?? told.request.seq],
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
    for (const call of view.calls) {
      const level = levelAsked(view, call);
      if (typeof level !== 'string' || LEVELS.includes(level)) continue;
      const bare = bareRefusal(view, call);
      const { seq } = call.response ?? bare ?? {};
      if (seq === undefined) continue;
      if (view.era === 'stateless' && versionOf(call) !== view.revision) continue;
      const twin = lastBefore(askedWell(view).get(call.connection)?.get(call.method) ?? [], call.request.seq, seqOf);
      if (twin === undefined || !isWellCarried(view, call) || !wasHeard(call)) continue;
      if (!declaresOn(view, call.connection, 'logging')) continue;
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
    if (!declaresEver(view, 'logging') && logged.length === 0) return;
    for (const call of view.calls)
      if (call.response !== undefined && versionOf(call) !== undefined && !asksForLog(call)) sink.examined();
    for (const message of logged) {
      const call = unaskedRequest(view, message);
      // A request that names no version may have been served by the rules of a session, where nobody has to ask.
      if (call === undefined || versionOf(call) === undefined) continue;
      sink.examined();
      sink.finding({
        message: `A log message is sent for \`${call.method}\`, which did not ask for any.`,
        expected: `no \`notifications/message\` for a request without \`${META_LOG_LEVEL}\` in its \`_meta\``,
        actual: `a message of the level ${quote(at(message.value, 'params', 'level'))}`,
        seq: [message.seq, call.request.seq],
      });
    }
  },
};
