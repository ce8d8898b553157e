/** Builds the judge bundle. Needs esbuild, which only the checkout has. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Neutral code has no builtins and leaves nothing to be found where it runs, so an import that stays outside is a mistake. */
const nothingOutside: Plugin = {
  name: 'nothing-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^(node:|https?:|data:)/ }, ({ path, importer }) => ({
      errors: [{ text: `the judge bundle must stand alone, and ${importer} imports ${path}` }],
    }));
  },
};

/**
 * One ES module, the same bytes on every machine: minified, because unminified output names each source by its path, and that
 * differs where node_modules is laid out otherwise.
 */
export async function buildNeutral(entry: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: dirname(entry),
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2024',
    charset: 'utf8',
    minify: true,
    legalComments: 'inline',
    sourcemap: false,
    treeShaking: true,
    logLevel: 'silent',
    // A build must not depend on a compiler option that an editor changed.
    tsconfigRaw: {},
    plugins: [nothingOutside],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no output');
  return file.contents;
}

export const buildBundle = (): Promise<Uint8Array> =>
  buildNeutral(fileURLToPath(new URL('./entry.ts', import.meta.url)));
