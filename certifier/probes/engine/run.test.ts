import { expect, test } from 'vitest';
import { recording } from '../../evidence/evidence.fixture.ts';
import { openStdio } from '../../wire/stdio.ts';
import { Client } from './client.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { runProbes } from './run.ts';

/** What became of a probe that asks for the tools, after three calls were waited for, each to its bound of so many milliseconds. */
async function afterSlowCalls(
  answers: string,
  timeout: number,
): Promise<{ readonly asked: readonly string[]; readonly listed: boolean }> {
  const { recorder } = recording();
  const server = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method } = JSON.parse(line);
    if (${answers}) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: {} }));
  });`;
  const wire = openStdio({
    command: [process.execPath, '-e', server],
    env: { PATH: process.env.PATH ?? '' },
    recorder,
  });
  const asked: string[] = [];
  let listed = false;
  const probe = (id: string, run: (client: Client) => Promise<unknown>): Probe => ({
    id,
    title: id,
    risk: 'list-only',
    run: async ({ client }) => {
      asked.push(id);
      await run(client);
    },
  });
  try {
    const client = new Client({ recorder, wire, revision: '2025-11-25', seed: 's', timeout });
    await client.request('initialize', {}, { timeout: 30_000 });
    const context = { client, capabilities: {}, fixture: false, allowTools: [] } as unknown as ProbeContext;
    const slow = probe('slow', async (each) => {
      for (const name of ['a', 'b', 'c']) await each.request('tools/call', { name });
    });
    const list = probe('list', async (each) => {
      listed = (await each.request('tools/list')).result !== undefined;
    });
    const noted = { before: () => {}, after: () => {} };
    await runProbes([slow, list, list], { recorder, revision: '2025-11-25', context, ...noted });
  } finally {
    await wire.close();
  }
  return { asked, listed };
}

test('tools that all take their time are no sign that the subject has hung', async () => {
  expect(await afterSlowCalls("method !== 'tools/call'", 1_500)).toEqual({
    asked: ['slow', 'list', 'list'],
    listed: true,
  });
});

test('a subject that does not answer what is quick to answer either has hung, and is asked nothing more', async () => {
  expect(await afterSlowCalls("method === 'initialize'", 100)).toEqual({ asked: ['slow'], listed: false });
});
