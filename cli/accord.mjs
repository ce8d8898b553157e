#!/usr/bin/env node
// Nothing is imported before the version is known, and every Node that can load a module can parse this. No TypeScript, so that in
// a checkout a command whose modules are all compiled need not begin with loading what strips types, half of its start.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  Promise.all([import('node:module'), import('node:url')]).then(async ([{ enableCompileCache }, { fileURLToPath }]) => {
    // A run waits more than it computes, holds little and lets go of much. So nothing is compiled twice to be faster, and what it lets
    // go of is cleared away, rather than room made for more of it. Both save memory only if they are said before all else.
    const isRun = process.argv[2] === 'certify';
    if (isRun) {
      const { setFlagsFromString } = await import('node:v8');
      for (const flag of ['--semi-space-growth-factor=1', '--no-opt', '--no-maglev', '--no-sparkplug'])
        setFlagsFromString(flag);
    }
    // What V8 made of our code the first time lies beside that code, so only who could change the code could change it; a folder
    // that cannot be written, as of an installation for all users, has none. The package is this same file, bundled. What was made
    // under other flags is thrown away, so a run has its own.
    const beside = import.meta.url.endsWith('.mjs') ? '../node_modules/.cache/accord' : '.cache';
    enableCompileCache(fileURLToPath(new URL(isRun ? `${beside}/run` : beside, import.meta.url)));
    return (await import('./main.ts')).main(process.argv);
  });
} else {
  console.error(
    `accord: needs Node 22.18 or later, and this is ${process.versions.node}; see https://nodejs.org/en/download`,
  );
  process.exitCode = 2;
}
