/** specification/resources.md, subscriptions. */
import type { Check, Checks } from '../engine/check.ts';
import { UPDATED, WATCHED } from '../engine/fixture.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, member, quote } from '../engine/json.ts';
import { tellingCalls } from '../engine/known.ts';
import { ACKNOWLEDGED, LISTEN, subscriptionOf, subscriptions } from '../engine/listens.ts';
import { isUnlisted } from '../engine/lists.ts';
import type { Call, Message } from '../engine/message.ts';
import { countBefore, groupBy } from '../engine/order.ts';
import { promised } from '../engine/pairs.ts';
import { remembered } from '../engine/remember.ts';
import { capabilitiesOn } from '../engine/session.ts';
import { changesHeard, readAfter, watches } from '../engine/sessions.ts';
import type { View } from '../engine/view.ts';

/** Subscribing to what does not exist may be an error; that the method is unknown is another matter. */
const knownWhenDeclared =
  (method: 'resources/subscribe' | 'resources/unsubscribe'): Check =>
  (view, sink) => {
    for (const { call, known } of tellingCalls(view, view.callsTo(method))) {
      if (at(capabilitiesOn(view, call.connection), 'resources', 'subscribe') !== true) continue;
      sink.examined();
      if (known) continue;
      sink.finding({
        message: `\`resources.subscribe\` is declared, but the server does not know \`${method}\`.`,
        expected: 'an empty result',
        actual: 'an error with the code -32601',
        seq: [call.response?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

const updates = (view: View): readonly Message[] => notificationsOf(view, UPDATED);

const uriIn = ({ value }: Message): unknown => at(value, 'params', 'uri');

/** Of each connection, in order: what it watched, what it was told, and what was changed on it. */
const watchesOn = remembered((view) => groupBy(watches(view), ({ call }) => call.connection));
const updatesOn = remembered((view) => groupBy(updates(view), ({ connection }) => connection));
const changesOn = remembered((view) => groupBy(changesHeard(view, UPDATED), ({ connection }) => connection));

/** Those that lie after one place and before another. */
function between<T>(all: readonly T[], from: number, to: number, seqOf: (each: T) => number): readonly T[] {
  return all.slice(countBefore(all, from + 1, seqOf), countBefore(all, to, seqOf));
}

/** Whether this is the resource that is watched, or may lie below it. */
const isWithin = (uri: unknown, watched: readonly unknown[]): boolean =>
  typeof uri === 'string' && watched.some((each) => typeof each === 'string' && uri.startsWith(each));

/** What a session had subscribed to before this message: all of it, and what it had not left again. */
function watchedBefore(view: View, { connection, seq }: Message): Record<'ever' | 'still', readonly unknown[]> {
  const ever = (watchesOn(view).get(connection) ?? []).filter(({ call }) => call.request.seq < seq);
  const still = ever.filter(({ left }) => (left?.response?.seq ?? Number.POSITIVE_INFINITY) > seq);
  return { ever: ever.map(({ uri }) => uri), still: still.map(({ uri }) => uri) };
}

/** Over HTTP a message is on the stream of its subscription; over stdio it bears the id of it, or may be of any. */
const isOn = (message: Message, { exchange, id }: Call): boolean =>
  message.exchange === undefined
    ? [undefined, id].includes(subscriptionOf(message) as Call['id'] | undefined)
    : exchange?.number === message.exchange;

/** URIs that a message may be about. Of a session that watches nothing, or has left what is named, another rule speaks. */
function watchedFor(view: View, message: Message): readonly unknown[] {
  if (view.era === 'session') {
    const { ever, still } = watchedBefore(view, message);
    return still.length === 0 ? [] : ever;
  }
  return subscriptions(view)
    .filter(({ call }) => call.connection === message.connection && call.request.seq < message.seq)
    .filter(({ call }) => isOn(message, call))
    .flatMap(({ asked }) => {
      const uris = member(asked, 'resourceSubscriptions');
      return Array.isArray(uris) ? (uris as readonly unknown[]) : [];
    });
}

export const checks: Checks = {
  'resources.updated.uri': (view, sink) => {
    for (const message of updates(view)) {
      const watched = watchedFor(view, message);
      // That nothing is watched at all is another rule's business.
      if (watched.length === 0) continue;
      sink.examined();
      const uri = uriIn(message);
      if (isWithin(uri, watched)) continue;
      sink.finding({
        message: `\`${UPDATED}\` names a resource that is not watched.`,
        expected: `\`uri\`: ${quote(watched[0])}, or one below it`,
        actual: quote(uri),
        seq: [message.seq],
      });
    }
  },

  'resources.updated.only-after-subscribe': (view, sink) => {
    for (const message of updates(view)) {
      sink.examined();
      const { ever, still } = watchedBefore(view, message);
      // Where something is watched, the URI is wrong; what was watched and left has a rule of its own.
      if (still.length > 0 || isWithin(uriIn(message), ever)) continue;
      sink.finding({
        message: `\`${UPDATED}\` is sent in a session that did not subscribe to the resource.`,
        expected: 'nothing before `resources/subscribe`',
        actual: `the URI ${quote(uriIn(message))}`,
        seq: [message.seq],
      });
    }
    // Of a change before any subscription, silence tells as much.
    for (const { connection, response } of changesHeard(view, UPDATED)) {
      const seq = response?.seq ?? 0;
      const isWatched = (watchesOn(view).get(connection) ?? []).some(
        ({ call, uri }) => call.request.seq < seq && isWithin(WATCHED, [uri]),
      );
      if (!isWatched && readAfter(view, connection, seq) !== undefined) sink.examined();
    }
  },

  'resources.updated.sent': (view, sink) => {
    for (const { call, uri, told } of watches(view)) {
      for (const { change, silence } of told) {
        sink.examined();
        if (silence === undefined) continue;
        sink.finding({
          message: `The resource ${quote(uri)} changed, and the session that subscribed to it was not told.`,
          expected: `\`${UPDATED}\``,
          actual: `nothing within ${silence.after} ms after the change`,
          seq: [silence.seq, change.request.seq, call.request.seq],
        });
      }
    }
  },

  'resources.unsubscribe.stops-updates': (view, sink) => {
    for (const { uri, left, again } of watches(view)) {
      if (left?.response === undefined || left.result === undefined) continue;
      // What was answered to a later request had read the end of it before; what came earlier may have crossed it.
      const read = readAfter(view, left.connection, left.response.seq);
      if (read === undefined) continue;
      const { connection } = left;
      const changes = between(changesOn(view).get(connection) ?? [], read, again, ({ request }) => request.seq);
      const isTried = changes.some(({ request }) => readAfter(view, connection, request.seq) !== undefined);
      const told = between(updatesOn(view).get(connection) ?? [], read, again, ({ seq }) => seq);
      const late = told.filter(
        (message) =>
          isWithin(uriIn(message), [uri]) &&
          // What lies below it may be watched by itself.
          !isWithin(uriIn(message), watchedBefore(view, message).still),
      );
      if (isTried || late.length > 0) sink.examined();
      for (const { seq } of late) {
        sink.finding({
          message: `\`${UPDATED}\` is sent for a resource that the session had unsubscribed from.`,
          expected: 'nothing more after the answer to `resources/unsubscribe`',
          actual: `the URI ${quote(uri)}`,
          seq: [seq, left.response.seq],
        });
      }
    }
  },

  'resources.updated.delivered': (view, sink) => {
    for (const each of subscriptions(view)) {
      for (const { change, silence } of promised(view, each, UPDATED)) {
        sink.examined();
        if (silence === undefined) continue;
        sink.finding({
          message: 'A resource changed, and the subscription that names it was not told.',
          expected: `\`${UPDATED}\` on the subscription`,
          actual: `nothing within ${silence.after} ms after the change`,
          seq: [silence.seq, change.request.seq, each.call.request.seq],
        });
      }
    }
  },

  'resources.subscribe.answered': knownWhenDeclared('resources/subscribe'),
  'resources.unsubscribe.answered': knownWhenDeclared('resources/unsubscribe'),
  'resources.subscribe.honoured': (view, sink) => {
    const unknown = new Set(
      tellingCalls(view, view.callsTo(LISTEN)).flatMap(({ call, known }) => (known ? [] : [call])),
    );
    for (const { asked, honoured, acknowledgement, call } of subscriptions(view)) {
      const uris = member(asked, 'resourceSubscriptions');
      if (!Array.isArray(uris) || uris.length === 0) continue;
      if (at(capabilitiesOn(view, call.connection), 'resources', 'subscribe') !== true) continue;
      if (unknown.has(call)) {
        sink.examined();
        sink.finding({
          message: `\`resources.subscribe\` is declared, but the server does not know \`${LISTEN}\`.`,
          expected: `\`resourceSubscriptions\` with ${quote(uris[0])} in \`${ACKNOWLEDGED}\``,
          actual: 'an error with the code -32601',
          seq: [call.response?.seq ?? call.request.seq, call.request.seq],
        });
      }
      if (acknowledgement === undefined) continue;
      const listed = member(honoured, 'resourceSubscriptions');
      const isAgreed = Array.isArray(listed) && uris.some((uri) => listed.includes(uri));
      // To watch what is not there nobody has promised.
      if (!isAgreed && uris.every((uri) => isUnlisted(view, 'resources/list', uri as string))) continue;
      sink.examined();
      if (isAgreed) continue;
      sink.finding({
        message: '`resources.subscribe` is declared, and a subscription to a resource is not acknowledged.',
        expected: `\`resourceSubscriptions\` with ${quote(uris[0])} in \`${ACKNOWLEDGED}\``,
        actual: listed === undefined ? 'no such member' : quote(listed),
        seq: [acknowledgement.seq, call.request.seq],
      });
    }
  },
};
