import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readingModule, storeAsData } from './as-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord "store" '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Load {
  readonly order: string;
  readonly filter: { readonly id: RegExp };
  readonly handler: () => { readonly code: string } | undefined;
}

/** What it hands to Vite when Astro is told to do `command` and keeps its store in `folder`. */
function loadsOf(command: string, collectionStorage: string): readonly Load[] {
  const loads: Load[] = [];
  const { hooks } = storeAsData() as unknown as { readonly hooks: Record<string, (given: object) => void> };
  hooks['astro:config:setup']?.({
    command,
    updateConfig: ({ vite }: { readonly vite: { readonly plugins: readonly { readonly load: Load }[] } }) =>
      loads.push(...vite.plugins.map(({ load }) => load)),
  });
  hooks['astro:config:done']?.({
    config: { cacheDir: pathToFileURL(`${folder}/`), experimental: { collectionStorage } },
  });
  return loads;
}

it('the module holds what the file holds when it is loaded', async () => {
  const file = join(folder, 'store.json');
  const module = join(folder, 'module.mjs');
  writeFileSync(module, readingModule(file));
  writeFileSync(file, '[{"text":"“§”"},1]');
  expect(await import(pathToFileURL(module).href)).toMatchObject({ default: [{ text: '“§”' }, 1] });
});

it('a build is handed it before Astro makes a program of the file', () => {
  const [load] = loadsOf('build', 'single-file');
  expect(load?.order).toBe('pre');
  expect(load?.handler()).toBeUndefined();
  const file = join(folder, 'data-store.json');
  writeFileSync(file, '[]');
  expect(load?.handler()?.code).toBe(readingModule(file));
});

it('a store in several files stays with Astro, and so does everything while writing', () => {
  writeFileSync(join(folder, 'data-store.json'), '[]');
  expect(loadsOf('build', 'chunked').map(({ handler }) => handler())).toEqual([undefined]);
  expect(loadsOf('dev', 'single-file')).toEqual([]);
});

it('Astro calls the file and the module so: by other names a build would be slow again', async () => {
  const consts = new URL(
    'content/consts.js',
    import.meta.resolve('astro/config').replace(/config\/entrypoint\.js$/, ''),
  );
  const { DATA_STORE_FILE, RESOLVED_DATA_STORE_VIRTUAL_ID } = await import(consts.href);
  writeFileSync(join(folder, DATA_STORE_FILE), '[]');
  const [load] = loadsOf('build', 'single-file');
  expect(RESOLVED_DATA_STORE_VIRTUAL_ID).toMatch(load?.filter.id ?? /^$/);
  expect(load?.handler()?.code).toContain(JSON.stringify(join(folder, DATA_STORE_FILE)));
});
