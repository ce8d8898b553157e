/**
 * Work that a fixture does step by step under a name of ours (`work_in_steps`), and what it says of it (`steps_done`): whether work goes
 * on after its request was cancelled, or its stream closed, shows in nothing else.
 */
import { cancelledAt } from './asked.ts';
import { at, member, objectsIn } from './json.ts';
import type { Call } from './message.ts';
import { countBefore, groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export const WORKS = 'work_in_steps';
export const COUNTS = 'steps_done';

const NEVER = Number.POSITIVE_INFINITY;

/** How many steps were done, as an answer said. */
export interface Reading {
  readonly call: Call;
  readonly seq: number;
  readonly count: number;
}

export interface Job {
  readonly call: Call;
  readonly name: string;
  readonly steps: number;
  /** How many steps the answer to the work itself says. */
  readonly answered?: number;
  /** Where the client cancelled it by a notification, and where it closed the stream; endless where it did not. */
  readonly cancelled: number;
  readonly left: number;
  readonly readings: readonly Reading[];
}

/** The number that a result consists of; undefined where it is none. */
function countIn({ result }: Call): number | undefined {
  const [block] = objectsIn(member(result, 'content'));
  const text = member(block, 'text');
  return member(result, 'isError') !== true && typeof text === 'string' && /^\d{1,6}$/.test(text)
    ? Number(text)
    : undefined;
}

const readings = remembered((view: View) => {
  const all = view.callsTo('tools/call').flatMap((call): readonly (Reading & { readonly job: unknown })[] => {
    const count = call.params.name === COUNTS ? countIn(call) : undefined;
    const job = at(call.params, 'arguments', 'job');
    return count === undefined ? [] : [{ call, seq: call.request.seq, count, job }];
  });
  return groupBy(all, ({ call, job }) => `${call.connection} ${JSON.stringify(job)}`);
});

export const jobs = remembered((view): readonly Job[] =>
  view.callsTo('tools/call').flatMap((call): readonly Job[] => {
    const { params, connection, exchange } = call;
    const name = at(params, 'arguments', 'job');
    const steps = at(params, 'arguments', 'steps');
    if (params.name !== WORKS || typeof name !== 'string' || typeof steps !== 'number') return [];
    const answered = countIn(call);
    return [
      {
        call,
        name,
        steps,
        ...(answered === undefined ? {} : { answered }),
        cancelled: cancelledAt(view, call),
        left: exchange?.end?.direction === 'sent' ? exchange.end.seq : NEVER,
        readings: readings(view).get(`${connection} ${JSON.stringify(name)}`) ?? [],
      },
    ];
  }),
);

const isDone = ({ answered, steps }: Job): boolean => answered === steps;

/** Of a job that was given up at a place: how far it was soon afterwards, and when it could long have been finished. */
export interface GivenUp {
  readonly job: Job;
  readonly soon: Reading;
  readonly later: Reading;
}

/**
 * Only of a fixture that counts: another job was done to its end, and its count says so. And only where a job at least as long was
 * begun and finished between the two readings, so that there was time to go on.
 */
export function givenUp(view: View, where: (job: Job) => number): readonly GivenUp[] {
  const finished = jobs(view).filter(isDone);
  const finishedOn = groupBy(finished, ({ call }) => call.connection);
  const counts = finished.some(({ steps, call, readings: all }) =>
    all.some(({ seq, count }) => count === steps && seq > (call.response?.seq ?? NEVER)),
  );
  if (!counts) return [];
  return jobs(view).flatMap((job): readonly GivenUp[] => {
    const at = where(job);
    const [soon, ...others] = job.readings.filter(({ seq }) => seq > at);
    if (!Number.isFinite(at) || soon === undefined || (job.call.response?.seq ?? NEVER) < at) return [];
    const later = others.at(-1);
    const inOrder = finishedOn.get(job.call.connection) ?? [];
    const seqOf = ({ call }: Job): number => call.request.seq;
    const between = inOrder
      .slice(countBefore(inOrder, soon.seq + 1, seqOf), countBefore(inOrder, later?.seq ?? 0, seqOf))
      .some(({ call, steps }) => steps >= job.steps && (call.response?.seq ?? NEVER) < (later?.seq ?? 0));
    // Where it was nearly finished, the end may have crossed with what gave it up.
    return later === undefined || !between || soon.count > job.steps - 2 ? [] : [{ job, soon, later }];
  });
}

/** What had begun when it was given up may be finished. */
export const wentOn = ({ soon, later }: GivenUp): boolean => later.count > soon.count + 1;
