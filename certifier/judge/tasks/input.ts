/** specification/tasks.md, input. */
import type { Check, Checks } from '../engine/check.ts';
import { at, canonical, type Json, member, quote } from '../engine/json.ts';
import { idOf, type Message } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
import { sentResponses } from '../engine/sent.ts';
import type { View } from '../engine/view.ts';
import { taskIdOf } from './readers.ts';
import { inputRequests } from './related.ts';
import { historyOf, isTerminal, type Sighting, statusOf } from './sightings.ts';

/** Connection and id → our answer to a request of the server. */
const answers = remembered((view) => {
  const found = new Map<string, Message>();
  for (const message of sentResponses(view))
    found.set(`${message.connection} ${canonical(member(message.value, 'id') ?? null)}`, message);
  return found;
});

/** It gives what was asked for: an error does not, nor does a user who declines. */
const isGiven = ({ value }: Message): boolean =>
  member(value, 'result') !== undefined && (at(value, 'result', 'action') ?? 'accept') === 'accept';

interface Question {
  readonly message: Message;
  readonly id: Json;
  readonly history: readonly Sighting[];
  readonly answered: number;
  readonly isGiven: boolean;
}

/** Requests that belong to one task beyond doubt. */
const questions = (view: View): readonly Question[] =>
  inputRequests(view).flatMap(({ message, tasks }) => {
    const [id, ...others] = tasks;
    if (id === undefined || others.length > 0) return [];
    const history = historyOf(view, message.connection, id);
    const answer = answers(view).get(`${message.connection} ${canonical(idOf(message) ?? null)}`);
    const answered = answer?.seq ?? Number.POSITIVE_INFINITY;
    return [{ message, id, history, answered, isGiven: answer !== undefined && isGiven(answer) }];
  });

/** Seen between the question and our answer, the task needs input. */
const entered: Check = (view, sink) => {
  for (const { message, history, answered } of questions(view)) {
    const meanwhile = history.filter(({ after, seq }) => after > message.seq && seq < answered);
    // One that ends without the answer did not need it.
    if (meanwhile.some((each) => isTerminal(statusOf(each)))) continue;
    for (const sighting of meanwhile) {
      sink.examined();
      if (statusOf(sighting) === 'input_required') continue;
      sink.finding({
        message: 'A task waits for an answer of its requestor, and does not say so.',
        expected: 'the status "input_required"',
        actual: `the status ${quote(statusOf(sighting))}`,
        seq: [sighting.seq, message.seq],
      });
    }
  }
};

/** Seen after the last answer, and after the end of the request for the result, the task needs input no longer. */
const left: Check = (view, sink) => {
  const asked = questions(view);
  for (const { id, message, history, answered } of asked) {
    const ofTask = asked.filter((each) => each.id === id && each.message.connection === message.connection);
    const isLast = ofTask.every((each) => each.answered <= answered);
    if (!isLast || !ofTask.every((each) => each.isGiven)) continue;
    if (!history.some((each) => each.seq < answered && statusOf(each) === 'input_required')) continue;
    const retrieval = view
      .callsTo('tasks/result')
      .find((call) => call.connection === message.connection && taskIdOf(call) === id);
    const end = retrieval?.response?.seq ?? retrieval?.gaveUp?.seq ?? Number.POSITIVE_INFINITY;
    const later = history.filter(({ after }) => after > Math.max(answered, end)).at(-1);
    if (later === undefined) continue;
    sink.examined();
    if (statusOf(later) !== 'input_required') continue;
    sink.finding({
      message: 'A task has received all that it asked for, and still says that it needs input.',
      expected: 'another status, such as "working" or "completed"',
      actual: 'the status "input_required"',
      seq: [later.seq, message.seq],
    });
  }
};

export const checks: Checks = {
  'tasks.input.entered': entered,
  'tasks.input.left': left,
};
