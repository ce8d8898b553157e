/** No template without a page that the tests look at. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lib/root.ts';
import { KINDS } from './kinds.ts';
import { drawn } from './sample-pages.ts';

/** `specification/requirements/[id].astro` answers `specification/requirements/x/`. */
const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template
      .replaceAll('\\', '/')
      .replace(/(^|\/)index\.astro$/, '$1')
      .replace(/([^/])\.astro$/, '$1/')
      .replaceAll(/\[\.\.\.\w+\]/g, '.+')
      .replaceAll(/\[\w+\]/g, '[^/]+')}$`,
  );

const templates = readdirSync(join(root, 'site/pages'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.astro') && name !== '404.astro')
  .sort();

it.each(templates)('%s has a page among the kinds that are looked at', (template) => {
  const pattern = patternOf(template);
  expect(KINDS.filter(([, path]) => pattern.test(path))).not.toEqual([]);
});

it('draws the same pages by the same seed, and others by another', () => {
  const pages = Array.from({ length: 100 }, (_, index) => `page-${index}/`);
  expect(drawn(pages, 'a', 5)).toEqual(drawn(pages, 'a', 5));
  expect(drawn(pages, 'a', 5)).not.toEqual(drawn(pages, 'b', 5));
  expect(new Set(drawn(pages, 'a', 5)).size).toBe(5);
});
