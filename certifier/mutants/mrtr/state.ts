/** specification/mrtr.md, the state. */
import { isObject, type Json, member, objectsIn } from '../../judge/engine/json.ts';
import { type Asked, any } from '../engine/asked.ts';
import { chain, once, onResult } from '../engine/change.ts';
import { diesOf } from '../engine/faults.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { onAsking, questionsIn, useAnyway } from '../engine/questions.ts';
import { isRetry, issuedAs, knowing, targetOf } from './asked.ts';

const stateOf = ({ params }: Asked): Json | undefined => params.requestState;

/** Whether the state was never given out. */
const isForged = (asked: Asked, memo: Memo): boolean =>
  stateOf(asked) !== undefined && issuedAs(stateOf(asked), memo) === undefined;

/** Whether the state is one that was given out, but for a character or two. */
function isAltered(asked: Asked, memo: Memo): boolean {
  const state = stateOf(asked);
  if (typeof state !== 'string' || !isForged(asked, memo)) return false;
  const issued = Object.keys(memo).flatMap((key) => (key.startsWith('issued:') ? [key.slice('issued:'.length)] : []));
  const differences = (other: string): number => [...other].filter((letter, index) => letter !== state[index]).length;
  return issued.some((each) => each.length === state.length && differences(each) < 3);
}

/** Whether the state was given out for another request. */
const isOfAnother = (asked: Asked, memo: Memo): boolean => {
  const issued = issuedAs(stateOf(asked), memo);
  return issued !== undefined && issued.target !== targetOf(asked);
};

const keyOfUse = (asked: Asked): string => `used:${String(stateOf(asked))}`;

/** What the tool last said to a good answer. */
const keyOfText = (asked: Asked): string => `text:${targetOf(asked)}`;
const noteText: Mutant = onResult(any, (result, asked, memo) => {
  const text = member(objectsIn(result.content)[0], 'text');
  if (isRetry(asked) && text !== undefined) memo[keyOfText(asked)] = text;
  return undefined;
});

export const mutants: Mutants = {
  /**
   * The state goes out as it is kept inside. Only once for each form, and not for pages: who gets it back in this shape rejects
   * it, and what becomes of a page shows in the trips after it.
   */
  'mrtr.request-state.string': onAsking((result, asked, memo) => {
    const asksForPage = Object.values(questionsIn(result)).some(({ params }) => member(params, 'url') !== undefined);
    if (result.requestState === undefined || asksForPage || !once(memo, targetOf(asked))) return undefined;
    return { ...result, requestState: { sealed: result.requestState } };
  }),

  /** State that was never given out is the end of whoever unpacks it. */
  'mrtr.request-state.attacker-controlled': knowing(diesOf(isForged)),

  /** Nobody looks at the signature, so that the state is as good as it was. */
  'mrtr.request-state.integrity': knowing(
    chain(
      useAnyway(
        (_, asked, memo) => isAltered(asked, memo),
        (asked, memo) => memo[keyOfText(asked)] as string | undefined,
      ),
      noteText,
    ),
  ),

  /** That the state was changed is noticed, and told, and the work is done. */
  'mrtr.request-state.rejected': knowing(
    useAnyway((_, asked, memo) => isAltered(asked, memo), 'Done, though the signature is wrong'),
  ),

  /** State is good for any request. */
  'mrtr.request-state.request': knowing(useAnyway((_, asked, memo) => isOfAnother(asked, memo))),

  /** State is good for ever. */
  'mrtr.request-state.single-use': knowing(
    chain(
      useAnyway((_, asked, memo) => stateOf(asked) !== undefined && memo[keyOfUse(asked)] === true),
      onResult(any, (_, asked, memo) => {
        if (isRetry(asked)) memo[keyOfUse(asked)] = true;
        return undefined;
      }),
    ),
  ),
};

/** Whether the part before the signature can still be read. */
function isReadable(state: Json | undefined): boolean {
  if (typeof state !== 'string') return false;
  try {
    const [payload = ''] = state.split('.');
    return isObject(JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    return false;
  }
}

export const further: Further = {
  'mrtr.request-state.integrity': {
    'whatever can be read is taken': {
      mutant: knowing(
        chain(
          useAnyway(
            (_, asked, memo) => isForged(asked, memo) && isReadable(stateOf(asked)),
            (asked, memo) => memo[keyOfText(asked)] as string | undefined,
          ),
          noteText,
        ),
      ),
    },
  },
  'mrtr.request-state.rejected': {
    'a signature is looked for in texts alone': {
      mutant: knowing(
        useAnyway(
          (_, asked, memo) => isForged(asked, memo) && typeof stateOf(asked) !== 'string',
          'Done, whatever came as state',
        ),
      ),
    },
  },
};
