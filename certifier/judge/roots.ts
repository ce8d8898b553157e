/** specification/roots.md */
import { callsOn } from './engine/asked.ts';
import { askedByRequest, askedInResult } from './engine/asking.ts';
import type { Check, Checks } from './engine/check.ts';
import { copingWith } from './engine/handled.ts';
import { at, member, objectsIn, quote } from './engine/json.ts';
import type { Call, Message } from './engine/message.ts';
import { groupBy, lastBefore } from './engine/order.ts';
import { type Question, questionsOf, type Reaction } from './engine/questions.ts';
import { answerWords, hasSucceeded, operationOf } from './engine/rounds.ts';
import { sentAs } from './engine/sent.ts';
import type { View } from './engine/view.ts';

/** The tool of the fixture contract that works on one file, if it lies within the roots. */
const BOUNDED = 'test_roots_boundaries';
/** Those that can do nothing without the roots, whoever asked for them. */
const NEED_ROOTS: ReadonlySet<unknown> = new Set([BOUNDED, 'test_input_required_result_list_roots']);

const asked = (view: View): readonly Question[] => questionsOf(view, 'roots/list');
const rootsIn = ({ value }: Reaction): readonly string[] =>
  objectsIn(member(value, 'roots')).flatMap(({ uri }) => (typeof uri === 'string' ? [uri] : []));

/** Notices of ours that the roots changed, on connections whose client declared that it would give them. */
const notices = (view: View): readonly Message[] => {
  const able = new Set(
    view
      .callsTo('initialize')
      .filter((call) => call.result !== undefined && at(call.params, 'capabilities', 'roots', 'listChanged') === true)
      .map(({ connection }) => connection),
  );
  return sentAs(view, 'notifications/roots/list_changed').filter(({ connection }) => able.has(connection));
};

const pathOf = (uri: string): string | undefined => {
  const url = URL.parse(uri);
  return url?.protocol === 'file:' ? url.pathname : undefined;
};
const liesIn = (path: string | undefined, folder: string | undefined): boolean =>
  path !== undefined && folder !== undefined && (path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`));

type Where = 'within' | 'outside' | 'begins like a root';
/** Where a file lies once its steps up are followed; one outside may be written as if it lay within: by these, or by a longer name. */
function whereIs(uri: string, roots: readonly string[]): Where {
  if (roots.some((root) => liesIn(pathOf(uri), pathOf(root)))) return 'within';
  return roots.some((root) => uri.startsWith(root.replace(/\/$/, ''))) ? 'begins like a root' : 'outside';
}

interface Worked {
  readonly call: Call;
  readonly uri: string;
  readonly where: Where;
}

/** Calls of the bounded tool that were answered, and for which the roots were known: given for it, or before, in a session that can keep them. */
function worked(view: View): readonly Worked[] {
  const given = asked(view).flatMap(({ reactions, connection }) =>
    reactions
      // Whoever was told by an error that there is no telling knows of no boundaries.
      .filter(({ value }) => Array.isArray(member(value, 'roots')))
      .map((reaction) => ({ call: reaction.call, seq: reaction.seq, connection, roots: rootsIn(reaction) })),
  );
  const forCall = new Map(given.map(({ call, roots }) => [call, roots]));
  const before = groupBy(view.era === 'session' ? given : [], ({ connection }) => connection);
  return view.callsTo('tools/call').flatMap((call): readonly Worked[] => {
    const uri = at(call.params, 'arguments', 'uri');
    if (call.response === undefined || member(call.params, 'name') !== BOUNDED || typeof uri !== 'string') return [];
    const kept = lastBefore(before.get(call.connection) ?? [], call.request.seq, ({ seq }) => seq);
    const roots = forCall.get(call) ?? kept?.roots;
    // Whether a client without any root sets no bounds, or allows nothing, is said nowhere.
    return roots === undefined || roots.length === 0 ? [] : [{ call, uri, where: whereIs(uri, roots) }];
  });
}

/** Work on a file that lies there is refused, by a tool that works on one within. */
const bounded =
  (place: Where): Check =>
  (view, sink) => {
    const all = worked(view);
    const hasTwin = all.some(({ call, where }) => where === 'within' && hasSucceeded(call));
    for (const { call, uri, where } of all) {
      if (where !== place || !(hasTwin || hasSucceeded(call))) continue;
      sink.examined();
      if (!hasSucceeded(call)) continue;
      sink.finding({
        message: `A tool works on ${quote(uri)}, which ${place === 'outside' ? 'lies outside of the roots' : 'begins like a root and lies in none'}.`,
        expected: 'an error, or a result with `isError`',
        actual: answerWords(call, quote),
        seq: [call.response?.seq ?? call.request.seq, call.request.seq],
      });
    }
  };

export const checks: Checks = {
  'roots.request.sent': askedByRequest('roots/list'),
  'roots.request.in-result': askedInResult('roots/list'),

  'roots.list-changed.server-refreshes': (view, sink) => {
    const questions = groupBy(asked(view), ({ connection }) => connection);
    const calls = callsOn(view);
    for (const { connection, seq } of notices(view)) {
      const here = questions.get(connection) ?? [];
      const before = here.filter((each) => (each.seq[0] ?? 0) < seq);
      // Whether a call had asked, or the server by itself, it is known by having asked again.
      if (here.length > before.length) {
        if (before.length > 0) sink.examined();
        continue;
      }
      const operations = new Set(before.flatMap(({ call }) => (call === undefined ? [] : [operationOf(call)])));
      if (before.length === 0) continue;
      // What had asked for the roots, or cannot do without them, has run again, to its end, and nobody has asked.
      const again = (calls.get(connection) ?? []).find(
        (call) =>
          call.request.seq > seq &&
          call.result !== undefined &&
          (operations.has(operationOf(call)) || (NEED_ROOTS.has(member(call.params, 'name')) && hasSucceeded(call))),
      );
      if (again === undefined) continue;
      sink.examined();
      sink.finding({
        message: 'The server goes on with the roots that it had, though it was told that they changed.',
        expected: 'another `roots/list` after `notifications/roots/list_changed`',
        actual: `none, though they had been asked for before, and \`${again.method}\` went by them`,
        seq: [again.request.seq, seq],
      });
    }
  },

  'roots.server.list-changes-handled': (view, sink) => {
    const calls = callsOn(view);
    for (const { connection, seq } of notices(view)) {
      const next = (calls.get(connection) ?? []).find(({ request }) => request.seq > seq);
      const coping = next === undefined ? undefined : copingWith(view, next);
      // An internal error tells something of a ping alone, at which nothing else goes wrong.
      if (coping === undefined || (coping.isInternal && next?.method !== 'ping')) continue;
      sink.examined();
      if (coping.failure === undefined) continue;
      sink.finding({
        message: 'The server no longer works after it was told that the roots changed.',
        expected: 'an answer to the next request',
        actual: coping.failure,
        seq: [...coping.seq, seq],
      });
    }
  },

  'roots.server.boundaries': bounded('outside'),
  'roots.server.paths-validated': bounded('begins like a root'),

  'roots.server.unavailable': (view, sink) => {
    const calls = callsOn(view);
    for (const { reactions, seq, connection } of asked(view)) {
      for (const reaction of reactions) {
        // A server that asks by itself shows by the next request whether it goes on: by a ping, at which nothing else goes wrong.
        const next = (calls.get(connection) ?? []).find(({ request }) => request.seq > reaction.seq);
        const call = reaction.call ?? (next?.method === 'ping' ? next : undefined);
        const isMissing = rootsIn(reaction).some((uri) => uri.startsWith('file:///accord/no-such-'));
        const coping = isMissing && call !== undefined ? copingWith(view, call) : undefined;
        if (coping === undefined || coping.isInternal) continue;
        sink.examined();
        if (coping.failure === undefined) continue;
        sink.finding({
          message: 'The server does not cope with a root that is not there.',
          expected: 'a result, or an error that gives a reason',
          actual: coping.failure,
          seq: [...coping.seq, ...seq],
        });
      }
    }
  },
};
