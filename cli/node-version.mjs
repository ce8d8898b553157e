// Run before the npm scripts, in syntax that any Node can read: they run on the Node that the project pins, and say so in one
// line where it is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `accord: needs Node 22.18 or later, and found ${process.versions.node}. The project brings its own: run \`npm ci\` without --ignore-scripts, or \`npm rebuild node\`.`,
  );
  process.exit(2);
}
