import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Checkout, checkout } from '../testing.ts';
import { checkWorkingGroups } from './lint.ts';
import { listWorkingGroups } from './list.ts';
import { newGroup } from './new.ts';

const group = { name: 'quiet-room', title: 'Quiet room', scope: 'Decides on silence.', date: '2026-11-22' };
let here: Checkout;
beforeEach(() => {
  here = checkout();
});
afterEach(() => here.remove());

it('a new group owes nothing but the answers of its charter', async () => {
  const { files } = newGroup({ root: here.root, ...group });
  expect(files).toEqual(['working-groups/quiet-room/charter.md', 'working-groups/quiet-room/meetings/README.md']);
  const rules = new Set((await checkWorkingGroups({ root: here.root, date: group.date })).map(({ rule }) => rule));
  expect(rules).toEqual(new Set(['section-text']));
  const [charter = ''] = files;
  here.write(charter, here.read(charter).replaceAll(/<!-- .* -->/g, 'An answer.'));
  expect(await checkWorkingGroups({ root: here.root, date: group.date })).toEqual([]);
  expect(listWorkingGroups({ root: here.root }).map(({ name }) => name)).toEqual(['example', 'quiet-room']);
});

it.each([
  [{ name: 'Quiet' }, /^Unexpected name Quiet, /],
  [{ name: '../up' }, /^Unexpected name \.\.\/up, /],
  [{ name: 'example' }, /^working-groups\/example exists already$/],
  [{ title: 'Q' }, /^Unexpected title of 1 characters, expected 4 to 80$/],
  [{ kind: 'secret' }, /^Unexpected kind secret, expected one of standing, task$/],
])('%j is refused in one line, and nothing is written', (wrong, line) => {
  expect(() => newGroup({ root: here.root, ...group, ...wrong })).toThrow(line);
  expect(existsSync(join(here.root, 'working-groups/quiet-room'))).toBe(false);
});
