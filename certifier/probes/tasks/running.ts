/** specification/tasks.md: the life of a task that ends well, and of those that do not. */
import { token } from '../engine/ids.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { JsonObject } from '../engine/reply.ts';
import { walk } from '../engine/walk.ts';
import { begin, declares, fetchResult, fixtureJob, harmless, type Job, look, plainly, RELATED_TASK } from './client.ts';

/** A lifetime of more than thirty years. */
const BEYOND_REASON_MS = 1_000_000_000_000;
const GREETED = { name: 'Accord' };

/** What can be run as a task without harm, best a tool of the fixture contract. */
const quickJob = (context: ProbeContext): Job | undefined =>
  fixtureJob(context, 'greet', GREETED) ?? harmless(context, 'optional', 'required')[0];

/** The same call twice without a task and once as one, and the task from its beginning to its end. */
async function outcome(context: ProbeContext, job: Job): Promise<string | undefined> {
  const { client } = context;
  await plainly(context, job);
  const taskId = await begin(context, job);
  if (taskId === undefined || client.ended) return undefined;
  await look(context, taskId);
  await fetchResult(context, taskId, { timeout: context.callTimeout });
  await look(context, taskId);
  await plainly(context, job);
  return client.ended ? undefined : taskId;
}

export const probes: readonly Probe[] = [
  {
    id: 'tasks.run',
    title: 'runs a tool that only reads as a task, looks at it, fetches its result and lists it',
    risk: 'read-only-call',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { client, seed, skip } = context;
      const job = quickJob(context);
      if (job === undefined) return skip('needs-opt-in', 'no tool that declares readOnlyHint can be a task');
      const taskId = await outcome(context, job);
      if (taskId === undefined) return;
      const suggested = `accord-suggested-${token(seed, 'suggested')}`;
      const beginOther = (wish: JsonObject) => (client.ended ? undefined : begin(context, job, wish));
      // Whoever refuses is asked without the id, which is no business of its requestor, and without so long a life.
      const other =
        (await beginOther({ ttl: BEYOND_REASON_MS, taskId: suggested })) ??
        (await beginOther({ ttl: BEYOND_REASON_MS })) ??
        (await beginOther({}));
      if (other === undefined) return;
      await fetchResult(context, other, { timeout: context.callTimeout });
      await look(context, other);
      // The parameter names one task, the metadata another.
      const meta = { [RELATED_TASK]: { taskId: other } };
      await client.request('tasks/get', { taskId }, { meta });
      await client.request('tasks/result', { taskId }, { meta, timeout: context.callTimeout });
      // Given once more without the metadata, it was refused for them.
      await fetchResult(context, taskId, { timeout: context.callTimeout });
      await look(context, taskId);
      if (declares(context, 'cancel')) await client.request('tasks/cancel', { taskId });
      await look(context, taskId);
    },
  },
  {
    id: 'tasks.failures',
    title:
      'runs the tools of the fixture contract that fail, as tasks and in the plain way, and cancels what has failed',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const jobs = ['failing_job', 'protocol_error_job'].map((name) => fixtureJob(context, name));
      if (jobs.every((job) => job === undefined))
        return context.skip('needs-fixture', 'the tools failing_job and protocol_error_job');
      for (const job of jobs) {
        const taskId = job === undefined || context.client.ended ? undefined : await outcome(context, job);
        if (taskId === undefined || !declares(context, 'cancel')) continue;
        await context.client.request('tasks/cancel', { taskId });
        await look(context, taskId);
      }
    },
  },
  {
    id: 'tasks.list',
    title: 'walks the list of tasks, looks at those that it began, and lists them for another connection',
    risk: 'read-only-call',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { client, second, skip } = context;
      if (!declares(context, 'list')) return skip('not-exercised', 'the subject does not list tasks');
      const job = quickJob(context);
      if (job === undefined) return skip('needs-opt-in', 'no tool that declares readOnlyHint can be a task');
      // More than one page of most servers that have pages of a few.
      const begun: string[] = [];
      for (let count = 0; count < 6 && !client.ended; count += 1) {
        const taskId = await begin(context, job);
        if (taskId !== undefined) begun.push(taskId);
      }
      const listed = await walk(client, 'tasks/list', 'tasks');
      const other = client.wire.transport === 'stdio' ? undefined : await second();
      if (other !== undefined && !other.ended) await walk(other, 'tasks/list', 'tasks');
      // Beside those that were begun here, some that were there before: a list that ends too early has the ones and not the others.
      const before = listed.flatMap(({ taskId }) =>
        typeof taskId === 'string' && !begun.includes(taskId) ? [taskId] : [],
      );
      for (const taskId of [...before.slice(0, 2), ...begun]) if (!client.ended) await look(context, taskId);
    },
  },
];
