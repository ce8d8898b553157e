/** specification/http.md: sessions. */
import { assignedSession, carriedWith } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { isCounted } from '../engine/counted.ts';
import { headerValues, isSuccess } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import type { View } from '../engine/view.ts';
import { sessionOf } from './readers.ts';
import { judgeRefusal, refuses } from './refusals.ts';

interface Assigned {
  readonly id: string;
  readonly seq: number;
}

/** The ids of sessions that were begun anew, in order. */
const assigned = (view: View): readonly Assigned[] =>
  view.callsTo('initialize').flatMap((call) => {
    const id = assignedSession(call);
    const { exchange } = call;
    if (id === undefined || exchange?.response === undefined || sessionOf(exchange) !== undefined) return [];
    return [{ id, seq: exchange.response.seq }];
  });

export const checks: Checks = {
  'http.session.assign': (view, sink) => {
    for (const _ of assigned(view)) sink.examined();
  },

  'http.session.id-unique': (view, sink) => {
    const first = new Map<string, number>();
    for (const { id, seq } of assigned(view)) {
      if (first.size > 0) sink.examined();
      const known = first.get(id);
      if (known === undefined) first.set(id, seq);
      else
        sink.finding({
          message: 'Two sessions were given the same id.',
          expected: 'an id that no other session has',
          actual: quote(id),
          seq: [seq, known],
        });
    }
  },

  'http.session.id-unpredictable': (view, sink) => {
    let before: Assigned | undefined;
    for (const each of assigned(view)) {
      if (before !== undefined) sink.examined();
      if (before !== undefined && isCounted(before.id, each.id)) {
        sink.finding({
          message: 'Session ids count up: who knows one can guess the next.',
          expected: 'ids that cannot be told from others',
          actual: `${quote(each.id)} after ${quote(before.id)}`,
          seq: [each.seq, before.seq],
        });
      }
      before = each;
    }
  },

  'http.session.delete-405': (view, sink) => {
    for (const exchange of view.exchanges) {
      const { request, response } = exchange;
      if (request.method === 'DELETE' && sessionOf(exchange) !== undefined && response?.status === 405) sink.examined();
    }
  },

  'http.session.id-characters': (view, sink) => {
    for (const { response } of view.exchanges) {
      for (const id of headerValues(response?.headers ?? [], 'mcp-session-id')) {
        if (response === undefined || id === '') continue;
        sink.examined();
        if (/^[\x21-\x7e]+$/.test(id)) continue;
        sink.finding({
          message: 'A session id holds characters that are no visible ASCII.',
          expected: 'characters from 0x21 to 0x7E alone',
          actual: quote(id),
          seq: [response.seq],
        });
      }
    }
  },

  'http.session.id-required': (view, sink) => {
    for (const call of carriedWith(view, 'no-session')) {
      // A server that serves it does not require the id, although it assigned one.
      if (isSuccess(call.exchange) && call.error === undefined) continue;
      judgeRefusal(
        view,
        call,
        { status: 400 },
        'A request without its session id was refused in another way than by 400.',
        sink,
      );
    }
  },

  'http.session.terminated': refuses(
    ['ended-session'],
    { status: 404 },
    ({ method }) => `\`${method}\` in a session that had been ended was not answered by 404.`,
  ),
};
