/** specification/subscriptions.md: changes, and the subscriptions on which they are told. */
import type { Checks } from '../engine/check.ts';
import { changesMade } from '../engine/fixture.ts';
import { Intervals } from '../engine/intervals.ts';
import { quote } from '../engine/json.ts';
import {
  ASKED_BY,
  answeredAfter,
  arrived,
  asksFor,
  isChange,
  LISTEN,
  openUntil,
  type Subscription,
  subscriptionOf,
  subscriptions,
  toldOf,
} from '../engine/listens.ts';
import { type Message, methodOf } from '../engine/message.ts';
import { groupBy, lastBefore } from '../engine/order.ts';
import { type Pair, pairs } from '../engine/pairs.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { endedByServer } from './ending.ts';

const KINDS = Object.keys(ASKED_BY);

const byExchange = remembered(
  (view) => new Map(subscriptions(view).map((each) => [each.call.exchange?.number, each] as const)),
);

/** Id of a subscription → those that bear it, in order. */
const byId = remembered((view) => groupBy(subscriptions(view), ({ call }) => call.id as unknown));

/** Connection and notification → the subscriptions that ask for it, each while it was open. */
const asking = remembered((view) => {
  const all = subscriptions(view).flatMap((each) =>
    KINDS.filter((method) => asksFor(each.asked, method)).map((method) => ({ each, method })),
  );
  const groups = groupBy(all, ({ each, method }) => `${each.call.connection} ${method}`);
  const startOf = ({ call }: Subscription): number => call.request.seq;
  return new Map(
    [...groups].map(([key, those]) => [
      key,
      new Intervals(
        those.map(({ each }) => each),
        startOf,
        openUntil,
      ),
    ]),
  );
});

/** The subscription that a change is told on: over HTTP that of the stream; else that whose id it bears. */
function toldOn(view: View, message: Message): Subscription | undefined {
  const own = message.exchange === undefined ? undefined : byExchange(view).get(message.exchange);
  if (own !== undefined) return own;
  const named = byId(view).get(subscriptionOf(message)) ?? [];
  return lastBefore(
    named.filter(({ call }) => call.connection === message.connection),
    message.seq,
    ({ call }) => call.request.seq,
  );
}

/** Whether its id is that of a subscription on an earlier connection: then another rule speaks of it. */
const isLeftOver = (view: View, message: Message): boolean =>
  message.exchange === undefined &&
  (byId(view).get(subscriptionOf(message)) ?? []).some(
    ({ call }) => call.connection < message.connection && call.request.seq < message.seq,
  );

/** Where the server had ended the subscription before this came: over stdio nothing keeps it from going on. */
function endBefore(view: View, on: Subscription, { exchange, seq }: Message): number | undefined {
  const end = exchange === undefined && on.acknowledgement !== undefined ? endedByServer(view, on) : undefined;
  return end !== undefined && end < seq ? end : undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Whether the server ended one subscription while it opened the other, and at no other time: by then the next request was not answered.
 * A server may end each of them for reasons of its own; that a line breaks is no end of the server's.
 */
function isEndedByAnother(view: View, { one, other }: Pair): boolean {
  if (one.call.exchange?.failure !== undefined || one.ended >= one.left) return false;
  const { seq } = other.acknowledgement;
  const until = answeredAfter(view, one.call.connection, seq)?.response?.seq ?? seq;
  return one.ended > other.call.request.seq && one.ended < until && openUntil(other) > until;
}

export const checks: Checks = {
  'subscriptions.filter.only-requested': (view, sink) => {
    for (const message of view.notifications) {
      if (!isChange(message) || isLeftOver(view, message)) continue;
      sink.examined();
      const method = methodOf(message) as string;
      const on = toldOn(view, message);
      if (on !== undefined && asksFor(on.asked, method)) {
        const end = endBefore(view, on, message);
        if (end === undefined) continue;
        sink.finding({
          message: `\`${method}\` is sent on a subscription that the server had ended.`,
          expected: 'nothing on it any more',
          actual: `the id of the subscription, ${quote(on.call.id)}`,
          seq: [message.seq, end, on.call.request.seq],
        });
        continue;
      }
      // Over stdio one without an id may be for any that asked; what it lacks is another rule's business.
      const isAnybodys = on === undefined && message.exchange === undefined && subscriptionOf(message) === undefined;
      const any = asking(view).get(`${message.connection} ${method}`)?.firstFrom(0);
      if (isAnybodys && any !== undefined && any.call.request.seq < message.seq) continue;
      sink.finding({
        message: `\`${method}\` is sent, and no subscription asks for it.`,
        expected: `a \`${LISTEN}\` whose filter has \`${ASKED_BY[method]}\``,
        actual: on === undefined ? 'no subscription that it could be sent on' : `the filter ${quote(on.asked)}`,
        seq: on === undefined ? [message.seq] : [message.seq, on.call.request.seq],
      });
    }
    // Of a change that nobody asked to hear of, silence tells as much.
    for (const [method, changes] of changesMade(view)) {
      for (const { connection, response } of changes) {
        const seq = response?.seq ?? NEVER;
        const isAsked = asking(view).get(`${connection} ${method}`)?.beside(seq, seq) !== undefined;
        if (!isAsked && answeredAfter(view, connection, seq) !== undefined) sink.examined();
      }
    }
  },

  'subscriptions.concurrent.separate': (view, sink) => {
    for (const pair of pairs(view)) {
      const { one, other } = pair;
      if (isEndedByAnother(view, pair)) {
        sink.examined();
        sink.finding({
          message: 'A subscription was ended when another one was opened.',
          expected: `the subscription ${quote(one.call.id)} goes on beside the subscription ${quote(other.call.id)}`,
          actual: 'the end of the first, and of nothing else',
          seq: [one.ended, other.call.request.seq, one.call.request.seq],
        });
        continue;
      }
      for (const method of KINDS) {
        if (!asksFor(one.honoured, method) || asksFor(other.asked, method)) continue;
        const { connection } = one.call;
        const messages = arrived(view, one.call);
        const alone = [one.acknowledgement.seq, other.call.request.seq] as const;
        const beside = [other.acknowledgement.seq, Math.min(openUntil(one), openUntil(other))] as const;
        // The twin: the same change was told while the subscription was the only one.
        const twin = toldOf(view, connection, method, messages, alone).find(({ heard }) => heard !== undefined);
        if (twin === undefined) continue;
        for (const { silence, change } of toldOf(view, connection, method, messages, beside)) {
          sink.examined();
          if (silence === undefined) continue;
          sink.finding({
            message: `A subscription is no longer told of \`${method}\` since another one was opened.`,
            expected: `\`${method}\` on the subscription ${quote(one.call.id)}, as before`,
            actual: `nothing within ${silence.after} ms after the change`,
            seq: [silence.seq, change.request.seq, other.call.request.seq, one.call.request.seq],
          });
        }
      }
    }
  },
};
