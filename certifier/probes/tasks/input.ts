/** specification/tasks.md: a task that asks its requestor something. */
import type { Client } from '../engine/client.ts';
import { inputFor } from '../engine/input.ts';
import type { Probe } from '../engine/probe.ts';
import { type JsonObject, jsonObject } from '../engine/reply.ts';
import { isObject } from '../tools/calls.ts';
import { begin, fetchResult, fixtureJob, look } from './client.ts';

const QUESTION = 'elicitation/create';

interface Question {
  readonly id: unknown;
  readonly params: JsonObject;
}

/** The first question of the subject from here on, which is left for us to answer; and the end of that. */
function hold(client: Client): { readonly question: Promise<Question>; readonly release: () => void } {
  const { promise, resolve } = Promise.withResolvers<Question>();
  const before = client.respond;
  client.respond = (method, params) => (method === QUESTION ? undefined : before(method, params));
  const stop = client.wire.onEvent((event) => {
    if (event.direction !== 'received' || !('text' in event)) return;
    const message = jsonObject(event.text);
    if (message?.method !== QUESTION || !('id' in message)) return;
    resolve({ id: message.id, params: isObject(message.params) ? message.params : {} });
  });
  return {
    question: promise,
    release: () => {
      stop();
      client.respond = before;
    },
  };
}

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
      const { question, release } = hold(client);
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
          const answer = { jsonrpc: '2.0', id: asked.id, result: { ...input, ...(isObject(_meta) ? { _meta } : {}) } };
          await client.notify(QUESTION, {}, { body: JSON.stringify(answer) });
        }
        await result;
        await look({ client }, taskId);
      }
      release();
    },
  },
];
