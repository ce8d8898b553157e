/** accord issue: sign a certificate for what a run wrote. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { openBundle, ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { issueCertificate } from '../../certifier/certificate/issue.ts';
import { readSigningKey } from '../../certifier/certificate/keys.ts';
import { UsageError } from '../exit.ts';
import { exists, readBytes, why } from '../files.ts';
import { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from '../measure.ts';
import { print, tell } from '../terminal.ts';

interface Options {
  readonly key: string;
  readonly days?: number;
  readonly statusUrl?: string;
  readonly programme?: boolean;
  readonly reproduced?: boolean;
}

const days = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a number of days.');
  return Number(text);
};

export function define(command: Command): void {
  command
    .argument('<folder>', 'what accord certify wrote')
    .requiredOption('--key <file>', 'the private key (accord keygen makes one)')
    .option('--days <number>', 'how long it is valid', days)
    .option('--status-url <url>', 'where the status log is published')
    .option('--reproduced', 'we ran the pinned artifact ourselves')
    .option('--programme', "not a demonstration; holds only under the programme's own key")
    .action(async (folder: string, options: Options) => {
      const file = await issue(folder, options);
      if (options.programme !== true) tell('DEMONSTRATION: it shows how a certificate looks, and certifies nothing.');
      await print(`${file}\n`);
    });
}

async function issue(folder: string, options: Options): Promise<string> {
  const file = join(folder, CERTIFICATE_FILE);
  if (await exists(file)) {
    throw new UsageError(`there is a certificate already: ${file}; one is never written over, so move it away first`);
  }
  const key = readSigningKey(options.key);
  const reportBytes = await readBytes(join(folder, REPORT_FILE), 'report');
  const transcriptBytes = await readBytes(join(folder, TRANSCRIPT_FILE), 'transcript');
  const bundle = await ownBundle();
  const text = await issueCertificate({
    reportBytes,
    transcriptBytes,
    bundle: { digest: bundle.digest, judge: await openBundle(bundle.bytes) },
    keys: [key],
    demonstration: options.programme !== true,
    now: new Date(),
    ...(options.reproduced === true ? { assurance: 'reproduced' } : {}),
    ...(options.days === undefined ? {} : { days: options.days }),
    ...(options.statusUrl === undefined ? {} : { statusUrl: options.statusUrl }),
  });
  try {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw new UsageError(`cannot write ${file}: ${why(cause)}`);
  }
  return file;
}
