/** specification/logging.md: where and when log messages of a request come, in the stateless era. */
import { lastAnswered } from '../engine/answered.ts';
import type { Checks } from '../engine/check.ts';
import { notificationsOf } from '../engine/heard.ts';
import { Intervals } from '../engine/intervals.ts';
import { at, canonical, type Json, quote } from '../engine/json.ts';
import { arrivals, LISTEN, subscriptions } from '../engine/listens.ts';
import { type Call, type Message, methodOf } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { META_LOG_LEVEL } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

const NEVER = Number.POSITIVE_INFINITY;

const logMessages = (view: View): readonly Message[] => notificationsOf(view, 'notifications/message');
const byExchange = remembered((view) => groupBy(logMessages(view), ({ exchange }) => exchange));
const byConnection = remembered((view) => groupBy(logMessages(view), ({ connection }) => connection));

/** Requests that asked for log messages, subscriptions apart. */
const asking = remembered((view): readonly Call[] =>
  view.calls.filter(({ method, meta }) => method !== LISTEN && meta[META_LOG_LEVEL] !== undefined),
);

const wordsOf = ({ value }: Message): string => canonical((at(value, 'params', 'data') ?? null) as Json);

const endOf = ({ exchange, response }: Call): number => exchange?.end?.seq ?? response?.seq ?? NEVER;

/** Connection → its requests that asked for log messages, each while it was open. */
const open = remembered((view) => {
  const groups = groupBy(asking(view), ({ connection }) => connection);
  return new Map(
    [...groups].map(([connection, calls]) => [connection, new Intervals(calls, ({ request }) => request.seq, endOf)]),
  );
});

/** Connection → all its requests but subscriptions, each while it was open. */
const openOfAll = remembered((view) => {
  const groups = groupBy(
    view.calls.filter(({ method }) => method !== LISTEN),
    ({ connection }) => connection,
  );
  return new Map(
    [...groups].map(([connection, calls]) => [connection, new Intervals(calls, ({ request }) => request.seq, endOf)]),
  );
});

/** One that asked for log messages and was open between these places, other than this. */
const beside = (view: View, connection: number, start: number, end: number, call?: Call): Call | undefined =>
  open(view).get(connection)?.beside(start, end, call);

/** A call of one tool, whatever its arguments. */
const nameOf = ({ method, params }: Call): string => `${method} ${quote(params.name)}`;

/** So many different messages of another tool, or one that it says in so many calls, are no coincidence: two may share what fails at times. */
const FEWEST = 2;

/** What each tool was heard to say while no other request that asked for log messages was open, and in how many calls: by the name of the tool. */
const vocabulary = remembered((view) => {
  const known = new Map<string, Map<string, number>>();
  for (const call of asking(view)) {
    if (beside(view, call.connection, call.request.seq, endOf(call), call) !== undefined) continue;
    const words = known.get(nameOf(call)) ?? new Map<string, number>();
    const said = new Set((byExchange(view).get(call.exchange?.number) ?? []).map(wordsOf));
    for (const each of said) words.set(each, (words.get(each) ?? 0) + 1);
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

/** Of what was said on the stream of one call what surely is of the other. */
function strays(view: View, said: readonly Message[], call: Call, other: Call): readonly Message[] {
  const all = said.filter((message) => isOf(view, message, call, other));
  if (new Set(all.map(wordsOf)).size >= FEWEST) return all;
  const known = vocabulary(view).get(nameOf(call));
  return all.filter((message) => (known?.get(wordsOf(message)) ?? 0) >= FEWEST);
}

export const checks: Checks = {
  'logging.stream.own-request': (view, sink) => {
    for (const call of asking(view)) {
      if (call.exchange === undefined) continue;
      const others =
        open(view)
          .get(call.connection)
          ?.begunIn(call.request.seq + 1, endOf(call)) ?? [];
      for (const other of others) {
        if (nameOf(call) === nameOf(other)) continue;
        for (const [own, another] of [
          [call, other],
          [other, call],
        ] as const) {
          const said = byExchange(view).get(own.exchange?.number) ?? [];
          for (const message of said) if (isOf(view, message, own, another)) sink.examined();
          for (const message of strays(view, said, another, own)) {
            sink.examined();
            sink.finding({
              message: `A log message of ${nameOf(another)} came on the stream of ${nameOf(own)}.`,
              expected: 'each log message on the stream of the request that it is for',
              actual: `\`data\`: ${wordsOf(message)}`,
              seq: [message.seq, another.request.seq, own.request.seq],
            });
          }
        }
      }
    }
  },

  'logging.stream.not-on-subscription': (view, sink) => {
    for (const { call, acknowledgement } of subscriptions(view)) {
      // One that was refused is none; one that is neither refused nor acknowledged has a stream all the same.
      if (acknowledgement === undefined && call.response !== undefined) continue;
      // Something else was logged meanwhile, and might have come here.
      const logs = byConnection(view).get(call.connection) ?? [];
      const [from, to] = [call.request.seq, endOf(call)].map((seq) => countBefore(logs, seq, (each) => each.seq));
      if (acknowledgement !== undefined && to !== from) sink.examined();
      const on =
        call.exchange === undefined
          ? (arrivals(view).byId.get(`${call.connection} ${JSON.stringify(call.id)}`) ?? []).filter(
              (message) => methodOf(message) === 'notifications/message',
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
        exchange !== undefined || beside(view, connection, response.seq, response.seq, call) === undefined;
      if (!isAlone) continue;
      const next = exchange === undefined ? nextAsking(view, connection, response.seq) : NEVER;
      const all =
        (exchange === undefined ? byConnection(view).get(connection) : byExchange(view).get(exchange.number)) ?? [];
      const said = all.slice(
        countBefore(all, request.seq, ({ seq }) => seq),
        countBefore(all, next, ({ seq }) => seq),
      );
      // What comes while another request is open may be for that one, though it did not ask: a fault of its own.
      const isOpen = (seq: number): boolean =>
        exchange === undefined && openOfAll(view).get(connection)?.beside(seq, seq, call) !== undefined;
      const late = said.filter(({ seq }) => seq > response.seq && !isOpen(seq));
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

/** Where the next request on this connection asked for log messages. */
const nextAsking = (view: View, connection: number, seq: number): number =>
  open(view).get(connection)?.firstFrom(seq)?.request.seq ?? NEVER;
