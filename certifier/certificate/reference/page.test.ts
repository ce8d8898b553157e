import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { certificatePage, PAGE_FILE } from './page.ts';

it('the reference page is what the schemas say (npm run build:certificate writes it)', () => {
  const page = certificatePage();
  expect(readFileSync(fileURLToPath(new URL(`../../../${PAGE_FILE}`, import.meta.url)), 'utf8')).toBe(page);
  for (const field of ['runs[].observed.musts', 'checkpoint.validUntil', 'keys[].revoked.reason', 'previous'])
    expect(page).toContain(`| \`${field}\` |`);
  // A field that nobody explains would stand there with an empty cell.
  expect(page.match(/^\| `[^|]*\| *(?:yes)? *\| *\|$/gm) ?? []).toEqual([]);
});
