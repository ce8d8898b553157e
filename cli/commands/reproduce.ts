/** accord reproduce: run the artifact of a submission again, and hold the outcomes against its reports. */
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Transport } from '../../certifier/evidence/transcript.ts';
import { jsonText } from '../../certifier/report/json.ts';
import type { Difference } from '../../certifier/submission/outcomes.ts';
import { EXIT, type ExitStatus, UsageError } from '../exit.ts';
import { readBytes } from '../files.ts';
import { interruptible } from '../interrupt.ts';
import { REPORT_FILE, TRANSCRIPT_FILE } from '../measure.ts';
import { environmentEntry, several } from '../options.ts';
import { OutputFolder } from '../output.ts';
import { environmentOf } from '../secrets.ts';
import { locate } from '../submission/check.ts';
import { print, tell } from '../terminal.ts';

interface Options {
  readonly env?: readonly (readonly [string, string | undefined])[];
  readonly out?: string;
  readonly installed?: string;
  readonly json?: boolean;
}

export function define(command: Command): void {
  command
    .argument('<folder>', 'of a submission: implementations/<vendor>/<product>/<version>')
    .option('--env <name>', 'pass this variable to the command; NAME=VALUE sets it', several(environmentEntry))
    .option('--out <folder>', 'keep the transcripts and reports of this run there')
    .option('--installed <folder>', 'take the package from what npm installed there, and not from its registry')
    .option('--json', 'for a machine')
    .addHelpText(
      'after',
      '\nIt starts the artifact as you, with your files and your network; software that you do not know belongs in a container.',
    )
    .action(async (folder: string, options: Options) => {
      process.exitCode = await run(folder, options);
    });
}

interface Line {
  readonly transport: Transport;
  readonly compared: number;
  readonly differences: readonly Difference[];
}

async function run(given: string, { env = [], out, installed, json = false }: Options): Promise<ExitStatus> {
  const { root, folder } = locate(given);
  const { SUBMISSION_FILE } = await import('../../certifier/submission/folder.ts');
  const { readSubmission } = await import('../../certifier/submission/read.ts');
  const { readReport } = await import('../../certifier/submission/read-report.ts');
  const { TRANSPORTS } = await import('../../certifier/submission/submission.ts');
  const { differenceText } = await import('../../certifier/submission/outcomes.ts');
  const { reproduce } = await import('../../certifier/submission/reproduce/reproduce.ts');
  const { submission } = readSubmission(await readBytes(join(root, folder, SUBMISSION_FILE), 'submission'));
  const refusal = new UsageError(`${given} is no submission that could be run; accord submit --check says why`);
  if (submission === undefined) throw refusal;
  if (submission.subject.url !== undefined) {
    tell(`accord: ${submission.subject.url} is an observed service: there is no artifact that could be run again`);
    return EXIT.noVerdict;
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
