import { expect, test } from 'vitest';
import type { Client } from './client.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { withProgram } from './program.fixture.ts';
import { runProbes } from './run.ts';

/** What became of a probe that asks for the tools, after three calls were waited for, each to its bound of so many milliseconds. */
const afterSlowCalls = (does: string, timeout: number) =>
  withProgram({ does, timeout }, async (client, recorder) => {
    const asked: string[] = [];
    let listed = false;
    const probe = (id: string, run: (client: Client) => Promise<unknown>): Probe => ({
      id,
      title: id,
      risk: 'list-only',
      run: async (context) => {
        asked.push(id);
        await run(context.client);
      },
    });
    const slow = probe('slow', async (each) => {
      for (const name of ['a', 'b', 'c']) await each.request('tools/call', { name });
    });
    const list = probe('list', async (each) => {
      listed = (await each.request('tools/list')).result !== undefined;
    });
    await client.request('initialize', {}, { timeout: 30_000 });
    const context = { client, capabilities: {}, fixture: false, allowTools: [] } as unknown as ProbeContext;
    const noted = { before: () => {}, after: () => {} };
    await runProbes([slow, list, list], { recorder, revision: '2025-11-25', context, ...noted });
    return { asked, listed };
  });

test('tools that all take their time are no sign that the subject has hung', async () => {
  expect(await afterSlowCalls("if (method !== 'tools/call') answer();", 1_500)).toEqual({
    asked: ['slow', 'list', 'list'],
    listed: true,
  });
});

test('a subject that does not answer what is quick to answer either has hung, and is asked nothing more', async () => {
  expect(await afterSlowCalls("if (method === 'initialize') answer();", 100)).toEqual({
    asked: ['slow'],
    listed: false,
  });
});
