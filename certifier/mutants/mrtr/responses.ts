/** specification/mrtr.md, the second trip and input that does not fit. */
import { isObject, type Json } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';
import { onResponse, without } from '../engine/change.ts';
import type { Memo, Mutants } from '../engine/mutant.ts';
import { isAsking, onOutcome, toolSays, useAnyway } from '../engine/questions.ts';
import { between, isRetry, knowing, lastAsked, responsesIn } from './asked.ts';

const ACTIONS = ['accept', 'decline', 'cancel'];

/** Whether this is no answer to any question. What an answer to a form holds is another matter. */
const isMisshapen = (answer: Json): boolean =>
  !isObject(answer) || (answer.action !== undefined && !ACTIONS.includes(String(answer.action)));

/** Whether the responses are no map, or one with something in it that is no answer. */
const areMalformed = (asked: Asked): boolean =>
  asked.params.inputResponses !== undefined &&
  Object.values(responsesIn(asked) ?? { all: null }).some((answer) => isMisshapen(answer));

/** Whether something was answered that was not asked. */
const hasExtra = (asked: Asked, memo: Memo): boolean => {
  const keys = lastAsked(asked, memo)?.keys ?? [];
  return Object.keys(responsesIn(asked) ?? {}).some((key) => !keys.includes(key));
};

/** Whether something that was asked was not answered. */
const lacksSome = (asked: Asked, memo: Memo): boolean => {
  const responses = responsesIn(asked);
  const keys = lastAsked(asked, memo)?.keys ?? [];
  return responses !== undefined && keys.some((key) => !Object.hasOwn(responses, key));
};

const refusal = (message: string) => ({ code: -32602, message });

export const mutants: Mutants = {
  /** What was asked is remembered until the next request comes. */
  'mrtr.retry.self-contained': knowing(
    onResponse(
      (asked, memo) => isRetry(asked) && between(asked, memo) > 0,
      (message) => ({ ...without(message, 'result'), error: refusal('Nothing was asked') }),
    ),
  ),

  /** Whatever comes is an answer. */
  'mrtr.input-responses.validated': useAnyway((_, asked) => areMalformed(asked), 'Hello, undefined!'),

  /** That the answer is none is told to the model. */
  'mrtr.input-responses.malformed': onOutcome(
    (_, asked) => areMalformed(asked),
    (message, asked, memo) =>
      message.error === undefined
        ? undefined
        : { ...without(message, 'error'), result: { ...toolSays('Invalid answer', asked, memo), isError: true } },
  ),

  /** Only what was asked may be answered. */
  'mrtr.input-responses.extra-ignored': knowing(
    onResponse(hasExtra, (message) => ({ ...without(message, 'result'), error: refusal('Unexpected answer') })),
  ),

  /** Who leaves out an answer has to begin anew. */
  'mrtr.input-responses.missing': knowing(
    onResponse(lacksSome, (message) =>
      isObject(message.result) && isAsking(message.result)
        ? { ...without(message, 'result'), error: refusal('Missing answer') }
        : undefined,
    ),
  ),
};
