/** specification/logging.md: what was entrusted to a server and does not belong into its log messages. */
import { forms } from '../elicitation/readers.ts';
import type { Check, Checks } from '../engine/check.ts';
import { SECRET, SIGNS_IN } from '../engine/fixture.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, isObject, quote } from '../engine/json.ts';
import { eventsOf } from '../engine/kinds.ts';
import { countBefore } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

/** What stands in the place of a declared secret, and of what was masked. */
const REPLACED = '[secret]';

/** A secret that we gave, and where. */
interface Given {
  readonly text: string;
  readonly seq: number;
}

/**
 * Over HTTP one process serves all connections, and may show to one what it was given on another: there they are all of one place.
 */
const ALL = 0;
const placeOf = ({ transport }: View, connection: number): number => (transport === 'stdio' ? connection : ALL);

/** The secrets that we gave to the fixture's tool. */
const secrets = remembered((view: View) => {
  const found = new Map<number, Given[]>();
  for (const { connection, params, request } of view.callsTo('tools/call')) {
    const text = at(params, 'arguments', 'word');
    if (params.name !== SIGNS_IN || typeof text !== 'string' || !text.startsWith(SECRET)) continue;
    const place = placeOf(view, connection);
    found.set(place, [...(found.get(place) ?? []), { text, seq: request.seq }]);
  }
  return found;
});

/** An e-mail address, as forms take it; bounded, as texts may be long. */
const EMAIL = /[\w.%+-]{1,64}@[a-z\d.-]{1,255}\.[a-z]{2,24}/gi;
const emailsIn = (text: string): readonly string[] => text.match(EMAIL) ?? [];

/**
 * Place → e-mail addresses that the user gave in a form → where each was given first. Not one that the form itself named, as its default
 * or as an example.
 */
const addresses = remembered((view: View) => {
  const found = new Map<number, Map<string, number>>();
  for (const { connection, params, reactions } of forms(view))
    for (const { value, seq } of reactions) {
      const content = at(value, 'content');
      if (at(value, 'action') !== 'accept' || !isObject(content)) continue;
      const texts = Object.values(content).filter((each) => typeof each === 'string');
      const given = texts.filter((text) => emailsIn(text)[0] === text);
      if (given.length === 0) continue;
      const named = new Set(emailsIn(JSON.stringify(params)));
      const place = placeOf(view, connection);
      const known = found.get(place) ?? new Map<string, number>();
      found.set(place, known);
      for (const text of given) if (!named.has(text) && !known.has(text)) known.set(text, seq);
    }
  return found;
});

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
    const known = (secrets(view).get(placeOf(view, connection)) ?? []).filter((secret) => secret.seq < seq);
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

const noPersonalData: Check = (view, sink) => {
  if (addresses(view).size === 0) return;
  for (const message of notificationsOf(view, 'notifications/message')) {
    const { connection, seq, text, value } = message;
    const known = addresses(view).get(placeOf(view, connection));
    const [first = seq] = known?.values() ?? [];
    // What was replaced in it may be an address as well.
    if (first >= seq || isReplacedAt(view, seq)) continue;
    sink.examined();
    const told = emailsIn(text).flatMap((each) => known?.get(each) ?? []);
    const [given = seq] = told.filter((each) => each < seq);
    if (given === seq) continue;
    sink.finding({
      message: 'A log message holds an e-mail address that the user gave in a form.',
      expected: 'nothing that identifies a person',
      actual: quote(at(value, 'params', 'data')),
      seq: [seq, given],
    });
  }
};

export const checks: Checks = {
  'logging.security.no-credentials': noCredentials,
  'logging.security.no-personal-data': noPersonalData,
};
