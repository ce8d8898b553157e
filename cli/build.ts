/**
 * Builds the package into `dist/`: the command, the reference server and the judge bundle. The command is split, so that
 * `accord --help` loads what it shows and no more. Run by `npm run build`, and by npm before it packs.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { SIGSTORE_FILE } from '../certifier/certificate/attestation/attestation.ts';
import { buildBundle } from '../certifier/certificate/bundle/build.ts';
import { BUNDLE_FILE } from '../certifier/certificate/bundle/load.ts';
import { KEYS_FILE, PACKED_FOLDER, SHELF_FOLDER, STATUS_LOG_FILE } from '../certifier/certificate/programme.ts';
import { referenceBytes } from '../certifier/reference/build.ts';
import manifest from '../package.json' with { type: 'json' };
import { WORKER_FILE } from './recheck/recheck.ts';
import { ROOT } from './root.ts';

const OUT = join(ROOT, 'dist');

/** What only some commands need is built in: resolving its hundred modules at each start would take longer than the command. */
const BUILT_IN = ['unhomoglyph', 'yaml', 'zod'];
/** Only what is needed at run time is installed with the package; the rest is what `fromCheckout` says in one line. */
const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].filter(
  (name) => !BUILT_IN.includes(name),
);

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
  // What it offers to Node is written for require, which a module has not.
  alias: { yaml: join(ROOT, 'node_modules/yaml/browser/index.js') },
  minifySyntax: true,
  chunkNames: '[name]-[hash]',
});
await mkdir(join(OUT, 'reference'), { recursive: true });
await writeFile(join(OUT, 'reference/main.js'), await referenceBytes());
/** One licence, and one text of it, for what is of sigstore. */
const SIGSTORE = '@sigstore/core';
const licences = [...BUILT_IN, SIGSTORE].map(
  async (name) => `${name}\n\n${await readFile(join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8')}`,
);
await writeFile(join(OUT, 'LICENSES.txt'), (await Promise.all(licences)).join('\n'));

await build({ ...shared, entryPoints: { [basename(WORKER_FILE, '.js')]: 'cli/recheck/worker.ts' }, outdir: 'dist' });
// Written for require, and loaded for nothing but an attestation.
await build({
  ...shared,
  entryPoints: { [basename(SIGSTORE_FILE, '.cjs')]: 'certifier/certificate/attestation/sigstore.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: [],
  minify: true,
});
const bundle = await buildBundle();
await writeFile(join(OUT, BUNDLE_FILE), bundle);
// What verifying needs of the programme itself: as it is on this day. Newer keys come with a newer package, or with --keys.
await mkdir(join(OUT, PACKED_FOLDER), { recursive: true });
for (const name of [KEYS_FILE, STATUS_LOG_FILE, SHELF_FOLDER]) {
  const from = join(ROOT, 'implementations', name);
  if (existsSync(from)) await cp(from, join(OUT, PACKED_FOLDER, name), { recursive: true });
}
console.log(`Built dist/: the command, the reference server, and the judge bundle (${bundle.length} bytes).`);
