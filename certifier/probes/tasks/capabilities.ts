/** specification/tasks.md: what is declared, and what is asked for all the same. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { declares, harmless, plainly, runsTasks, TTL } from './client.ts';

const REVISION = '2025-11-25';

export const probes: readonly Probe[] = [
  {
    id: 'tasks.operations',
    title: 'asks for the list of tasks, also with a cursor that was never given, and for a task that does not exist',
    risk: 'list-only',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { client, seed } = context;
      await client.request('tasks/list');
      if (declares(context, 'list')) await client.request('tasks/list', { cursor: `accord-${token(seed, 'cursor')}` });
      const taskId = `accord-no-such-task-${token(seed, 'task')}`;
      for (const method of ['tasks/get', 'tasks/result', 'tasks/cancel'])
        if (!client.ended) await client.request(method, { taskId });
    },
  },
  {
    id: 'tasks.undeclared',
    title:
      'calls a tool that only reads as a task, and twice without, where calls are no tasks by what the subject declares',
    risk: 'read-only-call',
    eras: ['session'],
    needs: 'tools',
    async run(context) {
      const { client, skip } = context;
      if (client.agreed !== REVISION) return skip('not-exercised', `there are no tasks in ${client.agreed}`);
      if (runsTasks(context)) return skip('not-exercised', 'calls of tools are tasks here, where the tool allows it');
      const [job] = harmless(context, 'optional', undefined, 'forbidden');
      if (job === undefined) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      const { result } = await plainly(context, job);
      if (result === undefined) return;
      const params = { name: job.name, arguments: job.args, task: { ttl: 1000 } };
      await client.request('tools/call', params, { timeout: context.callTimeout });
      // That it works once more shows that it was for the task if it failed.
      if (!client.ended) await plainly(context, job);
    },
  },
  {
    id: 'tasks.tools',
    title: 'calls a tool that is no task as one, and one that must be a task in the plain way; both only read',
    risk: 'read-only-call',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { client, callTimeout, skip } = context;
      if (!runsTasks(context)) return skip('not-exercised', 'calls of tools are no tasks here');
      const [never] = harmless(context, undefined, 'forbidden');
      const [always] = harmless(context, 'required');
      if (never === undefined && always === undefined)
        return skip('needs-opt-in', 'no tool that declares readOnlyHint is always a task, or never');
      for (const job of [never, always]) {
        if (job === undefined || client.ended) continue;
        // The way in which it can be called comes first.
        const asTask = { name: job.name, arguments: job.args, task: { ttl: TTL } };
        if (job === never) await plainly(context, job);
        await client.request('tools/call', asTask, { timeout: callTimeout });
        if (job === always) await plainly(context, job);
      }
    },
  },
];
