/** The page that sets our rules beside those of others names each of ours, and none that we do not have. */
import { expect, it } from 'vitest';
import { diskFiles, textOf } from '../files.ts';
import { ALL_RULES } from './all-rules.ts';

const page = 'site/content/docs/explanation/what-the-linter-finds.md';

it('the page of comparison links every rule', () => {
  const text = textOf(diskFiles(`${import.meta.dirname}/../..`), page) ?? '';
  const linked = new Set([...text.matchAll(/\/rfcs\/rules\/([a-z0-9-]+)\//g)].map(([, id = '']) => id));
  expect([...linked].sort()).toEqual(ALL_RULES.map(({ id }) => id).sort());
});
