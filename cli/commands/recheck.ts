/** accord recheck: what the judge of today says of every stored transcript, and what would change. */
import { relative } from 'node:path';
import { type Command, Option } from 'commander';
import { ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { changeText } from '../../certifier/certificate/changes.ts';
import { programmePath } from '../../certifier/certificate/programme.ts';
import { jsonText } from '../../certifier/report/json.ts';
import { visible } from '../../certifier/report/safe.ts';
import { SUITE_VERSION } from '../../certifier/suite.ts';
import { EXIT, type ExitStatus } from '../exit.ts';
import { type Checked, recheckAll } from '../recheck/recheck.ts';
import { print } from '../terminal.ts';

interface Options {
  readonly format: 'pretty' | 'json';
}

export function define(command: Command): void {
  command
    .argument('[folders...]', 'where reports and transcripts stand; implementations/ unless one is named')
    .addOption(
      new Option('--format <name>', 'for people, or for programs').choices(['pretty', 'json']).default('pretty'),
    )
    .addHelpText(
      'after',
      '\nExit status 1 where a verdict would be another or a report was changed, 3 where something could not be judged again.',
    )
    .action(async (folders: readonly string[], { format }: Options) => {
      const checked = await recheckAll(folders.length === 0 ? [programmePath('')] : folders);
      await print(format === 'json' ? jsonText(await shown(checked)) : told(checked));
      process.exitCode = statusOf(checked);
    });
}

function statusOf(checked: readonly Checked[]): ExitStatus {
  // A report that its own judge never made is no matter of suites: it was changed.
  const changed = ({ rechecked }: Checked): boolean =>
    rechecked !== undefined && (rechecked.verdictChanges || (!rechecked.suiteChanged && rechecked.changes.length > 0));
  if (checked.some(changed)) return EXIT.findings;
  return checked.some(({ problem }) => problem !== undefined) ? EXIT.noVerdict : EXIT.clean;
}

const pathOf = ({ folder }: Checked): string => visible(relative(process.cwd(), folder) || '.');

const shown = async (checked: readonly Checked[]) => ({
  suite: { version: SUITE_VERSION, digest: (await ownBundle()).digest },
  checked: checked.length,
  reports: checked.map((each) => {
    const { certificate, rechecked, problem } = each;
    return {
      folder: pathOf(each),
      certificate,
      suiteChanged: rechecked?.suiteChanged,
      from: rechecked?.from,
      verdictChanges: rechecked?.verdictChanges,
      changes: rechecked?.changes,
      problem,
    };
  }),
});

function linesOf(each: Checked): readonly string[] {
  const { certificate, rechecked, problem } = each;
  const head = `${pathOf(each)} (${certificate === undefined ? 'no certificate' : `certificate ${certificate}`})`;
  if (problem !== undefined) return [head, `  not judged: ${visible(problem)}`];
  if (rechecked === undefined || rechecked.changes.length === 0) return [];
  const { from, to, suiteChanged, changes } = rechecked;
  const cause = suiteChanged
    ? `  judged by suite ${visible(from.version)}, and now by ${to.version}, another judge:`
    : '  by the same judge, which never said what the report says:';
  return [head, cause, ...changes.map((change) => `    ${visible(changeText(change))}`)];
}

function told(checked: readonly Checked[]): string {
  const count = (what: (each: Checked) => boolean): number => checked.filter(what).length;
  const changed = count(({ rechecked }) => (rechecked?.changes.length ?? 0) > 0);
  const verdicts = count(({ rechecked }) => rechecked?.verdictChanges === true);
  const problems = count(({ problem }) => problem !== undefined);
  return `${[
    ...checked.flatMap(linesOf),
    `${checked.length} judged again by suite ${SUITE_VERSION}: ${changed} with another outcome, ${verdicts} with another verdict${
      problems === 0 ? '' : `; ${problems} could not be judged`
    }`,
  ].join('\n')}\n`;
}
