/**
 * A build that leaves a file without a byte has failed, whatever it says: the page is there and what it needs is not. The index of
 * the search was once lost that way, because the program that writes it was ended before its files were on the disk.
 */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** How many are named: the first tell enough. */
const MOST = 3;

export const emptyFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => statSync(file).size === 0)
    .map((file) => relative(folder, file).split(sep).join('/'))
    .sort();

/** Stands last among the integrations: it looks at what all others wrote. */
export const noEmptyFiles = (): AstroIntegration => ({
  name: 'accord:no-empty-files',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir);
      const empty = emptyFiles(folder);
      if (empty.length === 0) return;
      const named = empty.slice(0, MOST).join(', ');
      const more = empty.length > MOST ? ` and ${empty.length - MOST} more` : '';
      throw new Error(
        `Written without a byte in ${folder}: ${named}${more}. Do not publish this build; build again, with room on the disk and no second build to the same folder.`,
      );
    },
  },
});
