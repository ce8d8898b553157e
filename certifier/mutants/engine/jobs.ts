/** Work in steps, as the reference does it, and what its tools tell of it: texts that are numbers. */
import { at, objectsIn } from '../../judge/engine/json.ts';
import { type Asked, askedBy, askedIn, remember } from './asked.ts';
import { onResult } from './change.ts';
import type { Memo, Mutant } from './mutant.ts';

const jobIn = ({ params }: Asked): string => String(at(params, 'arguments', 'job'));

const isOf =
  (tool: string) =>
  ({ method, params }: Asked): boolean =>
    method === 'tools/call' && params.name === tool;

/** Changes the number that this tool gives: how many steps of a job are done. */
export const onSteps = (
  tool: 'work_in_steps' | 'steps_done',
  change: (steps: number, asked: Asked, memo: Memo) => number | undefined,
): Mutant =>
  onResult(isOf(tool), (result, asked, memo) => {
    const text = at(objectsIn(result.content)[0], 'text');
    const steps = change(Number(text), asked, memo);
    return steps === undefined ? undefined : { ...result, content: [{ type: 'text', text: String(steps) }] };
  });

const stepsIn = ({ params }: Asked): number => Number(at(params, 'arguments', 'steps'));

/** Takes note of each job that a client asks for. */
export const onJob =
  (note: (steps: number, memo: Memo) => void): Mutant =>
  (event, memo) => {
    remember(event, memo);
    const asked = event.direction === 'sent' ? askedBy(event, memo) : undefined;
    if (asked !== undefined && isOf('work_in_steps')(asked)) note(stepsIn(asked), memo);
    return [event];
  };

interface Job {
  readonly steps: number;
  /** What was told of it when it was asked for first. */
  readonly first: number | undefined;
}

/** Jobs whose stream the client closed before the answer: how many steps each was to have. */
const leaves: Mutant = (event, memo) => {
  remember(event, memo);
  const asked = event.kind === 'end' && event.direction === 'sent' ? askedIn(event, memo) : undefined;
  if (asked !== undefined && isOf('work_in_steps')(asked)) {
    memo[`left:${jobIn(asked)}`] = { steps: stepsIn(asked), first: undefined } satisfies Job;
  }
  return [event];
};

/** What is told of a job that its client left: the first time what is so, and from then on what this makes of it. */
export const afterLeaving = (change: (first: number, steps: number) => number): Mutant => {
  const tells = onSteps('steps_done', (told, asked, memo) => {
    const key = `left:${jobIn(asked)}`;
    const job = memo[key] as Job | undefined;
    if (job === undefined) return undefined;
    if (job.first !== undefined) return change(job.first, job.steps);
    memo[key] = { ...job, first: told };
    return undefined;
  });
  return (event, memo) => leaves(event, memo).flatMap((each) => tells(each, memo));
};
