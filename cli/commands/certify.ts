/** accord certify: probe a subject, judge what was recorded, write it down and tell it. */
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Revision } from '../../certifier/catalogue/requirement.ts';
import { DEFAULT_START_TIMEOUT_MS, DEFAULT_TIMEOUT_MS } from '../../certifier/certify.ts';
import type { AllowedTool } from '../../certifier/probes/engine/probe.ts';
import type { FormatName } from '../../certifier/report/format.ts';
import { visible } from '../../certifier/report/safe.ts';
import { readConfig } from '../config.ts';
import { statusOf, UsageError } from '../exit.ts';
import { interruptible } from '../interrupt.ts';
import { CERTIFICATE_FILE, measure, REPORT_FILE, TRANSCRIPT_FILE } from '../measure.ts';
import {
  allowedTool,
  asIs,
  duration,
  environmentEntry,
  formatName,
  headerField,
  revision,
  several,
} from '../options.ts';
import { OutputFolder } from '../output.ts';
import { showPlan } from '../plan.ts';
import { progressLine } from '../progress.ts';
import { BADGE_FILES } from '../run-files.ts';
import { environmentOf, secretsOf } from '../secrets.ts';
import { reportFiles, showReport } from '../show.ts';
import { missingTarget, nameOf, readTarget, subjectOf } from '../target.ts';
import { isWatched, tell } from '../terminal.ts';
import { knownWaivers, withStaleWaivers } from '../waivers.ts';

interface Options {
  readonly revision?: Revision | 'all';
  readonly out?: string;
  readonly format?: readonly FormatName[];
  readonly allowTool?: readonly AllowedTool[];
  readonly header?: readonly (readonly [string, string])[];
  readonly secret?: readonly string[];
  readonly secretEnv?: readonly string[];
  readonly env?: readonly (readonly [string, string | undefined])[];
  readonly timeout?: number;
  readonly startTimeout?: number;
  readonly fixture?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly seed?: string;
  readonly config?: string;
  readonly dryRun?: boolean;
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000}s`;

export function define(command: Command, foreign?: readonly string[]): void {
  command
    .argument('[subject...]', 'the MCP endpoint, or a command after --')
    .option('--revision <date>', 'judge by this revision, or by all; the newest of each era when absent', revision)
    .option('--out <folder>', 'where to write (default: .accord/<name>)')
    .option('--format <name>', 'pretty, json, junit, sarif, markdown or html; may be repeated', several(formatName))
    .option(
      '--allow-tool <name>',
      'call this tool though it may change something; NAME={…} gives arguments',
      several(allowedTool),
    )
    .option('--header <field>', "header field for each request, 'Name: value'", several(headerField))
    .option('--secret <value>', 'keep this value out of the transcript', several(asIs))
    .option('--secret-env <name>', 'keep the value of this variable out of the transcript', several(asIs))
    .option('--env <name>', 'pass this variable to the command; NAME=VALUE sets it', several(environmentEntry))
    .option(
      '--timeout <time>',
      `how long to wait for an answer: 1500ms, 10s (default: ${seconds(DEFAULT_TIMEOUT_MS)})`,
      duration,
    )
    .option(
      '--start-timeout <time>',
      `how long to wait for the first answer (default: ${seconds(DEFAULT_START_TIMEOUT_MS)})`,
      duration,
    )
    .option('--fixture', 'the subject keeps the fixture contract of the official suite')
    .option('--verbose', 'name each requirement that was not tested; the other formats always do')
    .option('--strict', 'warnings give exit status 1')
    .option('--seed <text>', 'seed of generated ids and arguments')
    .option('--config <file>', 'read options from a file')
    .option('--dry-run', 'say what would be done, and do nothing')
    .addHelpText(
      'after',
      '\nWithout --allow-tool, only tools that declare readOnlyHint: true are called.\n\n  accord certify http://127.0.0.1:3000/mcp\n  accord certify -- npx -y my-server --stdio',
    )
    .action(async (words: readonly string[], options: Options) => {
      process.exitCode = await run(words, foreign, options);
    });
}

async function run(words: readonly string[], command: readonly string[] | undefined, given: Options): Promise<number> {
  const config = await readConfig(given.config);
  await knownWaivers(config.waivers ?? [], given.config ?? '');
  const options = { ...config, ...given };
  const target = readTarget(words, command) ?? config.target;
  if (target === undefined) throw missingTarget();
  const headers = options.header ?? [];
  const subject = subjectOf(target, { headers, env: environmentOf(options.env ?? []) });
  const secrets = secretsOf(options.secret ?? [], options.secretEnv ?? [], headers);
  const formats: readonly FormatName[] = options.format ?? ['pretty'];
  if (options.dryRun === true) {
    const { revision, allowTool: allowTools = [], fixture = false } = options;
    await showPlan(subject, { revision, allowTools, fixture }, formats[0] === 'json');
    return 0;
  }

  const verbose = options.verbose === true;
  const folder = await OutputFolder.claim(options.out ?? join('.accord', nameOf(target)));
  const progress = progressLine();
  try {
    const measured = await interruptible(async (signal) => {
      const result = await measure(
        subject,
        {
          ...(options.revision === undefined ? {} : { revision: options.revision }),
          ...(options.seed === undefined ? {} : { seed: options.seed }),
          ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
          ...(options.startTimeout === undefined ? {} : { startTimeoutMs: options.startTimeout }),
          allowTools: options.allowTool ?? [],
          fixture: options.fixture ?? false,
          secrets,
          signal,
          onProgress: (each) => progress.show(each),
        },
        options.waivers,
      );
      await folder.write(TRANSCRIPT_FILE, result.transcriptText);
      await folder.write(REPORT_FILE, result.reportBytes);
      for (const [file, text] of await reportFiles(
        result.report,
        result.transcript,
        given.format ?? config.format ?? [],
        { verbose },
      )) {
        await folder.write(file, text);
      }
      return result;
    });
    // A certificate of an earlier run says nothing of this one.
    await folder.publish([CERTIFICATE_FILE, ...Object.values(BADGE_FILES)]);
    progress.end();
    const { report, transcript, problem } = measured;
    const [shown = 'pretty'] = formats;
    // What came too late for us is judged all the same, and decides the status.
    const isJudged = problem === undefined || report.runs.length > 0;
    if (isJudged || shown !== 'pretty') await showReport(report, transcript, shown, { verbose, place: folder.path });
    if (problem !== undefined) {
      tell(
        `accord: ${visible(`${problem.message} ${problem.advice}`)} What was seen: ${join(folder.path, TRANSCRIPT_FILE)}`,
      );
    } else {
      tell(`${isWatched(process.stderr) ? '\n' : ''}${folder.path}: ${[TRANSCRIPT_FILE, REPORT_FILE].join(', ')}`);
    }
    const status = statusOf(report, options.strict ?? false);
    if (status !== statusOf(report, false)) tell('accord: --strict: a warning gives exit status 1');
    return withStaleWaivers(status, report, config.waivers ?? []);
  } catch (cause) {
    progress.end();
    await folder.discard();
    if (cause instanceof TypeError && /secret/i.test(cause.message)) throw new UsageError(cause.message);
    throw cause;
  }
}
