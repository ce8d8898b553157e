/** specification/progress.md: the progress of tasks. */
import type { Check, Checks } from '../engine/check.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, type Json, member, quote } from '../engine/json.ts';
import { answeredAfter } from '../engine/listens.ts';
import type { Call, Message } from '../engine/message.ts';
import { groupBy } from '../engine/order.ts';
import { isReplayed } from '../engine/own-requests.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { created, relatedTask, taskIdOf } from '../tasks/readers.ts';
import { creationOf, historyOf, isTerminal, statusOf } from '../tasks/sightings.ts';

const tokenOf = ({ meta }: Call): Json | undefined => meta.progressToken;
const tokenIn = ({ value }: Message): Json | undefined => at(value, 'params', 'progressToken');
const keyOf = (connection: number, token: Json | undefined): string => `${connection} ${JSON.stringify(token)}`;

const reports = remembered((view): readonly Message[] =>
  notificationsOf(view, 'notifications/progress').filter((message) => tokenIn(message) !== undefined),
);

const callsByToken = remembered((view) =>
  groupBy(
    view.calls.filter((call) => tokenOf(call) !== undefined),
    (call) => keyOf(call.connection, tokenOf(call)),
  ),
);

/** Exchange → the request for a result that it carries. */
const retrievalIn = remembered(
  (view) =>
    new Map(view.callsTo('tasks/result').flatMap((call) => (call.exchange ? [[call.exchange.number, call]] : []))),
);

/** Connection and token → the requests that gave it to hear of the task itself: of these reports too may be told. */
const asksAbout = remembered((view) =>
  groupBy(
    view.calls.filter((call) => call.method.startsWith('tasks/') && tokenOf(call) !== undefined),
    (call) => keyOf(call.connection, tokenOf(call)),
  ),
);

/** The task that a report surely belongs to: it names it, or comes on the stream of its result, and no other request gave its token. */
function taskOf(view: View, message: Message): Json | undefined {
  const named = relatedTask(member(message.value, 'params'));
  if (named !== undefined) return named;
  const isOfAnother = callsByToken(view).has(keyOf(message.connection, tokenIn(message)));
  const retrieval = message.exchange === undefined || isOfAnother ? undefined : retrievalIn(view).get(message.exchange);
  return retrieval === undefined ? undefined : taskIdOf(retrieval);
}

const sameToken: Check = (view, sink) => {
  for (const message of reports(view)) {
    const begun = creationOf(view, message, taskOf(view, message));
    const given = begun === undefined ? undefined : tokenOf(begun.call);
    const token = tokenIn(message);
    if (begun === undefined || given === undefined || asksAbout(view).has(keyOf(message.connection, token))) continue;
    sink.examined();
    if (token === given) continue;
    sink.finding({
      message: 'The progress of a task bears another token than the request that began it.',
      expected: `\`progressToken\` ${quote(given)}`,
      actual: quote(token),
      seq: [message.seq, begun.call.request.seq],
    });
  }
};

const reportsByToken = remembered((view) => groupBy(reports(view), (each) => keyOf(each.connection, tokenIn(each))));
/** Tasks of requests that alone gave their token, and of which progress was reported: silence of another one says nothing. */
const stops: Check = (view, sink) => {
  for (const { call, id } of created(view)) {
    const key = keyOf(call.connection, tokenOf(call));
    const all = reportsByToken(view).get(key) ?? [];
    if (all.length === 0 || callsByToken(view).get(key)?.length !== 1) continue;
    const end = historyOf(view, call.connection, id).find((each) => isTerminal(statusOf(each)));
    if (end === undefined || !all.some(({ seq }) => seq < end.seq)) continue;
    // What was on its way already may come a little later; what comes when a later request has been answered was sent later.
    const since = answeredAfter(view, call.connection, end.seq)?.response?.seq;
    if (since === undefined) continue;
    sink.examined();
    const late = all.find((each) => each.seq > since && !isReplayed(view, each));
    if (late === undefined) continue;
    sink.finding({
      message: `Progress is reported for a task that is ${String(statusOf(end))}.`,
      expected: 'no progress any more',
      actual: `\`progress\` ${quote(at(late.value, 'params', 'progress'))}`,
      seq: [late.seq, end.seq, call.request.seq],
    });
  }
};

export const checks: Checks = { 'progress.task.same-token': sameToken, 'progress.task.stops': stops };
