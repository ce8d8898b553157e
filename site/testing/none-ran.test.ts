import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TestModule, Vitest } from 'vitest/node';
import { NoneRan } from './none-ran.ts';

let before: typeof process.exitCode;
beforeEach(() => {
  before = process.exitCode;
  process.exitCode = undefined;
});
afterEach(() => {
  process.exitCode = before;
  vi.restoreAllMocks();
});

/** What becomes of a run of tests that ended in these states. */
function ends(
  states: readonly string[],
  testNamePattern?: RegExp,
): { readonly status: unknown; readonly said: number } {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const reporter = new NoneRan();
  reporter.onInit({ config: { testNamePattern } } as unknown as Vitest);
  const tests = states.map((state) => ({ result: () => ({ state }) }));
  reporter.onTestRunEnd([{ children: { allTests: () => tests } } as unknown as TestModule]);
  return { status: process.exitCode, said: said.mock.calls.length };
}

test('a run by name in which no test bears the name fails, and says so', () => {
  expect(ends(['skipped', 'skipped'], /x/)).toEqual({ status: 1, said: 1 });
});

test('a run by name in which one bears it is left to that test', () => {
  expect(ends(['skipped', 'passed'], /x/)).toEqual({ status: undefined, said: 0 });
});

test('a run of files whose tests are all left out is none by name', () => {
  expect(ends(['skipped'])).toEqual({ status: undefined, said: 0 });
});
