/** specification/cancellation.md, the work behind a request that is given up. */
import { at, objectsIn } from '../../judge/engine/json.ts';
import { type Asked, askedWith } from '../engine/asked.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';
import { cancelled, follows } from './cancelled.ts';

const keyOf = ({ params }: Asked): string => `steps:${JSON.stringify(at(params, 'arguments', 'job'))}`;

interface Work {
  readonly steps: number;
  /** How many times somebody has looked how far it is. */
  looked: number;
}

/** A cancelled job goes on to its end: whoever looks a second time sees it done. */
const worksOn: Mutant = chain(
  follows,
  (event, memo) => {
    const id = cancelled(event, 'open', memo);
    const given = id === undefined ? undefined : askedWith(event.connection, id, memo);
    const steps = at(given?.params, 'arguments', 'steps');
    if (given !== undefined && typeof steps === 'number') memo[keyOf(given)] = { steps, looked: 0 } satisfies Work;
    return [event];
  },
  onResult('tools/call', (result, asked, memo) => {
    const work = memo[keyOf(asked)] as Work | undefined;
    if (asked.params.name !== 'steps_done' || work === undefined) return undefined;
    work.looked += 1;
    if (work.looked === 1) return undefined;
    return { ...result, content: objectsIn(result.content).map((each) => ({ ...each, text: String(work.steps) })) };
  }),
);

export const mutants: Mutants = {
  'cancellation.request.work-stops': worksOn,
  'cancellation.request.http-work-stops': worksOn,
};
