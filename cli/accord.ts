#!/usr/bin/env node
// Nothing is imported before the version is known, and every Node that can load a module can parse this.
const [major, minor] = process.versions.node.split('.').map(Number);
if ((major as number) > 22 || (major === 22 && (minor as number) >= 18)) {
  import('node:module').then(async ({ enableCompileCache }) => {
    // In the checkout types are stripped at each start, which takes half of a command's time, unless Node keeps what came of it.
    if (import.meta.url.endsWith('.ts')) {
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
