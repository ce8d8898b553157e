/**
 * `node governance/corpora/run.ts <corpus> <checkout> [date] [--all]`: our rules on a checkout of somebody else's repository. It
 * prints counts, and with --all each finding. Nothing of theirs is written anywhere.
 */
import { existsSync } from 'node:fs';
import { diskFiles } from '../files.ts';
import { problemLine } from '../problem.ts';
import { requireProcess } from '../process.ts';
import { adapterNames, readAdapter } from './adapter.ts';
import { checkCorpus } from './check.ts';

const adapters = diskFiles(import.meta.dirname);
const [name = '', checkout = '', date = new Date().toISOString().slice(0, 10)] = process.argv
  .slice(2)
  .filter((word) => word !== '--all');
const adapter = readAdapter(adapters, name);

if (adapter === null || !existsSync(checkout)) {
  const wrong = adapter === null ? `there is no corpus "${name}"` : `there is no folder "${checkout}"`;
  process.stderr.write(
    `${wrong}; node governance/corpora/run.ts ${adapterNames(adapters).join('|')} <checkout> [date] [--all]\n`,
  );
  process.exitCode = 2;
} else {
  const ours = requireProcess(diskFiles(`${import.meta.dirname}/../..`));
  const { documents, counts, problems } = checkCorpus(diskFiles(checkout), adapter, ours, date);
  if (process.argv.includes('--all')) process.stdout.write(problems.map((each) => `${problemLine(each)}\n`).join(''));
  process.stdout.write(`${documents} documents\n`);
  for (const { rule, expected, documents: count, findings } of counts)
    process.stdout.write(`${rule}: ${findings} in ${count} documents, expected ${expected}\n`);
}
