/** For tests of commands: what they say when they refuse. */
import { expect } from 'vitest';
import type { Outcome } from './testing.ts';

/** One line on stderr that says what and what to do, and nothing on stdout. */
export function refusal({ status, stdout, stderr }: Outcome): string {
  expect(stdout).toBe('');
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/^accord: /);
  expect(status).toBe(2);
  return stderr;
}
