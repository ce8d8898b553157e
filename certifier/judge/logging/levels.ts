/** specification/logging.md: the level of a session, and what is sent of it. */
import { callsOn } from '../engine/asked.ts';
import type { Checks } from '../engine/check.ts';
import { notificationsOf } from '../engine/heard.ts';
import { Intervals } from '../engine/intervals.ts';
import { at, canonical, quote } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { META_LOG_LEVEL } from '../engine/refusals.ts';
import { remembered } from '../engine/remember.ts';
import { isInSession } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { LEVELS } from './held.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Connection → its requests that set a level and were accepted. */
const settings = remembered((view) =>
  groupBy(
    view
      .callsTo('logging/setLevel')
      .filter((call) => call.result !== undefined && LEVELS.includes(call.params.level) && isInSession(call)),
    ({ connection }) => connection,
  ),
);

/** A call of a tool while a level was in force and no other request was open, and the ranks of what was logged meanwhile. */
interface Logged {
  readonly call: Call;
  /** What was called, and where it was listened to: the same tool with the same arguments logs the same. */
  readonly what: string;
  readonly setting: Call;
  readonly rank: number;
  /** The rank of the level that was set before that one. */
  readonly before: number | undefined;
  readonly ranks: readonly number[];
}

const rankOf = ({ params }: Call): number => LEVELS.indexOf(params.level);

/** Connection → its requests, each while it was open. */
const open = remembered((view) => {
  const groups = callsOn(view);
  return new Map(
    [...groups].map(([connection, calls]) => [
      connection,
      new Intervals(
        calls,
        ({ request }) => request.seq,
        ({ response }) => response?.seq ?? NEVER,
      ),
    ]),
  );
});

const logMessages = remembered((view) =>
  groupBy(notificationsOf(view, 'notifications/message'), ({ connection }) => connection),
);

/** Connection → the streams that a GET began on it. */
const standing = remembered((view) =>
  groupBy(
    view.exchanges.filter((each) => each.request.method === 'GET' && each.mediaType === 'text/event-stream'),
    ({ connection }) => connection,
  ),
);

/** The stream of a GET that was open all the time: what a server sends there it cannot send where there is none. */
const listening = (view: View, connection: number, from: number, to: number): number | undefined =>
  (standing(view).get(connection) ?? []).find(
    ({ response, end, failure }) => (response?.seq ?? NEVER) < from && (end?.seq ?? failure?.seq ?? NEVER) > to,
  )?.number;

/** Where the next request that may have something logged was sent: what comes before it was logged by the one before. */
const nextAfter = (view: View, connection: number, seq: number): number => {
  const calls = working(view).get(connection) ?? [];
  return calls[countBefore(calls, seq + 1, (call) => call.request.seq)]?.request.seq ?? NEVER;
};
const working = remembered((view) =>
  groupBy(
    view.calls.filter(({ method }) => method !== 'ping'),
    ({ connection }) => connection,
  ),
);

const logged = remembered((view): readonly Logged[] => {
  return view.callsTo('tools/call').flatMap((call): readonly Logged[] => {
    const { connection, request, response, result, params } = call;
    const all = settings(view).get(connection) ?? [];
    const place = countBefore(all, request.seq, ({ response: set }) => set?.seq ?? NEVER) - 1;
    const setting = all[place];
    if (setting === undefined || response === undefined || result === undefined) return [];
    // What a request that was open beside it logged cannot be told from what it logged itself.
    const isAlone = open(view).get(connection)?.beside(request.seq, response.seq, call) === undefined;
    if (!isAlone) return [];
    const messages = logMessages(view).get(connection) ?? [];
    const on = listening(view, connection, request.seq, response.seq);
    // What comes on a stream of its own may come later than the answer.
    const until = on === undefined ? response.seq : nextAfter(view, connection, response.seq);
    const [from, to] = [request.seq, until].map((seq) => countBefore(messages, seq, (each) => each.seq));
    const ranks = messages.slice(from, to).map(({ value }) => LEVELS.indexOf(at(value, 'params', 'level')));
    const earlier = all[place - 1];
    return [
      {
        call,
        what: `${connection} ${on ?? ''} ${canonical(params.name ?? null)} ${canonical(params.arguments ?? null)}`,
        setting,
        rank: rankOf(setting),
        before: earlier === undefined ? undefined : rankOf(earlier),
        ranks,
      },
    ];
  });
});

const count = (ranks: readonly number[], least: number): number => ranks.filter((rank) => rank >= least).length;

interface Judged {
  readonly each: Logged;
  /** Earlier calls of the same: the first two under each level. */
  readonly twins: readonly Logged[];
}

/** What a call logged twice it logs each time; what was seen once may have been said once for all. */
const ENOUGH = 2;

/** Calls of the same, one after the other. */
const judged = remembered((view): readonly Judged[] =>
  [...groupBy(logged(view), ({ what }) => what).values()].flatMap((same) => {
    const first: Logged[][] = [];
    return same.flatMap((each): readonly Judged[] => {
      const twins = first.flat();
      const ofLevel = first[each.rank] ?? [];
      if (ofLevel.length < ENOUGH) first[each.rank] = [...ofLevel, each];
      return [{ each, twins }];
    });
  }),
);

export const checks: Checks = {
  'logging.set-level.last-wins': (view, sink) => {
    for (const { each, twins } of judged(view)) {
      // Where the level before was a graver one, what lies between the two shows which of them is in force.
      const { rank, before = 0, ranks } = each;
      if (before <= rank) continue;
      const alike = twins.filter(
        (other) => other.rank <= rank && count(other.ranks, rank) > count(other.ranks, before),
      );
      const [twin] = alike;
      const isHeard = count(ranks, rank) > count(ranks, before);
      if (twin === undefined || (alike.length < ENOUGH && !isHeard)) continue;
      // Where what the level before lets through is missing too, it is not that level which holds: messages may be limited by their rate.
      if (!isHeard && count(ranks, before) < count(twin.ranks, before)) continue;
      sink.examined();
      if (isHeard) continue;
      sink.finding({
        message: 'After a more talkative level was set, log messages come as if the one before it still held.',
        expected: `messages of the level ${quote(LEVELS[rank])} and above, as before`,
        actual: `none below the level ${quote(LEVELS[before])}`,
        seq: [each.call.request.seq, each.setting.request.seq, twin.call.request.seq],
      });
    }
  },

  'logging.set-level.all-sent': (view, sink) => {
    for (const { each, twins } of judged(view)) {
      // What was heard under a graver level is due under this one as well.
      const dues = twins.map((twin) => ({ twin, from: Math.max(each.rank, twin.rank) }));
      const heard = dues.filter(({ twin, from }) => count(twin.ranks, from) > 0);
      if (heard.length === 0) continue;
      const missing = heard.filter(({ twin, from }) => count(each.ranks, from) < count(twin.ranks, from));
      const missed = missing.find(
        ({ twin }) => missing.filter((other) => other.twin.rank === twin.rank).length >= ENOUGH,
      );
      if (missing.length > 0 && missed === undefined) continue;
      sink.examined();
      if (missed === undefined) continue;
      sink.finding({
        message: `Log messages of the level ${quote(LEVELS[missed.from])} or above are missing.`,
        expected: `${count(missed.twin.ranks, missed.from)}, as the same call logged before`,
        actual: String(count(each.ranks, missed.from)),
        seq: [each.call.request.seq, each.setting.request.seq, missed.twin.call.request.seq],
      });
    }
  },

  /** Permissions: nothing that is logged, or not, breaks them. */
  'logging.set-level.default': (view, sink) => {
    for (const { connection, request, response } of view.callsTo('tools/call')) {
      const [first] = settings(view).get(connection) ?? [];
      if (response !== undefined && (first?.request.seq ?? NEVER) > request.seq) sink.examined();
    }
  },
  'logging.message.permitted': (view, sink) => {
    for (const { meta, response } of view.calls) {
      if (response !== undefined && LEVELS.includes(meta[META_LOG_LEVEL])) sink.examined();
    }
  },
};
