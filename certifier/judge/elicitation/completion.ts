/** specification/elicitation.md: when the page is done, and the error that asks for a page (2025-11-25). */
import type { Check, Checks } from '../engine/check.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, isObject, type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import type { Call, Message } from '../engine/message.ts';
import { errorCode } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import { sessionOf } from '../engine/session.ts';
import type { View } from '../engine/view.ts';
import { listed, pages, required, seqOf, URL_REQUIRED } from './readers.ts';

const completions = (view: View): readonly Message[] => notificationsOf(view, 'notifications/elicitation/complete');

/** Id of an elicitation → the sessions in which it was given out. */
const givenOut = remembered((view): ReadonlyMap<unknown, ReadonlySet<string>> => {
  const known = new Map<unknown, Set<string>>();
  const add = (id: unknown, session: string): void => {
    known.set(id, (known.get(id) ?? new Set()).add(session));
  };
  const messages = new Map(view.received.map((message) => [message.seq, message]));
  for (const { params, seq, connection } of pages(view)) {
    add(member(params, 'elicitationId'), sessionOf(view, messages.get(seq[0] ?? 0) ?? { connection }));
  }
  for (const call of required(view)) {
    for (const each of objectsIn(listed(call))) add(each.elicitationId, sessionOf(view, call.request));
  }
  return known;
});

/** Each elicitation in an error against one demand. */
const eachListed =
  (isRight: (elicitation: JsonObject) => boolean, message: string, expected: string): Check =>
  (view, sink) => {
    for (const call of required(view)) {
      const elicitations = listed(call);
      if (!Array.isArray(elicitations)) continue;
      for (const each of elicitations) {
        sink.examined();
        if (isObject(each) && isRight(each)) continue;
        sink.finding({ message, expected, actual: quote(each), seq: seqOf(call) });
      }
    }
  };

/** Connections on which a tool did its work, so that not all tools wait for a page. */
const served = remembered(
  (view) => new Set(view.callsTo('tools/call').flatMap((call) => (call.result === undefined ? [] : [call.connection]))),
);

/** Nothing could make this request succeed: no page that a user visits either. */
function isHopeless(view: View, { method, params, connection }: Call): boolean {
  if (method === 'ping' || method.startsWith('accord/')) return true;
  // A name of ours that no server has.
  const isUnknown = method === 'tools/call' && String(member(params, 'name')).startsWith('accord-no-such-');
  return isUnknown && served(view).has(connection);
}

export const checks: Checks = {
  'elicitation.url.done': (view, sink) => {
    for (const _ of completions(view)) sink.examined();
  },

  'elicitation.complete.id': (view, sink) => {
    for (const { value, seq } of completions(view)) {
      sink.examined();
      const id = at(value, 'params', 'elicitationId');
      if (typeof id === 'string' && givenOut(view).has(id)) continue;
      sink.finding({
        message: 'The server says that an elicitation is complete, and not which.',
        expected: '`elicitationId` of an elicitation that it had asked for',
        actual: id === undefined ? 'no `elicitationId`' : `${quote(id)}, which was never given out`,
        seq: [seq],
      });
    }
  },

  'elicitation.complete.only-initiator': (view, sink) => {
    for (const message of completions(view)) {
      const homes = givenOut(view).get(at(message.value, 'params', 'elicitationId'));
      if (homes === undefined) continue;
      sink.examined();
      if (homes.has(sessionOf(view, message))) continue;
      sink.finding({
        message: 'A client is told that an elicitation is complete which another client was asked for.',
        expected: 'the notification in the session of the elicitation alone',
        actual: quote(message.value),
        seq: [message.seq],
      });
    }
  },

  'elicitation.required-error.permitted': (view, sink) => {
    for (const _ of required(view)) sink.examined();
  },

  'elicitation.required-error.code': (view, sink) => {
    for (const call of view.calls) {
      const elicitations = objectsIn(listed(call));
      if (!elicitations.some((each) => typeof each.url === 'string')) continue;
      sink.examined();
      if (errorCode(call) === URL_REQUIRED) continue;
      sink.finding({
        message: 'An error that lists pages to visit has another code than the one for it.',
        expected: `the code ${URL_REQUIRED}`,
        actual: quote(member(call.error, 'code')),
        seq: seqOf(call),
      });
    }
  },

  'elicitation.required-error.only-for-urls': (view, sink) => {
    for (const call of required(view)) {
      sink.examined();
      if (!isHopeless(view, call)) continue;
      sink.finding({
        message: `The request \`${call.method}\`, which no page could help, is answered as if one had to be visited.`,
        expected: `another error than ${URL_REQUIRED}`,
        actual: quote(call.error),
        seq: seqOf(call),
      });
    }
  },

  'elicitation.required-error.list': (view, sink) => {
    for (const call of required(view)) {
      sink.examined();
      const elicitations = listed(call);
      if (Array.isArray(elicitations) && elicitations.length > 0) continue;
      sink.finding({
        message: 'The error that asks for a page does not say for which.',
        expected: '`data.elicitations`, a list with at least one entry',
        actual: quote(member(call.error, 'data')),
        seq: seqOf(call),
      });
    }
  },

  'elicitation.required-error.url-mode': eachListed(
    ({ mode, url }) => mode === 'url' && typeof url === 'string',
    'An elicitation in an error is not in URL mode.',
    '`mode` "url" and a `url`',
  ),
  'elicitation.required-error.ids': eachListed(
    ({ elicitationId }) => typeof elicitationId === 'string' && elicitationId !== '',
    'An elicitation in an error has no id.',
    '`elicitationId`, a text',
  ),
};
