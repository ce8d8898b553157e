/** specification/logging.md: where and when log messages of a request come, in the stateless era. */
import { lastAnswered } from '../engine/answered.ts';
import type { Checks } from '../engine/check.ts';
import { at, canonical, type Json, quote } from '../engine/json.ts';
import { SUBSCRIPTION_ID, subscriptions } from '../engine/listens.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';
const NEVER = Number.POSITIVE_INFINITY;

const logMessages = remembered((view): readonly Message[] =>
  view.notifications.filter((message) => methodOf(message) === 'notifications/message'),
);
const byExchange = remembered((view) => groupBy(logMessages(view), ({ exchange }) => exchange));
const byConnection = remembered((view) => groupBy(logMessages(view), ({ connection }) => connection));

/** Requests that asked for log messages, subscriptions apart. */
const asking = remembered((view): readonly Call[] =>
  view.calls.filter(
    ({ method, params }) => method !== 'subscriptions/listen' && at(params, '_meta', LOG_LEVEL) !== undefined,
  ),
);

const wordsOf = ({ value }: Message): string => canonical((at(value, 'params', 'data') ?? null) as Json);

const endOf = ({ exchange, response }: Call): number => exchange?.end?.seq ?? response?.seq ?? NEVER;
const overlaps = (one: Call, other: Call): boolean =>
  one !== other &&
  one.connection === other.connection &&
  one.request.seq < endOf(other) &&
  other.request.seq < endOf(one);

/** A call of one tool, whatever its arguments. */
const nameOf = ({ method, params }: Call): string => `${method} ${quote(params.name)}`;

/** What each tool was heard to say while no other request that asked for log messages was open: by the name of the tool. */
const vocabulary = remembered((view) => {
  const known = new Map<string, Set<string>>();
  for (const call of asking(view)) {
    if (asking(view).some((other) => overlaps(call, other))) continue;
    const words = known.get(nameOf(call)) ?? new Set<string>();
    for (const message of byExchange(view).get(call.exchange?.number) ?? []) words.add(wordsOf(message));
    known.set(nameOf(call), words);
  }
  return known;
});

/** A log message tells whose it is where one of two tools alone was ever heard to say it. */
const isOf = (view: View, message: Message, call: Call, other: Call): boolean => {
  const words = wordsOf(message);
  const says = (each: Call): boolean => vocabulary(view).get(nameOf(each))?.has(words) === true;
  return says(call) && vocabulary(view).has(nameOf(other)) && !says(other);
};

export const checks: Checks = {
  'logging.stream.own-request': (view, sink) => {
    for (const call of asking(view)) {
      const said = byExchange(view).get(call.exchange?.number) ?? [];
      if (call.exchange === undefined || said.length === 0) continue;
      for (const other of asking(view)) {
        if (!overlaps(call, other) || nameOf(call) === nameOf(other)) continue;
        for (const message of said) {
          const isOwn = isOf(view, message, call, other);
          const isAnothers = isOf(view, message, other, call);
          if (isOwn || isAnothers) sink.examined();
          if (!isAnothers) continue;
          sink.finding({
            message: `A log message of ${nameOf(other)} came on the stream of ${nameOf(call)}.`,
            expected: 'each log message on the stream of the request that it is for',
            actual: `\`data\`: ${wordsOf(message)}`,
            seq: [message.seq, other.request.seq, call.request.seq],
          });
        }
      }
    }
  },

  'logging.stream.not-on-subscription': (view, sink) => {
    for (const { call, acknowledgement } of subscriptions(view)) {
      if (acknowledgement === undefined) continue;
      // Something else had log messages to send meanwhile.
      if (asking(view).some((other) => overlaps(call, other) && other.response !== undefined)) sink.examined();
      const on =
        call.exchange === undefined
          ? (byConnection(view).get(call.connection) ?? []).filter(
              ({ value }) => at(value, 'params', '_meta', SUBSCRIPTION_ID) === call.id,
            )
          : (byExchange(view).get(call.exchange.number) ?? []);
      for (const message of on) {
        sink.examined();
        sink.finding({
          message: 'A log message is sent on a subscription.',
          expected: 'changes alone; log messages with the request that asked for them',
          actual: quote(message.value),
          seq: [message.seq, call.request.seq],
        });
      }
    }
  },

  'logging.message.before-response': (view, sink) => {
    for (const call of asking(view)) {
      const { response, exchange, connection, method, request } = call;
      if (response === undefined) continue;
      // Over stdio a message does not say whose it is: what comes while nothing that asked is open came too late for all of them.
      const isAlone =
        exchange !== undefined || !asking(view).some((other) => other !== call && !isSettled(other, call));
      if (!isAlone) continue;
      const next = nextAsking(view, call);
      const said = (
        exchange === undefined
          ? (byConnection(view).get(connection) ?? [])
          : (byExchange(view).get(exchange.number) ?? [])
      ).filter(({ seq }) => seq > request.seq && seq < next);
      const late = said.filter(({ seq }) => seq > response.seq);
      const isLookedAt = exchange !== undefined || (lastAnswered(view).get(connection) ?? 0) > response.seq;
      if (late.length > 0 || (said.length > 0 && isLookedAt)) sink.examined();
      for (const { seq } of late) {
        sink.finding({
          message: `A log message came after the answer to \`${method}\`, and nothing else had asked for any.`,
          expected: 'the log messages of a request before its response',
          actual: 'one after it',
          seq: [seq, response.seq, request.seq],
        });
      }
    }
  },
};

/** Whether another request was over before this one was answered, or was made after that. */
const isSettled = (other: Call, { connection, response }: Call): boolean =>
  other.connection !== connection ||
  (other.response?.seq ?? NEVER) < (response?.seq ?? 0) ||
  other.request.seq > (response?.seq ?? 0);

/** Where the next request on this connection asked for log messages. */
const nextAsking = (view: View, { connection, response, exchange }: Call): number =>
  exchange !== undefined
    ? NEVER
    : (asking(view).find((other) => other.connection === connection && other.request.seq > (response?.seq ?? 0))
        ?.request.seq ?? NEVER);
