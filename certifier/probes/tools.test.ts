import { describe, expect, test } from 'vitest';
import type { ProbeContext } from './engine/probe.ts';
import { nothingLearned } from './engine/probe.ts';
import type { JsonObject } from './engine/reply.ts';
import { probes } from './tools.ts';

const READS = { annotations: { readOnlyHint: true } };
const tool = (name: string, rest: JsonObject = {}): JsonObject => ({ name, inputSchema: { type: 'object' }, ...rest });

/** Which tools the probe calls, with which arguments; and why it did not run. */
async function called(tools: readonly JsonObject[], given: Partial<ProbeContext> = {}, probe = 'tools.call') {
  const calls: JsonObject[] = [];
  const skipped: string[] = [];
  const client = {
    era: 'session',
    nextId: () => 1,
    request: async (_method: string, params: JsonObject) => {
      calls.push(params);
      return { ended: false, message: {} };
    },
  };
  const context = {
    client,
    learned: { ...nothingLearned(), tools },
    seed: 's',
    allowTools: [],
    fixture: false,
    skip: (reason: string) => skipped.push(reason),
    leave: () => undefined,
    ...given,
  };
  await probes.find(({ id }) => id === probe)?.run?.(context as unknown as ProbeContext);
  return { names: calls.map(({ name }) => name), calls, skipped };
}

describe('the probe that calls tools', () => {
  test('calls only tools that declare that they only read', async () => {
    const tools = [tool('a', READS), tool('b'), tool('c', { annotations: { readOnlyHint: 'true' } })];
    expect((await called(tools)).names).toEqual(['a']);
  });

  test('says that it needs leave where no tool declares so', async () => {
    expect(await called([tool('b'), tool('test_simple_text')])).toEqual({
      names: [],
      calls: [],
      skipped: ['needs-opt-in'],
    });
  });

  test('calls tools that were allowed by name, with the arguments that were given', async () => {
    const { calls } = await called([tool('b')], { allowTools: [{ name: 'b', arguments: { x: 1 } }] });
    expect(calls).toEqual([{ name: 'b', arguments: { x: 1 } }]);
  });

  test('calls twelve tools at most, those with structured results first', async () => {
    const many = Array.from({ length: 14 }, (_, index) => tool(`t${index}`, READS));
    const { names } = await called([...many, tool('structured', { ...READS, outputSchema: {} })]);
    expect(names).toHaveLength(12);
    expect(names[0]).toBe('structured');
  });

  test('leaves out tools for which no arguments can be made, and those that run only as tasks', async () => {
    const impossible = tool('x', {
      ...READS,
      inputSchema: { type: 'object', properties: { a: false }, required: ['a'] },
    });
    const task = tool('y', { ...READS, execution: { taskSupport: 'required' } });
    expect(await called([impossible, task])).toMatchObject({ names: [], skipped: ['needs-opt-in'] });
  });

  test('calls the harmless tools of the fixture contract only where the subject keeps it', async () => {
    const tools = [tool('test_simple_text'), tool('test_reconnection')];
    expect((await called(tools, { fixture: true })).names).toEqual(['test_simple_text']);
  });
});

test('three tools at most are called without what they require: each may look at its arguments by itself', async () => {
  const inputSchema = { type: 'object', properties: { x: { type: 'string' } }, required: ['x'] };
  const needy = ['a', 'b', 'c', 'd'].map((name) => tool(name, { ...READS, inputSchema }));
  const { calls } = await called([tool('free', READS), ...needy], {}, 'tools.call-incomplete');
  const incomplete = ['a', 'b', 'c'].map((name) => ({ name, arguments: {} }));
  expect(calls).toEqual([...incomplete, { arguments: {} }]);
});
