/**
 * `npm run check:workflows`: actionlint and zizmor over the workflows and the action, each in one version, by the programs that a
 * runner has. Where such a program is missing nothing was checked, which is said and is no success.
 */
import { spawnSync } from 'node:child_process';

const ROOT = `${import.meta.dirname}/../..`;
const LINTERS = [
  ['actionlint', 'go', ['run', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7']],
  ['zizmor', 'pipx', ['run', 'zizmor==1.32.0', '--offline', '.github', 'action.yml']],
] as const;
/** As everywhere: findings, and no verdict. */
const [FINDINGS, NO_VERDICT] = [1, 3];

const statusOf = ([name, program, args]: (typeof LINTERS)[number]): number => {
  const { error, status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  if (error === undefined) {
    console.log(`${name}: ${status === 0 ? 'nothing found' : 'see above'}`);
    return status === 0 ? 0 : FINDINGS;
  }
  console.log(`${name}: not run, because ${program} cannot be started here`);
  return NO_VERDICT;
};

const statuses = LINTERS.map(statusOf);
process.exitCode = statuses.includes(FINDINGS) ? FINDINGS : Math.max(...statuses);
