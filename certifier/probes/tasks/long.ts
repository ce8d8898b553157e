/** specification/tasks.md: tasks that take long, are cancelled, or outlive their time. */
import { token } from '../engine/ids.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';
import { begin, declares, fetchResult, fixtureJob, harmless, look, RELATED_TASK } from './client.ts';

/** The work of the slow tool, and how long we wait for what comes when it is done. */
const SLOW_SECONDS = 5;
const SLOW_BOUND_MS = 7_000;

/** So long after its beginning the task is looked at again: what is told of its last change then has a second that is over. */
const SETTLED_MS = 1_200;

/** A lifetime that passes at once, and how long we look whether the task is gone: past the bound at which it is called late. */
const SHORT_TTL_MS = 100;
const GONE_WITHIN_MS = 10_500;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** A subject that keeps every task longer than this is not waited for. */
const MOST_TTL_MS = 2_000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

/** Looks at the task, less and less often, until it is gone or should have been for long. */
async function watch(context: ProbeContext, taskId: string): Promise<void> {
  const first = await look(context, taskId);
  const ttl = first.result?.ttl;
  if (typeof ttl !== 'number' || ttl > MOST_TTL_MS) return;
  const until = performance.now() + ttl + GONE_WITHIN_MS;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    await pause(wait);
    const { result } = await look(context, taskId);
    if (result === undefined || performance.now() > until || context.client.ended) return;
  }
}

export const probes: readonly Probe[] = [
  {
    id: 'tasks.slow',
    title: 'runs the slow tool of the fixture contract as a task, waits for its result and cancels it twice',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { client, seed, skip } = context;
      const job = fixtureJob(context, 'slow_compute', { seconds: SLOW_SECONDS });
      if (job === undefined) return skip('needs-fixture', 'the tool slow_compute');
      const stream = await standing(client);
      // Long enough that a task is seen also where it is handed out when the work is done.
      const options = { meta: { progressToken: client.nextId() }, timeout: SLOW_BOUND_MS };
      const taskId = await begin(context, job, {}, options);
      if (taskId !== undefined && !client.ended) {
        await look(context, taskId);
        const result = fetchResult(context, taskId, { timeout: SLOW_BOUND_MS });
        await look(context, taskId);
        await pause(SETTLED_MS);
        await look(context, taskId);
        if (declares(context, 'cancel')) {
          // The parameter names no task, the metadata this one.
          const none = { taskId: `accord-no-such-task-${token(seed, 'none')}` };
          await client.request('tasks/cancel', none, { meta: { [RELATED_TASK]: { taskId } } });
          await look(context, taskId);
          await client.request('tasks/cancel', { taskId });
        }
        await result;
        await look(context, taskId);
        await fetchResult(context, taskId);
        // It is over now: there is nothing left to cancel.
        if (declares(context, 'cancel')) await client.request('tasks/cancel', { taskId });
        // What comes after this is late.
        await look(context, taskId);
      } else if (!client.ended) await client.request('ping');
      if (stream !== undefined) client.abort(stream);
    },
  },
  {
    id: 'tasks.expiry',
    title: 'runs a tool that only reads as a task that is to be kept for a moment, and looks whether it is gone',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { fixture, skip, client } = context;
      const job = fixtureJob(context, 'greet', { name: 'Accord' }) ?? harmless(context, 'optional', 'required')[0];
      if (!fixture || job === undefined) return skip('needs-fixture', 'a tool that only reads and can be a task');
      const taskId = await begin(context, job, { ttl: SHORT_TTL_MS });
      if (taskId !== undefined && !client.ended) await watch(context, taskId);
    },
  },
];
