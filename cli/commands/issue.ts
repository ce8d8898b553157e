/** accord issue: sign a certificate for what a run wrote. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { readSigningKey } from '../../certifier/certificate/keys.ts';
import { UsageError } from '../exit.ts';
import { exists, readBytes } from '../files.ts';
import { webAddress, wholeNumber } from '../options.ts';
import { prepareCertificate, requireProgrammeKey } from '../programme/issuing.ts';
import { type LogOptions, openLog, withLogOptions } from '../programme/log.ts';
import { replaceFiles } from '../programme/replace.ts';
import { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from '../run-files.ts';
import { print, tell } from '../terminal.ts';

interface Options extends LogOptions {
  readonly days?: number;
  readonly statusUrl?: string;
  readonly programme?: boolean;
  readonly reproduced?: boolean;
}

export function define(command: Command): void {
  withLogOptions(
    command
      .argument('<folder>', 'what accord certify wrote')
      .requiredOption('--key <file>', 'the private key (accord keygen makes one)')
      .option('--days <number>', 'how long it is valid', wholeNumber)
      .option('--status-url <url>', 'where the status log is published', webAddress)
      .option('--reproduced', 'we ran the pinned artifact ourselves')
      .option('--programme', "not a demonstration: the key is one of the programme's, in its time"),
  )
    .addHelpText(
      'after',
      '\nThe certificate and its badge are written beside the report. With --programme, or with --status-log, it is entered in the\nstatus log too, and the judge that it names is put on the shelf beside the log; either all of it is written or nothing.',
    )
    .action(async (folder: string, options: Options) => {
      const file = await issue(folder, options);
      if (options.programme !== true) tell('DEMONSTRATION: it shows how a certificate looks, and certifies nothing.');
      await print(`${file}\n`);
    });
}

async function issue(folder: string, options: Options): Promise<string> {
  const file = join(folder, CERTIFICATE_FILE);
  if (await exists(file)) {
    throw new UsageError(`there is a certificate already: ${file}; accord renew replaces it, and keeps the old one`);
  }
  const demonstration = options.programme !== true;
  const key = readSigningKey(options.key);
  const now = new Date();
  if (!demonstration) {
    if (options.statusUrl === undefined) {
      throw new UsageError('a certificate that counts names its status log; give --status-url with its address');
    }
    await requireProgrammeKey(key, options.keys, now);
  }
  const logged = !demonstration || options.statusLog !== undefined;
  const prepared = await prepareCertificate({
    folder,
    log: logged ? await openLog(options, demonstration) : undefined,
    options: {
      reportBytes: await readBytes(join(folder, REPORT_FILE), 'report'),
      transcriptBytes: await readBytes(join(folder, TRANSCRIPT_FILE), 'transcript'),
      keys: [key],
      demonstration,
      now,
      ...(options.reproduced === true ? { assurance: 'reproduced' } : {}),
      ...(options.days === undefined ? {} : { days: options.days }),
      ...(options.statusUrl === undefined ? {} : { statusUrl: options.statusUrl }),
    },
  });
  await replaceFiles(prepared.files);
  return file;
}
