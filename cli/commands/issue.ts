/** accord issue: sign a certificate for what a run wrote. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { readSigningKey } from '../../certifier/certificate/keys.ts';
import { why } from '../../certifier/system-error.ts';
import { EXIT, UsageError } from '../exit.ts';
import { exists, readBytes } from '../files.ts';
import { webAddress, wholeNumber } from '../options.ts';
import { prepareCertificate, requireProgrammeKey } from '../programme/issuing.ts';
import { type LogOptions, openLog, withLogOptions } from '../programme/log.ts';
import { placeOf } from '../programme/place.ts';
import { replaceFiles } from '../programme/replace.ts';
import { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from '../run-files.ts';
import { submissionOf } from '../run-folder.ts';
import { print, tell } from '../terminal.ts';

interface Options extends LogOptions {
  readonly days?: number;
  readonly statusUrl?: string;
  readonly programme?: boolean;
  readonly reproduced?: boolean;
  readonly due?: boolean;
  readonly statements?: string;
}

export function define(command: Command): void {
  withLogOptions(
    command
      .argument('[folder]', 'what accord certify wrote')
      .option(
        '--due',
        'each result below implementations/ that may have a certificate and has none, after accord reproduce --due',
      )
      .requiredOption('--key <file>', 'the private key (accord keygen makes one); env:NAME takes it from a variable')
      .option('--days <number>', 'how long it is valid', wholeNumber)
      .option('--status-url <url>', 'where the status log is published', webAddress)
      .option('--reproduced', 'we ran the pinned artifact ourselves')
      .option(
        '--statements <file>',
        'with --due: add what was signed to this file, as the output of a workflow that attests it',
      )
      .option('--programme', "not a demonstration: the key is one of the programme's, in its time"),
  )
    .addHelpText(
      'after',
      '\nThe certificate and its badge are written beside the report. With --programme, or with --status-log, it is entered in the\nstatus log too, and the judge that it names is put on the shelf beside the log; either all of it is written or nothing.',
    )
    .action(async (folder: string | undefined, options: Options) => {
      if (options.due === true) return issueDue(folder, options);
      if (options.statements !== undefined) throw new UsageError('--statements belongs to --due');
      if (folder === undefined) throw new UsageError('what shall be signed? give the folder that accord certify wrote');
      const file = await issue(folder, options);
      if (options.programme !== true) tell('DEMONSTRATION: it shows how a certificate looks, and certifies nothing.');
      await print(`${file}\n`);
    });
}

/** One after the other: each adds to the log that the one before has written. */
async function issueDue(folder: string | undefined, options: Options): Promise<void> {
  if (folder !== undefined) throw new UsageError('--due finds the folders itself; leave out the folder');
  if (options.programme !== true) throw new UsageError('--due is for certificates that count; give --programme too');
  const { dueIn } = await import('../../certifier/submission/due.ts');
  const { isReproducible } = await import('../../certifier/submission/reproduce/reproducible.ts');
  // Without a key nothing can be signed, whatever is due.
  readSigningKey(options.key);
  const root = process.cwd();
  const all = dueIn(root);
  const due = options.statements === undefined ? all : all.slice(0, MOST_JOBS);
  if (due.length === 0) tell('no result that may have a certificate is without one');
  if (due.length < all.length) tell(`${all.length - due.length} more are due; run it again for them`);
  const signed: string[] = [];
  try {
    for (const { published, transport } of due) {
      const reproduced = isReproducible(published.submission);
      const where = join(root, published.folder, transport);
      try {
        const file = await issue(where, { ...options, reproduced });
        signed.push(file);
        await print(`${file}\n`);
      } catch (cause) {
        // What an older judge said of one keeps nobody else waiting.
        if (!(cause instanceof CertificateError)) throw cause;
        tell(`accord: ${published.folder}/${transport}: ${cause.message}`);
        process.exitCode = EXIT.findings;
      }
    }
  } finally {
    // Whatever stopped it, what was signed until then is attested.
    if (options.statements !== undefined) await addStatements(options.statements, signed);
  }
}

/** GitHub makes so many jobs of one list, and no more. */
const MOST_JOBS = 256;

/** For `actions/attest`, which makes the same statement again of its name, digest, type and predicate. */
async function addStatements(output: string, files: readonly string[]): Promise<void> {
  const { claimedStatement } = await import('../../certifier/certificate/certificate-file.ts');
  const { appendFile } = await import('node:fs/promises');
  const statements = await Promise.all(
    files.map(async (file) => {
      const { subject, predicateType, predicate } = claimedStatement(await readBytes(file, 'certificate'));
      const [{ name, digest }] = subject;
      const [algorithm, hex] = Object.entries(digest)[0] ?? [];
      return { name, digest: `${algorithm}:${hex}`, type: predicateType, predicate: JSON.stringify(predicate) };
    }),
  );
  // JSON holds no line end, so no name in it can add an output.
  await appendFile(output, `statements=${JSON.stringify(statements)}\n`).catch((cause: unknown) => {
    throw new UsageError(`cannot write ${output}: ${why(cause)}`);
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
  const beside = submissionOf(folder);
  const submission = beside === undefined ? undefined : await readBytes(beside, 'submission');
  const prepared = await prepareCertificate({
    folder,
    log: logged ? await openLog(options, demonstration) : undefined,
    // One that counts is shown where it stands, so it has to belong there.
    place: demonstration ? undefined : await placeOf(folder, submission),
    options: {
      reportBytes: await readBytes(join(folder, REPORT_FILE), 'report'),
      transcriptBytes: await readBytes(join(folder, TRANSCRIPT_FILE), 'transcript'),
      ...(submission === undefined ? {} : { submissionBytes: submission }),
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
