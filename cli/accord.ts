#!/usr/bin/env node
// Nothing is imported before the version is known, and every Node that can load a module can parse this.
const [major, minor] = process.versions.node.split('.').map(Number);
if ((major as number) > 22 || (major === 22 && (minor as number) >= 18)) {
  import('./main.ts').then((loaded) => loaded.main(process.argv));
} else {
  console.error(
    `accord: needs Node 22.18 or later, and this is ${process.versions.node}; see https://nodejs.org/en/download`,
  );
  process.exitCode = 2;
}
