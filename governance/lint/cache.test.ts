/** A cache changes how long the linter takes, and never what it says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as markdown from '../markdown/outline.ts';
import { checkRfcs } from '../rfc/lint.ts';
import { type Checkout, checkout } from '../testing.ts';
import { rfc } from './example.ts';

vi.mock('../markdown/outline.ts', async (original) => {
  const real = await original<typeof markdown>();
  return { ...real, parseMarkdown: vi.fn(real.parseMarkdown) };
});
const parsed = vi.mocked(markdown.parseMarkdown);

let here: Checkout;
beforeEach(() => {
  here = checkout();
  here.write('rfcs/0001-one.md', rfc({ title: 'First' }, '## Summary\n\nTODO: say it.\n\n## Motivation\n\nThis.\n'));
  here.write('rfcs/0002-two.md', rfc({ number: 2, title: 'Second', requires: [9] }));
});
afterEach(() => here.remove());

const cache = () => join(here.root, '.accord');
const file = () => join(cache(), 'rfcs.cache');
const check = async (request: object = {}) => {
  parsed.mockClear();
  const problems = await checkRfcs({ root: here.root, cache: cache(), ...request });
  return { problems, documents: parsed.mock.calls.length };
};

it('what has not changed is not parsed again, and what was found in it is found again', async () => {
  const cold = await check();
  expect(cold.problems).toEqual(await checkRfcs({ root: here.root }));
  expect(cold.documents).toBeGreaterThan(0);
  const warm = await check();
  expect(warm.problems).toEqual(cold.problems);
  expect(warm.documents).toBe(0);
});

it('a document that changed is parsed, and what others say of it is said anew', async () => {
  await check();
  here.write('rfcs/0009-nine.md', rfc({ number: 9, title: 'Ninth' }));
  const { problems, documents } = await check();
  expect(documents).toBe(1);
  expect(problems.map(({ rule }) => rule)).not.toContain('references-exist');
});

it('another process is another cache', async () => {
  await check();
  here.write('rfcs/process.yaml', here.read('rfcs/process.yaml').replace('placeholders: [TODO, ', 'placeholders: ['));
  const { problems } = await check();
  expect(problems.map(({ rule }) => rule)).not.toContain('placeholder-text');
});

it('a cache that is not ours is no cache', async () => {
  const { problems } = await check();
  writeFileSync(file(), 'something else\n');
  expect((await check()).problems).toEqual(problems);
  expect(readFileSync(file(), 'utf8')).not.toContain('something else');
});
