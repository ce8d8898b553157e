/** specification/base.md: several things at once, each by its name. */
import { chain } from '../engine/change.ts';
import { onJob, onSteps } from '../engine/jobs.ts';
import type { Mutants } from '../engine/mutant.ts';

const stepsKey = (connection: number): string => `steps:${connection}`;

export const mutants: Mutants = {
  /** How much there is to do is kept for all who work at the same time: what was asked for last holds. */
  'base.stateless.multi-conversation': chain(
    onJob((steps, memo) => {
      memo.steps = steps;
    }),
    onSteps('work_in_steps', (_done, _asked, memo) => Number(memo.steps)),
  ),

  /** A connection has one job: whatever is asked for, it is told of the first. */
  'base.stateless.explicit-handles': onSteps('steps_done', (done, { connection }, memo) => {
    memo[stepsKey(connection)] ??= done;
    return Number(memo[stepsKey(connection)]);
  }),
};
