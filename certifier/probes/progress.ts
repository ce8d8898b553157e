/** specification/progress.md */
import { callTool, type Planned } from './engine/call.ts';
import { answeredCall } from './engine/fixtures.ts';
import { answerHeld, hold } from './engine/hold.ts';
import { token } from './engine/ids.ts';
import { inputFor } from './engine/input.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';
import { isStream, standing } from './engine/standing.ts';
import { talkativeTools } from './engine/talkative.ts';
import { within } from './engine/within.ts';
import { begin, fetchResult, fixtureJob, look } from './tasks/client.ts';

/** No more tools than this are called for their progress. */
const MOST_CALLS = 3;
/** A tool of the fixture contract that asks several things at once. */
const ASKS_AT_ONCE = 'test_input_required_result_multiple_inputs';
const QUESTIONS = ['elicitation/create', 'sampling/createMessage', 'roots/list'];
/** How long we wait for a second question before the first is answered. */
const TOGETHER_WITHIN_MS = 1000;
/** Long enough for some progress, and soon over. */
const SECONDS = 0.2;

/**
 * Some servers report on the stream of a GET alone. In a session of its own: a server may end one whose stream was closed, and others move
 * there what they would have said on the stream of the call.
 */
async function whileListening(context: ProbeContext, tool: Planned): Promise<void> {
  const client = await context.open('listens');
  if (client === undefined || !isStream(await standing(client))) return;
  await callTool({ ...context, client }, tool, { progressToken: token(context.seed, `listening/${tool.name}`) });
  await client.request('ping');
}

export const probes: readonly Probe[] = [
  {
    id: 'progress.report',
    title: 'calls tools that only read, and asks to hear of their progress',
    risk: 'read-only-call',
    needs: 'tools',
    async run(context) {
      const { client, leave, seed, skip } = context;
      const tools = talkativeTools(context, /progress/i).slice(0, MOST_CALLS);
      if (tools.length === 0) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      const calls = tools.map((tool) => callTool(context, tool, { progressToken: token(seed, `report/${tool.name}`) }));
      // What comes after the answers has come when the last is answered.
      leave(Promise.all(calls).then(() => client.request(client.era === 'session' ? 'ping' : 'server/discover')));
      const [first] = tools;
      if (client.era === 'session' && client.wire.transport !== 'stdio' && first !== undefined)
        leave(whileListening(context, first));
    },
  },
  {
    id: 'progress.asked',
    title: 'calls a tool that asks its client several things at once',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tools',
    async run(context) {
      const { callTimeout, seed } = context;
      const begun = await answeredCall(context, ASKS_AT_ONCE);
      if (begun === undefined) return;
      const { call, client } = begun;
      // What is answered at once is never open beside another: so none is, until there are two.
      const { arrived, questions, release } = hold(client, ...QUESTIONS);
      const reply = client.request(call.method, call.params, { timeout: callTimeout });
      await within(TOGETHER_WITHIN_MS, Promise.race([arrived(2), reply]));
      release();
      for (const question of questions) {
        const input = inputFor(question.method, question.params, seed);
        if (input !== undefined) await answerHeld(client, question, input);
      }
      await reply;
    },
  },
  {
    id: 'progress.task',
    title: 'runs a tool that reports progress as a task, to its end, and fetches its result twice',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tasks',
    async run(context) {
      const { client, seed, skip, callTimeout } = context;
      const job = fixtureJob(context, 'slow_compute', { seconds: SECONDS });
      if (job === undefined) return skip('needs-fixture', 'the tool slow_compute');
      const taskId = await begin(context, job, {}, { meta: { progressToken: token(seed, 'task') } });
      if (taskId === undefined || client.ended) return;
      await fetchResult(context, taskId, { timeout: callTimeout });
      await look(context, taskId);
      // What comes after this is late.
      await client.request('ping');
      await fetchResult(context, taskId, { timeout: callTimeout });
      await client.request('ping');
    },
  },
];
