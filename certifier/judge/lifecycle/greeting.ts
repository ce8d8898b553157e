/** specification/lifecycle.md: what a server says before anybody has asked it for a session. */
import type { Check, Checks } from '../engine/check.ts';
import { member, quote } from '../engine/json.ts';
import { eventsOf } from '../engine/kinds.ts';
import { isResponse, type Message } from '../engine/message.ts';
import { looksLikeMessage } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';

/** Connection → where it had been listened to, and nothing was heard. */
const silentAt = (view: View): Map<number, number> => {
  const found = new Map<number, number>();
  for (const { awaited, connection, seq } of eventsOf(view, 'gave-up'))
    if (awaited === 'silence' && !found.has(connection)) found.set(connection, seq);
  return found;
};

/** What may come of a request before the handshake: its answer, or what a server logs about it. */
const mayComeOf = (value: unknown): boolean =>
  isResponse(value) || ['notifications/message', 'notifications/progress'].includes(String(member(value, 'method')));

const serverSilent: Check = (view, sink) => {
  const opened = new Set<number>();
  const early = new Map<number, Message>();
  const discovering = new Set<number>();
  /** Where it is known that the process had started, and was not asked for a session yet. */
  const started = silentAt(view);
  const answered = new Set(
    view.callsTo('initialize').flatMap(({ request, response }) => (response === undefined ? [] : [request.seq])),
  );
  /** Where nothing had come when the session was asked for: what comes first now may have been under way. */
  const silent = new Set<number>();
  for (const message of view.messages) {
    const { connection, direction, value, seq } = message;
    if (direction === 'received' && silent.delete(connection) && mayComeOf(value)) sink.examined();
    if (opened.has(connection)) continue;
    if (direction === 'received') {
      const isAsked = discovering.has(connection) && mayComeOf(value);
      if (isResponse(value) && !started.has(connection)) started.set(connection, seq);
      if (!isAsked && looksLikeMessage(view, message) && !early.has(connection)) early.set(connection, message);
      continue;
    }
    // What answers the greeting asks nothing; and who asks for a discovery first has not asked for a session yet.
    if (isResponse(value)) continue;
    if (member(value, 'method') === 'server/discover') {
      discovering.add(connection);
      continue;
    }
    opened.add(connection);
    // Only where the handshake comes first is anything before it unasked for.
    if (member(value, 'method') !== 'initialize' || !answered.has(seq)) continue;
    const greeting = early.get(connection);
    // Whoever is asked at once had no time to speak before.
    if (greeting === undefined) {
      if ((started.get(connection) ?? seq) < seq) silent.add(connection);
      continue;
    }
    sink.examined();
    sink.finding({
      message: 'The server spoke before it was asked for a session.',
      expected: 'no message before `initialize`',
      actual: quote(greeting.value),
      seq: [greeting.seq, seq],
    });
  }
};

export const checks: Checks = { 'lifecycle.initialize.server-silent': serverSilent };
