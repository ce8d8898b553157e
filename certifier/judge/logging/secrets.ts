/** specification/logging.md: what was entrusted to a server and does not belong into its log messages. */
import type { Check, Checks } from '../engine/check.ts';
import { SECRET, SIGNS_IN } from '../engine/fixture.ts';
import { at, quote } from '../engine/json.ts';
import { methodOf } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

interface Secret {
  readonly text: string;
  readonly seq: number;
}

/** Connection → the secrets that we gave to the fixture's tool. */
const given = remembered((view: View) => {
  const found = new Map<number, Secret[]>();
  for (const { connection, params, request } of view.callsTo('tools/call')) {
    const text = at(params, 'arguments', 'word');
    if (params.name !== SIGNS_IN || typeof text !== 'string' || !text.startsWith(SECRET)) continue;
    found.set(connection, [...(found.get(connection) ?? []), { text, seq: request.seq }]);
  }
  return found;
});

/** Where declared secrets were replaced while it was recorded: credentials in header fields, and what the user named. */
const replaced = remembered((view: View) => {
  const events = view.events.filter((event) => 'redacted' in event && (event.redacted ?? 0) > 0);
  const first = new Map<number, number>();
  for (const event of events)
    if ('direction' in event && event.direction === 'sent' && !first.has(event.connection))
      first.set(event.connection, event.seq);
  return { first, places: new Set(events.map(({ seq }) => seq)) };
});

const noCredentials: Check = (view, sink) => {
  for (const message of view.notifications) {
    if (methodOf(message) !== 'notifications/message') continue;
    const { connection, seq, text, value } = message;
    const { first, places } = replaced(view);
    const known = (given(view).get(connection) ?? []).filter((secret) => secret.seq < seq);
    const told = known.find((secret) => text.includes(secret.text));
    const isReplaced = places.has(seq);
    if (known.length === 0 && !isReplaced && (first.get(connection) ?? seq) >= seq) continue;
    sink.examined();
    if (told === undefined && !isReplaced) continue;
    sink.finding({
      message: 'A log message holds a secret that the server was given.',
      expected: 'no credentials and no secrets',
      actual: quote(at(value, 'params', 'data')),
      seq: [seq, ...(told === undefined ? [] : [told.seq])],
    });
  }
};

export const checks: Checks = { 'logging.security.no-credentials': noCredentials };
