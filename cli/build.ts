/**
 * Builds the package into `dist/`: the command, the reference server and the judge bundle. The command is split, so that
 * `accord --help` loads what it shows and no more. Run by `npm run build`, and by npm before it packs.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildBundle } from '../certifier/certificate/bundle/build.ts';
import { BUNDLE_FILE } from '../certifier/certificate/bundle/load.ts';
import { referenceBytes } from '../certifier/reference/build.ts';
import manifest from '../package.json' with { type: 'json' };
import { ROOT } from './root.ts';

const OUT = join(ROOT, 'dist');

/** Only what is needed at run time is installed with the package; the rest is what `fromCheckout` says in one line. */
const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];

const shared = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  external: external.flatMap((name) => [name, `${name}/*`]),
  legalComments: 'none',
  logLevel: 'warning',
} as const;

for (const entry of (await readdir(OUT).catch(() => [])).filter((name) => name !== 'site')) {
  await rm(join(OUT, entry), { recursive: true, force: true });
}
// Everything lies in one folder: what looks for a file beside itself (the judge bundle, the reference server) finds it.
await build({
  ...shared,
  entryPoints: { accord: 'cli/accord.mjs' },
  outdir: 'dist',
  splitting: true,
  minifySyntax: true,
  chunkNames: '[name]-[hash]',
});
await mkdir(join(OUT, 'reference'), { recursive: true });
await writeFile(join(OUT, 'reference/main.js'), await referenceBytes());
const bundle = await buildBundle();
await writeFile(join(OUT, BUNDLE_FILE), bundle);
console.log(`Built dist/: the command, the reference server, and the judge bundle (${bundle.length} bytes).`);
