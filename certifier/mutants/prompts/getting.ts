/** specification/prompts.md, getting one. */
import { isObject } from '../../judge/engine/json.ts';
import { serveAnyway } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onError, onResult } from '../engine/change.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';

const keyOf = ({ params }: Asked): string => `got:${String(params.name)}`;

/** Whether this prompt was given before, so that there is such a prompt. */
const exists = (asked: Asked, memo: Memo): boolean => asked.method === 'prompts/get' && memo[keyOf(asked)] === true;

const remembers: Mutant = onResult('prompts/get', (_, asked, memo) => {
  memo[keyOf(asked)] = true;
  return undefined;
});

/** Whether some argument is no text. */
const isMistyped = ({ params }: Asked): boolean =>
  isObject(params.arguments) && Object.values(params.arguments).some((value) => typeof value !== 'string');

export const mutants: Mutants = {
  /** A prompt is filled in with what there is. */
  'prompts.get.missing-argument': chain(
    remembers,
    serveAnyway((asked, memo) => exists(asked, memo) && !isMistyped(asked)),
  ),

  /** A prompt is filled in with whatever comes. */
  'prompts.get.arguments-validated': serveAnyway((asked) => asked.method === 'prompts/get' && isMistyped(asked)),

  /** A name that is not found is an accident inside. */
  'prompts.get.unknown-name': chain(
    remembers,
    onError(
      (error) => ({ ...error, code: -32603 }),
      (asked, memo) => asked.method === 'prompts/get' && !exists(asked, memo),
    ),
  ),
};

export const further: Further = {
  'prompts.get.unknown-name': {
    'a prompt that is not there is the one that was given last': {
      mutant: chain(
        remembers,
        serveAnyway((asked, memo) => asked.method === 'prompts/get' && !exists(asked, memo)),
      ),
    },
  },
};
