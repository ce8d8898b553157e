import { describe, expect, test } from 'vitest';
import { ageOf, grows, isSameSet } from './age.ts';
import type { Client } from './client.ts';

/** A conversation that began so many milliseconds ago; its process may end at once. */
const client = (age: number, transport: 'stdio' | 'streamable-http' = 'stdio', exits = false): Client => {
  const exited = exits ? Promise.resolve(undefined) : new Promise<undefined>(() => undefined);
  const begun = performance.now() - age;
  return { begun, ended: exits, wire: { transport, exited } } as unknown as Client;
};

describe('a process', () => {
  test('that is old enough is not waited for', async () => {
    expect(await grows(client(60_000), 1000)).toBe(true);
  });
  test('that is younger is waited for', async () => {
    const young = client(0);
    expect(await grows(young, 10)).toBe(true);
    expect(ageOf(young)).toBeGreaterThan(10);
  });
  test('that would take too long, has ended or shares its age with all others is not', async () => {
    expect(await grows(client(0), 60_000)).toBe(false);
    expect(await grows(client(0, 'stdio', true), 10)).toBe(false);
    expect(await grows(client(0, 'streamable-http'), 10)).toBe(false);
  });
});

test('a set is the same in any order, told by what names an item', () => {
  const tools = (...names: readonly string[]) => names.map((name) => ({ name }));
  expect(isSameSet(tools('a', 'b'), tools('b', 'a'))).toBe(true);
  expect(isSameSet(tools('a', 'b'), tools('a'))).toBe(false);
  expect(isSameSet([{ uri: 'a:1', name: 'x' }], [{ uri: 'a:2', name: 'x' }])).toBe(false);
});
