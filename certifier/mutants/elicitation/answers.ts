/** specification/elicitation.md, what a server makes of the answers. */
import { at, isObject, type Json, objectsIn } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { chain } from '../engine/change.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { endsOver, isAsking, isFailure, type Meant, onOutcome, toolSays, useAnyway } from '../engine/questions.ts';
import { isFilled } from './asked.ts';

const ACTIONS = ['accept', 'decline', 'cancel'];

const actionOf = (answer: Json): Json | undefined => (isObject(answer) ? answer.action : undefined);

const wasAccepted: Meant = (answers) => answers.some((each) => actionOf(each) === 'accept' && isFilled(each));
const wasRefused: Meant = (answers) =>
  answers.length > 0 && answers.every((each) => ['decline', 'cancel'].includes(String(actionOf(each))));

/** Whether there came an answer that none is. */
const wasNone: Meant = (answers, { params }) =>
  params.inputResponses !== undefined &&
  answers.some((each) => {
    const action = actionOf(each);
    return !isObject(each) || (action !== undefined && !ACTIONS.includes(String(action)));
  });

const keyOfText = ({ params }: Asked): string => `accepted:${String(params.name)}`;

/** Takes note of what each tool says once its question was accepted. */
const noteText: Mutant = onOutcome(wasAccepted, (message, asked, memo) => {
  const text = at(objectsIn(at(message, 'result', 'content'))[0], 'text');
  if (!isFailure(message) && text !== undefined) memo[keyOfText(asked)] = text;
  return undefined;
});

export const mutants: Mutants = {
  /** What was typed is not looked at. Where state came along, it may be that which was rejected. */
  'elicitation.form.server-validates': useAnyway(
    (answers, asked, memo) => asked.params.requestState === undefined && wasAccepted(answers, asked, memo),
  ),

  /** The tool thanks for the answer, and does what it always does. */
  'elicitation.server.accepted-used': onOutcome(wasAccepted, (message, asked, memo) =>
    asked.method !== 'tools/call' || !isObject(message.result) || isAsking(message.result) || isFailure(message)
      ? undefined
      : { ...message, result: toolSays('Thank you', asked, memo) },
  ),

  /** The first refusal is the end of whoever reads it. */
  'elicitation.server.refusal-handled': endsOver(wasRefused),
  'elicitation.server.refusal-survived': endsOver(wasRefused),

  /** What is no answer is the end of whoever reads it as one. */
  'elicitation.server.client-failure': endsOver(wasNone),

  /** What was to be done upon a yes was done before. */
  'elicitation.server.no-success-assumed': chain(
    onOutcome(wasRefused, (message, asked: Asked, memo: Memo) => {
      const text = memo[keyOfText(asked)];
      return typeof text === 'string' ? { ...message, result: toolSays(text, asked, memo) } : undefined;
    }),
    noteText,
  ),
};

/** Forms that are refused are coped with. */
const pageRefused = {
  'a page that nobody opens is the end': {
    mutant: endsOver(
      (answers, asked, memo) => asked.params.name === 'test_elicitation_url' && wasRefused(answers, asked, memo),
    ),
  },
};

export const further: Further = {
  'elicitation.server.refusal-handled': pageRefused,
  'elicitation.server.refusal-survived': pageRefused,
};
