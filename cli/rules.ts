/** Checking documents and explaining rules: what `accord rfc` and `accord wg` have in common. */
import { join, relative, resolve, sep } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { Format } from '../governance/lint/formats.ts';
import type { Problem } from '../governance/problem.ts';
import type { CheckRequest } from '../governance/rfc/lint.ts';
import { fromCheckout } from './checkout.ts';
import { EXIT, UsageError } from './exit.ts';
import { plainFile } from './files.ts';
import { nearest } from './nearest.ts';
import { asIs, day, several } from './options.ts';
import { ROOT } from './root.ts';
import { print, tell } from './terminal.ts';

export const today = (): string => new Date().toISOString().slice(0, 10);

const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const satisfies readonly Format[];

const formatOf = (text: string): Format => {
  const format = FORMATS.find((each) => each === text);
  if (format === undefined) throw new InvalidArgumentError(`It must be one of ${FORMATS.join(', ')}.`);
  return format;
};

interface Asked {
  readonly base?: string;
  readonly actor?: string;
  readonly role?: readonly string[];
  readonly date?: string;
  readonly fix?: boolean;
  readonly format: Format;
}

export type Check = (request: CheckRequest) => Promise<readonly Problem[]>;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Paths from the root. A file that no rule looks at must not come out clean. */
const filesIn = (folder: string, given: readonly string[]): ReadonlySet<string> =>
  new Set(
    given.map((file) => {
      const path = relative(ROOT, resolve(file)).split(sep).join('/');
      if (path === folder) throw new UsageError(`${file} is a folder; without a name all of it is checked`);
      if (!path.startsWith(`${folder}/`)) throw new UsageError(`${file} is not below ${folder}/, where the rules look`);
      if (plainFile(resolve(file)) === undefined) throw new UsageError(`cannot check ${file}: there is no such file`);
      return path;
    }),
  );

/** `what` is checked, which stands in `folder`. */
export function defineCheck(command: Command, folder: string, what: string, load: () => Promise<Check>): void {
  command
    .command('check')
    .description(`check ${what}`)
    .argument('[file...]', `say what is wrong with these alone, each below ${folder}/; all when absent`)
    .option('--base <ref>', 'also check the change since this branch or commit')
    .option('--actor <name>', 'who makes the change; with --base')
    .option('--role <role>', 'a role that the host of the repository vouches for', several(asIs))
    .option('--date <date>', 'the day on which the clock is read; today when absent', day)
    .option('--fix', 'mend what can be mended without a decision')
    .option('--format <format>', FORMATS.join(', '), formatOf, 'pretty')
    .action(async (named: readonly string[], { base, actor, role, date = today(), fix = false, format }: Asked) => {
      if (actor !== undefined && base === undefined)
        throw new UsageError('--actor says who makes a change; it needs --base, the state before it');
      const only = named.length === 0 ? undefined : filesIn(folder, named);
      const check = await load();
      const request: CheckRequest = {
        root: ROOT,
        base,
        date,
        actor: actor === undefined ? undefined : { name: actor, roles: role ?? [] },
        cache: join(ROOT, '.accord', 'cache'),
        only,
      };
      const problems = await (fix ? mended(request, check) : check(request));
      const { formatProblems } = await import('../governance/lint/formats.ts');
      // The others name a rule by its id alone.
      const rules = format === 'sarif' ? (await import('../governance/lint/all-rules.ts')).ALL_RULES : [];
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      // Before anything is printed: whoever reads may stop early.
      process.exitCode = errors > 0 ? EXIT.findings : EXIT.clean;
      await print(formatProblems(problems, format, rules));
      const mendable = problems.some((problem) => problem.fix !== undefined);
      tell(
        problems.length === 0
          ? 'clean'
          : `${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}${mendable ? '; --fix mends some of them' : ''}`,
      );
    });
}

async function mended(request: CheckRequest, check: Check): Promise<readonly Problem[]> {
  const { mend } = await import('../governance/lint/fix.ts');
  const { diskFiles } = await import('../governance/files.ts');
  const { problems, fixed } = await mend(request.root, diskFiles(request.root), () => check(request));
  for (const [file, count] of fixed) tell(`mended ${file}: ${counted(count, 'finding')}`);
  if ([...fixed.keys()].some((file) => file.startsWith('specification/'))) await recompiled();
  return problems;
}

/** What is made of the pages follows them. */
async function recompiled(): Promise<void> {
  const { buildCatalogue } = await import('../certifier/catalogue/files.ts');
  const { problems: wrong } = await buildCatalogue();
  tell(
    wrong.length === 0
      ? 'compiled the specification'
      : 'the specification does not compile; accord spec build says why',
  );
}

export function defineExplain(command: Command, name: string): void {
  command
    .command('explain')
    .description('a rule: why it is there, and examples')
    .argument('[rule]', 'as a finding names it; without it, all rules')
    .action(async (id: string | undefined) => {
      const { ALL_RULES } = await fromCheckout(name, () => import('../governance/lint/all-rules.ts'));
      const { explainRule } = await import('../governance/lint/explain.ts');
      if (id === undefined) return print(ALL_RULES.map(({ id: each, reason }) => `${each}\n    ${reason}\n`).join(''));
      const rule = ALL_RULES.find((each) => each.id === id);
      if (rule !== undefined) return print(explainRule(rule));
      const near = nearest(
        id,
        ALL_RULES.map((each) => each.id),
      );
      const hint = near.length === 0 ? `accord ${name} explain lists all` : `did you mean ${near.join(' or ')}?`;
      throw new UsageError(`there is no rule "${id}"; ${hint}`);
    });
}
