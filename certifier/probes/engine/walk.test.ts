import { expect, test } from 'vitest';
import { probes as again } from '../base/lists-again.ts';
import type { Client } from './client.ts';
import type { ProbeContext } from './probe.ts';
import { walkOnTwo } from './walk.ts';

const tools = (names: string) => [...names].map((name) => ({ name }));

/** A conversation with a process of its own that lists these, one set after the other and then the last of them again. */
function client(era: 'session' | 'stateless', ...sets: readonly string[]) {
  const asked: string[] = [];
  const request = async () => {
    const set = sets[Math.min(asked.length, sets.length - 1)] ?? '';
    asked.push(set);
    return { result: { tools: tools(set) } };
  };
  const wire = { transport: 'stdio', exited: new Promise(() => undefined) };
  return { asked, client: { era, begun: performance.now(), ended: false, wire, request } as unknown as Client };
}
type Fake = ReturnType<typeof client>;

const contextOf = (main: Fake, other: Fake, learned = '') => {
  const left: Promise<unknown>[] = [];
  const context = {
    client: main.client,
    second: async () => other.client,
    settled: async () => undefined,
    leave: (promise: Promise<unknown>) => left.push(promise),
    capabilities: { tools: {} },
    learned: { tools: tools(learned) },
  } as unknown as ProbeContext;
  return { context, left };
};

async function walked(main: Fake, other: Fake): Promise<readonly string[][]> {
  const { context, left } = contextOf(main, other);
  expect(await walkOnTwo(context, 'tools', 'tools/list')).toEqual(tools(main.asked[0] ?? ''));
  await Promise.all(left);
  return [main.asked, other.asked];
}

test('a list is walked on two processes, and once more on the first', async () => {
  expect(await walked(client('stateless', 'ab'), client('stateless', 'ba'))).toEqual([['ab', 'ab'], ['ba']]);
});

test('a process that lists something else is asked once more when it is as old, and so is the first', async () => {
  const both = await walked(client('stateless', 'ab'), client('stateless', 'a', 'ab'));
  expect(both).toEqual([
    ['ab', 'ab', 'ab'],
    ['a', 'ab'],
  ]);
  // In a session a list may be of that session.
  expect(await walked(client('session', 'ab'), client('session', 'a'))).toEqual([['ab', 'ab'], ['a']]);
});

test('where a list has changed since it was learned, the other process is asked when it is as old', async () => {
  const run = async (first: string, learned: string) => {
    const [main, other] = [client('stateless', first), client('stateless', 'a')];
    await again[0]?.run?.(contextOf(main, other, learned).context);
    return other.asked;
  };
  expect(await run('ab', 'a')).toEqual(['a', 'a']);
  expect(await run('ab', 'ba')).toEqual(['a']);
});
