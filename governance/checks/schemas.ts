/** `npm run check:schemas`: prints how many files of each kind were checked, and what is wrong with them. */
import { diskFiles } from '../files.ts';
import { problemLine } from '../problem.ts';
import { checkSchemas } from './check-schemas.ts';

const checked = await checkSchemas(diskFiles(`${import.meta.dirname}/../..`));
const width = Math.max(...checked.map(({ kind }) => kind.length));
for (const { kind, count, problems } of checked) {
  console.log(`${kind.padEnd(width)}  ${String(count).padStart(4)}`);
  for (const problem of problems) console.log(`  ${problemLine(problem)}`);
}
const files = checked.reduce((sum, { count }) => sum + count, 0);
const problems = checked.reduce((sum, each) => sum + each.problems.length, 0);
console.log(`\n${files} files, ${problems} ${problems === 1 ? 'problem' : 'problems'}`);
process.exitCode = problems === 0 ? 0 : 1;
