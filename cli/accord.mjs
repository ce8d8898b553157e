#!/usr/bin/env node
// Nothing is imported before the version is known, and every Node that can load a module can parse this. No TypeScript, so that in
// a checkout a command whose modules are all compiled need not begin with loading what strips types, half of its start.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  import('node:module').then(async ({ enableCompileCache }) => {
    // The package is one bundle: there is little to compile.
    if (import.meta.url.endsWith('.mjs')) {
      enableCompileCache(decodeURIComponent(new URL('../node_modules/.cache/accord', import.meta.url).pathname));
    }
    return (await import('./main.ts')).main(process.argv);
  });
} else {
  console.error(
    `accord: needs Node 22.18 or later, and this is ${process.versions.node}; see https://nodejs.org/en/download`,
  );
  process.exitCode = 2;
}
