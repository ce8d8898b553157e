/** accord reproduce: run the artifact of a submission again, and hold the outcomes against its reports. */
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Transport } from '../../certifier/evidence/transcript.ts';
import { jsonText } from '../../certifier/report/json.ts';
import type { Difference } from '../../certifier/submission/outcomes.ts';
import type { Problem } from '../../governance/problem.ts';
import { EXIT, type ExitStatus, UsageError } from '../exit.ts';
import { readBytes } from '../files.ts';
import { interruptible } from '../interrupt.ts';
import { REPORT_FILE, TRANSCRIPT_FILE } from '../measure.ts';
import { environmentEntry, several } from '../options.ts';
import { OutputFolder } from '../output.ts';
import { today } from '../rules.ts';
import { environmentOf } from '../secrets.ts';
import { locate } from '../submission/check.ts';
import { print, tell } from '../terminal.ts';

interface Options {
  readonly env?: readonly (readonly [string, string | undefined])[];
  readonly out?: string;
  readonly installed?: string;
  readonly json?: boolean;
  readonly container?: string;
  readonly base?: string;
  readonly due?: boolean;
}

export function define(command: Command): void {
  command
    .argument('[folder]', 'of a submission: implementations/<vendor>/<product>/<version>')
    .option('--env <name>', 'pass this variable to the command; NAME=VALUE sets it', several(environmentEntry))
    .option('--out <folder>', 'keep the transcripts and reports of this run there')
    .option('--installed <folder>', 'take the package from what npm installed there, and not from its registry')
    .option(
      '--container <image>',
      'run the command in a container of this image (docker), with a network only where it needs one',
    )
    .option(
      '--base <ref>',
      'each submission that the change since this branch or commit brings, as far as it can be run',
    )
    .option('--due', 'each result that may have a certificate and has none, as far as it can be run')
    .option('--json', 'for a machine')
    .addHelpText(
      'after',
      '\nIt starts the artifact as you, with your files and your network; software that you do not know belongs in a container.',
    )
    .action(async (folder: string | undefined, options: Options) => {
      process.exitCode = await runAll(folder, options);
    });
}

async function runAll(given: string | undefined, options: Options): Promise<ExitStatus> {
  const { base, due = false, out, json } = options;
  const ways = [given !== undefined, base !== undefined, due].filter(Boolean).length;
  if (ways !== 1) throw new UsageError('what shall be run again? give a folder, or --base and a branch, or --due');
  if (options.container !== undefined && options.installed !== undefined)
    throw new UsageError('--installed is a folder of this machine, which no container sees; leave out one of the two');
  if (given !== undefined) return run(given, options);
  if (out !== undefined || json === true) throw new UsageError('--out and --json are for one folder');
  const folders = await foldersFor(base);
  if (folders.length === 0) tell('no submission that could be run again');
  let worst: ExitStatus = EXIT.clean;
  for (const folder of folders) worst = worseOf(worst, await run(folder, options));
  return worst;
}

/** What was not reproduced outweighs what could not be run. */
const worseOf = (one: ExitStatus, other: ExitStatus): ExitStatus =>
  one === EXIT.findings || other === EXIT.clean ? one : other;

/** Those that can be run here; of the others it is said that they were not. */
async function foldersFor(base: string | undefined): Promise<readonly string[]> {
  const { comparedWith, foldersIn } = await import('../../certifier/submission/disk.ts');
  const { dueIn } = await import('../../certifier/submission/due.ts');
  const { submissionsIn } = await import('../../certifier/submission/programme.ts');
  const { isReproducible } = await import('../../certifier/submission/reproduce/reproducible.ts');
  const root = process.cwd();
  const asked =
    base === undefined ? dueIn(root).map(({ published }) => published.folder) : foldersIn(comparedWith(root, base));
  const wanted = submissionsIn(root).filter(({ folder }) => asked.includes(folder));
  for (const { folder, submission } of wanted)
    if (!isReproducible(submission))
      tell(`not run again: ${folder} is no package of npm, or needs a value that only its submitter has`);
  return wanted.filter(({ submission }) => isReproducible(submission)).map(({ folder }) => folder);
}

interface Line {
  readonly transport: Transport;
  readonly compared: number;
  readonly differences: readonly Difference[];
}

async function run(given: string, { env = [], out, installed, container, json = false }: Options): Promise<ExitStatus> {
  const { root, folder } = locate(given);
  const { SUBMISSION_FILE } = await import('../../certifier/submission/folder.ts');
  const { readSubmission } = await import('../../certifier/submission/read.ts');
  const { readReport } = await import('../../certifier/submission/read-report.ts');
  const { TRANSPORTS } = await import('../../certifier/submission/folder.ts');
  const { differenceText } = await import('../../certifier/submission/outcomes.ts');
  const { reproduce } = await import('../../certifier/submission/reproduce/reproduce.ts');
  const { submission } = readSubmission(await readBytes(join(root, folder, SUBMISSION_FILE), 'submission'));
  const refusal = new UsageError(`${given} is no submission that could be run; accord submit --check says why`);
  if (submission === undefined) throw refusal;
  if (submission.subject.url !== undefined) {
    tell(`accord: ${submission.subject.url} is an observed service: there is no artifact that could be run again`);
    return EXIT.noVerdict;
  }
  const problems = await lastingProblems(root, folder);
  if (problems.length > 0) {
    const { problemText } = await import('../submission/check.ts');
    await print(json ? jsonText({ folder, reproduced: false, problems }) : await problemText(problems));
    tell(`accord: nothing of ${folder} was run: it is not admissible`);
    return EXIT.findings;
  }
  const values = environmentOf(env);
  const kept = out === undefined ? undefined : await OutputFolder.claim(out);
  const lines: Line[] = [];
  try {
    await interruptible(async (signal) => {
      for (const transport of TRANSPORTS.filter((each) => submission.run[each] !== undefined)) {
        const read = readReport(await readBytes(join(root, folder, transport, REPORT_FILE), 'report'));
        if (!('report' in read)) throw refusal;
        const result = await reproduce(submission, transport, read.report, {
          env: values,
          signal,
          ...(installed === undefined ? {} : { installation: installed }),
          ...(container === undefined ? {} : { container }),
        });
        const { compared, differences } = result;
        lines.push({ transport, compared, differences });
        await kept?.write(`${transport}.${TRANSCRIPT_FILE}`, result.transcript);
        await kept?.write(`${transport}.${REPORT_FILE}`, result.reportBytes);
      }
    });
    await kept?.publish();
  } catch (cause) {
    await kept?.discard();
    if (cause instanceof Error && cause.name === 'ReproduceRefused') {
      tell(`accord: ${cause.message}`);
      return EXIT.noVerdict;
    }
    throw cause;
  }
  const differing = lines.reduce((sum, { differences }) => sum + differences.length, 0);
  if (json) await print(jsonText({ folder, reproduced: differing === 0, runs: lines }));
  else
    for (const { transport, compared, differences } of lines) {
      const said = differences.length === 0 ? `${compared} outcomes agree` : `${differences.length} outcomes differ`;
      await print(`${transport}: ${said}\n${differences.map((each) => `  ${differenceText(each)}\n`).join('')}`);
    }
  tell(differing === 0 ? `reproduced: ${folder}` : `not reproduced: ${folder}`);
  return differing === 0 ? EXIT.clean : EXIT.findings;
}

/** Whatever an admission rule refuses for ever is not started: a shell, code among the arguments, another package. */
async function lastingProblems(root: string, folder: string): Promise<readonly Problem[]> {
  const { admissionOf, LASTING_RULES } = await import('../../certifier/submission/admission.ts');
  const { requestFromDisk } = await import('../../certifier/submission/disk.ts');
  const request = await requestFromDisk({ root, folder, date: today() });
  return (await admissionOf(request, LASTING_RULES)).problems;
}
