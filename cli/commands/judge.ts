/** accord judge: judge a recording again, the same bytes for the same recording. */
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { type Judged, judgeText, UnreadableTranscript } from '../../certifier/judging.ts';
import type { FormatName } from '../../certifier/report/format.ts';
import { readConfig } from '../config.ts';
import { statusOf, UsageError } from '../exit.ts';
import { isFolder, readText } from '../files.ts';
import { REPORT_FILE } from '../measure.ts';
import { day, digest, formatName, several } from '../options.ts';
import { OutputFolder } from '../output.ts';
import { TRANSCRIPT_FILE } from '../run-files.ts';
import { reportFiles, showReport } from '../show.ts';
import { knownWaivers, withStaleWaivers } from '../waivers.ts';

interface Options {
  readonly out?: string;
  readonly format?: readonly FormatName[];
  readonly date?: string;
  readonly digest?: string;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly config?: string;
}

export function define(command: Command): void {
  command
    .argument('<transcript>', 'a transcript.jsonl, or the folder that holds it')
    .option('--out <folder>', 'also write the report there')
    .option('--format <name>', 'pretty, json, junit, sarif, markdown or html; may be repeated', several(formatName))
    .option('--date <date>', "hold waivers against this date, not the transcript's own", day)
    .option('--digest <digest>', "digest of the subject's artifact, sha256:<hex>", digest)
    .option('--verbose', 'name each requirement that was not tested; the other formats always do')
    .option('--strict', 'warnings give exit status 1')
    .option('--config <file>', 'read waivers and options from a file')
    .action(async (path: string, options: Options) => {
      process.exitCode = await run(path, options);
    });
}

async function run(path: string, given: Options): Promise<number> {
  const file = (await isFolder(path)) ? join(path, TRANSCRIPT_FILE) : path;
  const config = await readConfig(given.config);
  await knownWaivers(config.waivers ?? [], given.config ?? '');
  const text = await readText(file, 'transcript');
  let judged: Judged;
  try {
    judged = await judgeText(text, {
      file: basename(file),
      ...(config.waivers === undefined ? {} : { waivers: config.waivers }),
      ...(given.date === undefined ? {} : { date: given.date }),
      ...(given.digest === undefined ? {} : { digest: given.digest }),
    });
  } catch (cause) {
    if (!(cause instanceof UnreadableTranscript)) throw cause;
    throw new UsageError(`${file} is not a whole transcript: ${cause.message}`);
  }
  const { report, transcript, reportBytes } = judged;
  const shown = { verbose: given.verbose === true, place: path };
  const formats = given.format ?? config.format ?? ['pretty'];
  if (given.out !== undefined) {
    const folder = await OutputFolder.claim(given.out);
    try {
      await folder.write(REPORT_FILE, reportBytes);
      for (const [name, content] of await reportFiles(report, transcript, given.format ?? config.format ?? [], shown)) {
        await folder.write(name, content);
      }
      await folder.publish();
    } catch (cause) {
      await folder.discard();
      throw cause;
    }
  }
  await showReport(report, transcript, formats[0] ?? 'pretty', shown);
  return withStaleWaivers(statusOf(report, (given.strict ?? config.strict) === true), report, config.waivers ?? []);
}
