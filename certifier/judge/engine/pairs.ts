/** Subscriptions of the stateless era that share a connection, and changes of which each was or was not told. */
import type { Capability } from '../../catalogue/requirement.ts';
import type { Check } from './check.ts';
import { at } from './json.ts';
import {
  ASKED_BY,
  arrived,
  asksFor,
  openUntil,
  type Subscription,
  subscriptions,
  type Told,
  toldOf,
} from './listens.ts';
import { countBefore, groupBy } from './order.ts';
import { remembered } from './remember.ts';
import { capabilitiesOn } from './session.ts';
import type { View } from './view.ts';

/** Connection → its subscriptions, in order. */
export const onConnection = remembered((view) => groupBy(subscriptions(view), ({ call }) => call.connection));

/** A subscription, and the next that was opened on its connection while it was open. */
export interface Pair {
  readonly one: Required<Subscription>;
  readonly other: Required<Subscription>;
}

const isAcknowledged = (each: Subscription): each is Required<Subscription> => each.acknowledgement !== undefined;

export const pairs = remembered((view): readonly Pair[] =>
  [...onConnection(view).values()].flatMap((all) => {
    const good = all.filter(isAcknowledged);
    return good.flatMap((one, index) =>
      good
        .slice(index + 1, index + 2)
        .filter(({ call }) => openUntil(one) > call.request.seq)
        .map((other) => ({ one, other })),
    );
  }),
);

const NEVER = Number.POSITIVE_INFINITY;

/** Connection → where its subscriptions were opened and where they ended, in order. */
const comingAndGoing = remembered(
  (view) =>
    new Map(
      [...onConnection(view)].map(([connection, all]) => [
        connection,
        all.flatMap(({ call, left, ended }) => [call.request.seq, left, ended]).sort((a, b) => a - b),
      ]),
    ),
);

/**
 * Of changes that a subscription was promised to be told of, each of which it can be said whether it was. Only while nothing else
 * was opened or ended on the connection: what that does to a subscription is judged by rules of its own.
 */
export const promised = (view: View, each: Subscription, method: string): readonly Told[] =>
  asksFor(each.honoured, method) ? due(view, each, method) : [];

/** The same of changes that it asked for, whatever the server agreed to. */
function due(view: View, each: Subscription, method: string): readonly Told[] {
  if (!isAcknowledged(each) || !asksFor(each.asked, method)) return [];
  const { connection } = each.call;
  const since = each.acknowledgement.seq;
  const places = comingAndGoing(view).get(connection) ?? [];
  const until = places[countBefore(places, since + 1, (seq) => seq)] ?? NEVER;
  return toldOf(view, connection, method, arrived(view, each.call), [since, Math.min(until, openUntil(each))]);
}

/**
 * A server that declares `listChanged` tells each subscription that asked for it when the list changes. That it leaves it out when it
 * acknowledges the subscription takes nothing back of what it declares.
 */
export const tellsSubscribers =
  (capability: Capability, method: string): Check =>
  (view, sink) => {
    for (const each of subscriptions(view)) {
      if (at(capabilitiesOn(view, each.call.connection), capability, 'listChanged') !== true) continue;
      for (const { change, silence } of due(view, each, method)) {
        sink.examined();
        if (silence === undefined) continue;
        sink.finding({
          message: `The list of ${capability} changed, and a subscription with \`${ASKED_BY[method]}\` was not told.`,
          expected: `\`${method}\` on the subscription`,
          actual: `nothing within ${silence.after} ms after the change${asksFor(each.honoured, method) ? '' : `, and no \`${ASKED_BY[method]}\` in the acknowledgement`}`,
          seq: [silence.seq, change.request.seq, each.call.request.seq],
        });
      }
    }
  };
