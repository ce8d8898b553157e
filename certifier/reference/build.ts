/** The reference server as one file, the same bytes in the package and wherever it is built from the sources. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where it is, seen from a module of the package that this one became a part of. */
const BUILT = ['./reference/main.js', '../reference/main.js'];

export async function referenceBytes(): Promise<Uint8Array> {
  const built = BUILT.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
  if (built !== undefined) return readFileSync(built);
  // Only the checkout has what builds it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    entryPoints: ['certifier/reference/main.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('the reference server was not built');
  return file.contents;
}
