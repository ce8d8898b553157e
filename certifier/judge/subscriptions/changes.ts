/** specification/subscriptions.md: changes, and the subscriptions on which they are told. */
import type { Checks } from '../engine/check.ts';
import { changesMade } from '../engine/fixture.ts';
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
import { onConnection, pairs } from '../engine/pairs.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

const byExchange = remembered(
  (view) => new Map(subscriptions(view).map((each) => [each.call.exchange?.number, each] as const)),
);

const KINDS = Object.keys(ASKED_BY);

/**
 * Subscriptions on which a change may have been told: over HTTP that of the stream; over stdio that whose id it bears, or any that
 * was asked for before where it bears none.
 */
function mayBeOn(view: View, message: Message): readonly Subscription[] {
  const before = (onConnection(view).get(message.connection) ?? []).filter(
    ({ call }) => call.request.seq < message.seq,
  );
  const own = message.exchange === undefined ? undefined : byExchange(view).get(message.exchange);
  if (own !== undefined) return [own];
  const given = subscriptionOf(message);
  const named = before.filter(({ call }) => call.id === given);
  if (named.length > 0 || message.exchange !== undefined) return named;
  return given === undefined ? before : [];
}

/** Whether its id is that of a subscription on an earlier connection alone: then another rule speaks of it. */
const isLeftOver = (view: View, message: Message): boolean =>
  subscriptions(view).some(
    ({ call }) =>
      call.id === subscriptionOf(message) &&
      call.connection !== message.connection &&
      call.request.seq < message.seq &&
      message.exchange === undefined,
  );

const NEVER = Number.POSITIVE_INFINITY;

export const checks: Checks = {
  'subscriptions.filter.only-requested': (view, sink) => {
    for (const message of view.notifications) {
      if (!isChange(message) || isLeftOver(view, message)) continue;
      sink.examined();
      const method = methodOf(message) as string;
      const on = mayBeOn(view, message);
      if (on.some(({ asked }) => asksFor(asked, method))) continue;
      const [first] = on;
      sink.finding({
        message: `\`${method}\` is sent, and no subscription asks for it.`,
        expected: `a \`${LISTEN}\` whose filter has \`${ASKED_BY[method]}\``,
        actual: first === undefined ? 'no subscription that it could be sent on' : `the filter ${quote(first.asked)}`,
        seq: first === undefined ? [message.seq] : [message.seq, first.call.request.seq],
      });
    }
    // Of a change that nobody asked to hear of, silence tells as much.
    for (const [method, changes] of changesMade(view)) {
      for (const { connection, response } of changes) {
        const open = (onConnection(view).get(connection) ?? []).filter(
          (each) => openUntil(each) > (response?.seq ?? 0),
        );
        const isAsked = open.some(({ asked }) => asksFor(asked, method));
        if (!isAsked && answeredAfter(view, connection, response?.seq ?? NEVER) !== undefined) sink.examined();
      }
    }
  },

  'subscriptions.concurrent.separate': (view, sink) => {
    for (const { one, other } of pairs(view)) {
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
