import { expect, test } from 'vitest';
import type { ProbeContext } from './engine/probe.ts';
import { nothingLearned } from './engine/probe.ts';
import type { JsonObject } from './engine/reply.ts';
import { probes } from './tasks.ts';

const CAPABILITIES = { tasks: { cancel: {}, requests: { tools: { call: {} } } } };
const asTask = (name: string): JsonObject => ({ name, execution: { taskSupport: 'optional' } });

/** The methods that the probe asks for about each task, in order, of a fixture that has these tools. */
async function askedAbout(probe: string, tools: readonly string[], capabilities: JsonObject = CAPABILITIES) {
  const asked = new Map<string, string[]>();
  const client = {
    era: 'session',
    revision: '2025-11-25',
    wire: { transport: 'stdio' },
    ended: false,
    nextId: () => 1,
    request: async (method: string, { taskId, name, task }: JsonObject) => {
      if (typeof taskId === 'string') asked.set(taskId, [...(asked.get(taskId) ?? []), method]);
      return {
        ended: false,
        message: {},
        result: task === undefined ? {} : { task: { taskId: `of ${String(name)}` } },
      };
    },
  };
  const learned = { ...nothingLearned(), tools: tools.map(asTask) };
  const context = { client, learned, capabilities, seed: 's', fixture: true, callTimeout: 1, skip: () => undefined };
  await probes.find(({ id }) => id === probe)?.run?.(context as unknown as ProbeContext);
  return asked;
}

const cancellations = (methods: readonly string[] = []): number =>
  methods.filter((method) => method === 'tasks/cancel').length;

test('a task that was cancelled is cancelled once more, and one that failed is cancelled', async () => {
  const slow = await askedAbout('tasks.slow', ['slow_compute']);
  expect(cancellations(slow.get('of slow_compute'))).toBe(2);
  const failed = await askedAbout('tasks.failures', ['failing_job', 'protocol_error_job']);
  for (const job of ['failing_job', 'protocol_error_job']) {
    const methods = failed.get(`of ${job}`) ?? [];
    expect(cancellations(methods)).toBe(1);
    // It has been seen at its end before, and is looked at once more.
    expect(methods.indexOf('tasks/get')).toBeLessThan(methods.indexOf('tasks/cancel'));
    expect(methods.at(-1)).toBe('tasks/get');
  }
});

test('nothing is cancelled where that is not declared', async () => {
  const undeclared = { tasks: { requests: { tools: { call: {} } } } };
  const slow = await askedAbout('tasks.slow', ['slow_compute'], undeclared);
  expect(slow.get('of slow_compute')).toContain('tasks/get');
  expect(cancellations(slow.get('of slow_compute'))).toBe(0);
  const failed = await askedAbout('tasks.failures', ['failing_job'], undeclared);
  expect(failed.get('of failing_job')).toContain('tasks/get');
  expect(cancellations(failed.get('of failing_job'))).toBe(0);
});

/** The calls with `task` of the probe for servers whose calls are no tasks, where this revision was asked for and that one agreed to. */
async function asTasksWhere(revision: string, agreed: string): Promise<number> {
  let count = 0;
  const client = {
    era: 'session',
    revision,
    agreed,
    ended: false,
    request: async (_: string, params: JsonObject) => {
      count += Object.hasOwn(params, 'task') ? 1 : 0;
      return { ended: false, message: {}, result: {} };
    },
  };
  const reads = { name: 'read', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } };
  const learned = { ...nothingLearned(), tools: [reads] };
  const context = { client, learned, capabilities: { tools: {} }, seed: 's', callTimeout: 1, skip: () => undefined };
  await probes.find(({ id }) => id === 'tasks.undeclared')?.run?.(context as unknown as ProbeContext);
  return count;
}

test('no call is made as a task where a revision was agreed to that has none', async () => {
  expect(await asTasksWhere('2025-11-25', '2025-11-25')).toBe(1);
  expect(await asTasksWhere('2025-11-25', '2025-06-18')).toBe(0);
});
