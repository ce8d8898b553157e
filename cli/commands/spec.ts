/** accord spec: the catalogue, compiled from specification/*.md. */
import type { Command } from 'commander';
import { catalogue } from '../../certifier/catalogue/catalogue.ts';
import { fromCheckout } from '../checkout.ts';
import { EXIT, UsageError } from '../exit.ts';
import { print, tell } from '../terminal.ts';

const load = <T>(module: () => Promise<T>): Promise<T> => fromCheckout('spec', module);

export function define(command: Command): void {
  command
    .command('build')
    .description('compile the catalogue; write the examples, and what each profile names')
    .action(build);
  command
    .command('check')
    .description('say what is stale and what is incomplete')
    .option('--base <commit>', 'also that no id which stands there is simply gone')
    .action(check);
  command
    .command('lock')
    .description('read an upstream checkout, and say what changed since its sentences were answered')
    .requiredOption('--upstream <folder>', 'a checkout of modelcontextprotocol/modelcontextprotocol')
    .option('--dry-run', 'write nothing')
    .action(lock);
}

async function build(): Promise<void> {
  const { buildCatalogue } = await load(() => import('../../certifier/catalogue/files.ts'));
  const { catalogue, problems } = await buildCatalogue();
  await print(problems.map(({ place, message }) => `${place}  ${message}\n`).join(''));
  if (problems.length > 0) {
    tell(`${problems.length} problems; nothing was written`);
    process.exitCode = EXIT.findings;
    return;
  }
  const { buildExamples } = await load(() => import('../../certifier/examples/files.ts'));
  const examples = await buildExamples();
  const { writeProfiles } = await load(() => import('../../certifier/profiles/files.ts'));
  const { checks } = await load(() => import('../../certifier/judge/ruler.ts'));
  const { frozen } = await load(() => import('../../certifier/profiles/frozen.ts'));
  for (const file of await writeProfiles(catalogue, checks, frozen)) tell(`${file} names what is judged now`);
  tell(`${catalogue.requirements.length} requirements on ${catalogue.topics.length} pages, ${examples} examples`);
}

async function check({ base }: { readonly base?: string }): Promise<void> {
  const { specificationState } = await load(() => import('../specification.ts'));
  const { GitRefused } = await load(() => import('../../governance/git/git.ts'));
  const { problems, coverage } = await specificationState(base).catch((cause: unknown) => {
    throw cause instanceof GitRefused ? new UsageError(cause.message) : cause;
  });
  await print(problems.map((problem) => `${problem}\n`).join(''));
  for (const line of coverage) tell(line);
  process.exitCode = problems.length === 0 ? EXIT.clean : EXIT.findings;
}

interface LockAsked {
  readonly upstream: string;
  readonly dryRun?: boolean;
}

async function lock({ upstream, dryRun = false }: LockAsked): Promise<void> {
  const { NoUpstream, readUpstream, writeLocks } = await load(() => import('../../certifier/catalogue/lock/files.ts'));
  const { relockedLines } = await load(() => import('../specification.ts'));
  const read = await readUpstream(upstream, catalogue).catch((cause: unknown) => {
    throw cause instanceof NoUpstream ? new UsageError(cause.message) : cause;
  });
  const { findings, coverage } = relockedLines(read, catalogue);
  await print(findings.map((line) => `${line}\n`).join(''));
  for (const line of coverage) tell(line);
  if (dryRun) tell('nothing was written');
  else await writeLocks(read.revisions.map((each) => each.lock));
  process.exitCode = findings.length === 0 ? EXIT.clean : EXIT.findings;
}
