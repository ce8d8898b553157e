/** specification/tasks.md: a task that asks its requestor something. */
import { answerHeld, hold } from '../engine/hold.ts';
import { inputFor } from '../engine/input.ts';
import type { Probe } from '../engine/probe.ts';
import { isObject } from '../tools/calls.ts';
import { begin, fetchResult, fixtureJob, look } from './client.ts';

const QUESTION = 'elicitation/create';

export const probes: readonly Probe[] = [
  {
    id: 'tasks.input',
    title: 'runs the tool of the fixture contract that asks before it deletes as a task, and answers it',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { seed, skip, callTimeout } = context;
      const job = fixtureJob(context, 'confirm_delete', { filename: 'accord-no-such-file' });
      if (job === undefined) return skip('needs-fixture', 'the tool confirm_delete');
      const client = await context.declaring('all');
      if (client === undefined) return skip('not-exercised', 'the subject opened no second conversation');
      const { question, release } = hold(client, QUESTION);
      const taskId = await begin({ client }, job);
      if (taskId !== undefined && !client.ended) {
        await look({ client }, taskId);
        const result = fetchResult({ client }, taskId, { timeout: callTimeout });
        const asked = await Promise.race([question, result.then(() => undefined)]);
        if (asked !== undefined) {
          // While it waits for us, it should say so.
          await look({ client }, taskId);
          const { _meta } = asked.params;
          const input = inputFor(QUESTION, asked.params, seed, {});
          await answerHeld(client, asked, { ...input, ...(isObject(_meta) ? { _meta } : {}) });
        }
        await result;
        await look({ client }, taskId);
      }
      release();
    },
  },
];
