/** specification/logging.md: what was entrusted to a server and does not belong into its log messages. */

import type { Check, Checks } from '../engine/check.ts';
import { SECRET, SIGNS_IN } from '../engine/fixture.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import { eventsOf } from '../engine/kinds.ts';
import { countBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

/** What stands in the place of a declared secret, and of what was masked. */
const REPLACED = '[secret]';

interface Secret {
  readonly text: string;
  readonly seq: number;
}

/**
 * Connection → the secrets that we gave to the fixture's tool. Over HTTP one process serves all connections, and may show to one what it was
 * given on another: there they are all of one place.
 */
const given = remembered((view: View) => {
  const found = new Map<number, Secret[]>();
  for (const { connection, params, request } of view.callsTo('tools/call')) {
    const text = at(params, 'arguments', 'word');
    if (params.name !== SIGNS_IN || typeof text !== 'string' || !text.startsWith(SECRET)) continue;
    const place = placeOf(view, connection);
    found.set(place, [...(found.get(place) ?? []), { text, seq: request.seq }]);
  }
  return found;
});
const ALL = 0;
const placeOf = ({ transport }: View, connection: number): number => (transport === 'stdio' ? connection : ALL);

const isReplaced = (event: object): boolean => 'redacted' in event && Number(event.redacted) > 0;
/** Whether secrets were replaced in the event at this place. */
const isReplacedAt = ({ events }: View, seq: number): boolean => {
  const event = events[countBefore(events, seq, (each) => each.seq)];
  return event?.seq === seq && isReplaced(event);
};

/**
 * A path or a name that was masked is replaced as a declared secret is. Where one stands that follows a scheme or the name of a
 * credential, it was one; elsewhere nobody can tell.
 */
const CREDENTIAL =
  /(?:\b(?:bearer|basic|dpop)\s+|(?:authorization|cookie|passwor[dt]|passwd|token|api[-_]?key|secret|credentials?)[\\"']*\s*[:=][\s\\"']*)\[secret\](?!\/|\\{2}[\w.])/i;

/** From which event on each connection has credentials of ours: in a header, where no mask stands. */
const firstReplaced = remembered((view: View) => {
  const first = new Map<number, number>();
  for (const event of eventsOf(view, 'request'))
    if (isReplaced(event) && !first.has(event.connection))
      if (event.headers.some(([, value]) => value.includes(REPLACED))) first.set(event.connection, event.seq);
  return first;
});

const noCredentials: Check = (view, sink) => {
  for (const message of notificationsOf(view, 'notifications/message')) {
    const { connection, seq, text, value } = message;
    const isMasked = isReplacedAt(view, seq);
    const known = (given(view).get(placeOf(view, connection)) ?? []).filter((secret) => secret.seq < seq);
    const told = known.find((secret) => text.includes(secret.text));
    const isCredential = isMasked && CREDENTIAL.test(text);
    if (told === undefined && !isCredential) {
      // What was replaced may be a path as well as a secret: it shows nothing, either way.
      if (isMasked || (known.length === 0 && (firstReplaced(view).get(connection) ?? seq) >= seq)) continue;
    }
    sink.examined();
    if (told === undefined && !isCredential) continue;
    sink.finding({
      message: 'A log message holds a secret that the server was given.',
      expected: 'no credentials and no secrets',
      actual: quote(at(value, 'params', 'data')),
      seq: [seq, ...(told === undefined ? [] : [told.seq])],
    });
  }
};

export const checks: Checks = { 'logging.security.no-credentials': noCredentials };
