/** specification/sampling.md */
import { callFixture, fixtureCall, hasFixture } from './engine/fixtures.ts';
import type { Probe } from './engine/probe.ts';

const PLAIN = 'test_sampling';
const WITH_TOOLS = 'test_sampling_with_tools';
const PROMPT = { prompt: 'Say something' };

export const probes: readonly Probe[] = [
  {
    id: 'sampling.ask',
    title: 'calls tools that ask a model, which uses the tools that it is given',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await callFixture(context, PLAIN, PROMPT);
      await callFixture(context, WITH_TOOLS);
    },
  },
  {
    id: 'sampling.least',
    title: 'calls tools that ask a model, as a client without tools and context',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      for (const [name, args] of [[PLAIN, PROMPT] as const, [WITH_TOOLS, {}] as const])
        await callFixture(context, name, args, { declared: 'least' });
    },
  },
  {
    id: 'sampling.malformed',
    title: 'calls a tool that asks a model, which says what no model can say',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (hasFixture(context)) await callFixture(context, PLAIN, PROMPT, { manner: { model: 'malformed' } });
    },
  },
  {
    id: 'sampling.lacking',
    title: 'calls a tool that needs a model, as a client that has one and as a client that has none',
    risk: 'fixture',
    eras: ['session'],
    needs: 'tools',
    async run(context) {
      const { client, callTimeout } = context;
      const call = fixtureCall(context, PLAIN, PROMPT);
      if (!hasFixture(context) || call === undefined) return;
      await callFixture(context, PLAIN, PROMPT);
      await client.request(call.method, call.params, { timeout: callTimeout });
      // A server that hangs is told from one that takes long by this.
      await client.request('ping');
    },
  },
];
