/** specification/mrtr.md, the result that asks. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { type Asked, any, declaredIn } from '../engine/asked.ts';
import { chain, once, onResponse, onResult, onText, without } from '../engine/change.ts';
import type { Further, Liberties, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { FORM, isAsking, onAsking, onOutcome, onQuestion, questionsIn } from '../engine/questions.ts';
import { isRetry, targetOf } from './asked.ts';

const OPINION: JsonObject = {
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text: 'Shall we go on?' } }], maxTokens: 10 },
};
const ASKS_FOR_A_NAME = 'test_input_required_result_elicitation';
const LISTS = ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list'];

/** A member of `inputRequests` that stands there twice, as a text can have it and an object cannot. */
function doubled(text: string): string | undefined {
  const begin = '"inputRequests":{';
  const start = text.indexOf(begin);
  const key = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(start + begin.length))?.[0];
  if (start < 0 || key === undefined) return undefined;
  const at = start + begin.length;
  return `${text.slice(0, at)}${key}:${JSON.stringify(FORM)},${text.slice(at)}`;
}

/** An answer that was asked for and has not come is waited for, and nobody else is served meanwhile. */
const waits = (code: number): Mutant =>
  chain(
    onResult(any, (result, asked, memo) => {
      if (isAsking(result) || !isRetry(asked)) return undefined;
      memo[`waits:${targetOf(asked)}`] = false;
      return undefined;
    }),
    onResponse(
      (asked, memo) => !isRetry(asked) && memo[`waits:${targetOf(asked)}`] === true,
      (message) => ({ ...without(message, 'result'), error: { code, message: 'An answer is awaited' } }),
    ),
    onAsking((_, asked, memo) => {
      memo[`waits:${targetOf(asked)}`] = true;
      return undefined;
    }),
  );

export const mutants: Mutants = {
  /** A list shows what there is, and asks for the rest. */
  'mrtr.result.supported-requests': onResult(LISTS, (result) => ({
    ...without(result, 'ttlMs', 'cacheScope'),
    resultType: 'input_required',
    requestState: 'the-rest',
  })),

  /** What is asked is added to the result of a tool. */
  'mrtr.result.type': onAsking((result, { method }) =>
    method === 'tools/call'
      ? { ...result, resultType: 'complete', content: [{ type: 'text', text: 'An answer is needed' }] }
      : undefined,
  ),

  /** That something is needed is said, and not what. */
  'mrtr.result.at-least-one': onAsking((result) => without(result, 'inputRequests', 'requestState')),

  /** A method of the server's own, which clients do not have. */
  'mrtr.input-requests.allowed-types': onQuestion(['elicitation/create'], () => ({ method: 'elicitation/confirm' })),

  /** Two questions bear one name. */
  'mrtr.input-requests.unique-keys': onText(doubled),

  /** Where something is asked, the user and the model are asked, too. */
  'mrtr.input-requests.declared': onAsking((result, asked, memo) => {
    const { elicitation, sampling } = declaredIn(asked, memo);
    if (elicitation !== undefined && sampling !== undefined) return undefined;
    const more = elicitation === undefined ? { confirmation: FORM } : { opinion: OPINION };
    return { ...result, inputRequests: { ...questionsIn(result), ...more } };
  }),

  'mrtr.result.abandoned': waits(-32603),
};

export const further: Further = {
  'mrtr.result.supported-requests': {
    'who can be asked is asked before the list is shown': {
      mutant: onResult(LISTS, (result, asked, memo) =>
        declaredIn(asked, memo).elicitation === undefined
          ? undefined
          : { ...without(result, 'ttlMs', 'cacheScope'), resultType: 'input_required', inputRequests: { name: FORM } },
      ),
    },
  },
  'mrtr.input-requests.declared': {
    'one tool asks whoever calls it': {
      mutant: onOutcome(
        (_, { params }) => params.name === ASKS_FOR_A_NAME,
        (message, asked, memo) => {
          if (message.error === undefined || declaredIn(asked, memo).elicitation !== undefined) return undefined;
          const _meta = isObject(memo.meta) ? { _meta: memo.meta as JsonObject } : {};
          const result = { resultType: 'input_required', inputRequests: { name: FORM }, ..._meta };
          return { ...without(message, 'error'), result };
        },
      ),
    },
  },
  'mrtr.result.abandoned': {
    'that a question is open is told by a code of its own': { mutant: waits(1001) },
  },
};

/** What was asked first, by what it was asked for. */
const keyOfFirst = (asked: Asked): string => `first:${targetOf(asked)}`;
const firstOf = (asked: Asked, memo: Memo): JsonObject | undefined => {
  const first = memo[keyOfFirst(asked)];
  return isObject(first) ? first : undefined;
};

export const liberties: Liberties = {
  /** A resource takes its time, and is read when it is asked for once more. */
  'mrtr.result.permitted': onResult('resources/read', (result, asked, memo) =>
    once(memo, targetOf(asked)) && !isRetry(asked)
      ? {
          resultType: 'input_required',
          requestState: 'later',
          ...(result._meta === undefined ? {} : { _meta: result._meta }),
        }
      : undefined,
  ),

  /** The question comes when it is asked for once more. */
  'mrtr.result.either-omitted': onAsking((result, asked, memo) =>
    result.requestState !== undefined && once(memo, targetOf(asked)) ? without(result, 'inputRequests') : undefined,
  ),

  /** The first answer is asked for once more. */
  'mrtr.result.repeated': chain(
    onAsking((result, asked, memo) => {
      memo[keyOfFirst(asked)] ??= result;
      return undefined;
    }),
    onResult(any, (result, asked, memo) => {
      const first = firstOf(asked, memo);
      if (first?.requestState !== undefined || isAsking(result) || !isRetry(asked)) return undefined;
      return first !== undefined && once(memo, 'repeated') ? first : undefined;
    }),
  ),
};
