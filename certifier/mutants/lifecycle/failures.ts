/** specification/lifecycle.md, a client that lacks something, and one that does not answer. */
import { at, parse } from '../../judge/engine/json.ts';
import { CANCELLED } from '../cancellation/cancelled.ts';
import { type Asked, declaredIn } from '../engine/asked.ts';
import { chain, receivedText } from '../engine/change.ts';
import { crashesAt, diesOf } from '../engine/faults.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { onQuestion } from '../engine/questions.ts';

const SAMPLE = 'sampling/createMessage';
const keyOf = ({ params }: Asked): string => `samples:${String(params.name)}`;

/** Takes note of tools that ask a model. */
const notesSampling: Mutant = onQuestion([SAMPLE], ({ asked }, memo) => {
  if (asked.method === 'tools/call') memo[keyOf(asked)] = true;
  return undefined;
});

const lacksModel = (asked: Asked, memo: Memo): boolean =>
  asked.method === 'tools/call' && memo[keyOf(asked)] === true && declaredIn(asked, memo).sampling === undefined;

export const mutants: Mutants = {
  /** A tool that asks a model meets a client that has none. */
  'lifecycle.errors.capability-failure': chain(notesSampling, diesOf(lacksModel)),

  /** That nobody answered is an exception that nobody catches. */
  'lifecycle.errors.timeout': crashesAt((event) => at(parse(receivedText(event) ?? ''), 'method') === CANCELLED),
};
