/** The status log in hand of a command that adds to it. */
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import { readSigningKey, type SigningKey } from '../../certifier/certificate/keys.ts';
import { isPackage, programmePath, SHELF_FOLDER, STATUS_LOG_FILE } from '../../certifier/certificate/programme.ts';
import { headOf, readStatusLog, type StatusChange, type StatusLog } from '../../certifier/certificate/status-log.ts';
import { type Appended, appendToStatusLog, CHECKPOINT_DAYS } from '../../certifier/certificate/status-log-append.ts';
import { type ImportedKey, importKeys, type TrustedKey, trusted } from '../../certifier/certificate/trusted-keys.ts';
import { UsageError } from '../exit.ts';
import { exists, readBytes } from '../files.ts';
import { wholeNumber } from '../options.ts';
import { programmeKeys } from './keys.ts';

export interface LogOptions {
  /** The private key that signs what is added. */
  readonly key: string;
  /** Where another key signs the log than the certificates. */
  readonly logKey?: string;
  readonly keys?: string;
  readonly statusLog?: string;
  readonly goodFor?: number;
}

export const withLogOptions = (command: Command): Command =>
  command
    .option('--log-key <file>', 'the private key that signs the status log, where it is another')
    .option('--keys <file>', "a file of the programme's public keys, in place of implementations/keys.json")
    .option('--status-log <file>', 'the status log to add to, in place of implementations/status-log.jsonl')
    .option('--good-for <days>', 'how long the log is believed from now on', wholeNumber, CHECKPOINT_DAYS);

export interface OpenLog {
  readonly file: string;
  /** Where the judge bundles of its certificates stand. */
  readonly shelf: string;
  /** The keys by which readers believe it, and a certificate in it. */
  readonly trusted: readonly TrustedKey[];
  /** Undefined where it has no line yet. */
  readonly log: StatusLog | undefined;
  append(changes: readonly StatusChange[], now: Date): Promise<Appended>;
}

function fileOf({ statusLog }: Pick<LogOptions, 'statusLog'>): string {
  if (statusLog !== undefined) return statusLog;
  if (isPackage)
    throw new UsageError('name the status log to add to with --status-log FILE; the one in the package is a copy');
  return programmePath(STATUS_LOG_FILE);
}

/** The keys of readers: the programme's; and of a log of demonstrations, the key that keeps it. */
export async function readersKeys(
  options: Pick<LogOptions, 'keys'>,
  demonstrations: readonly Pick<SigningKey, 'publicPem'>[],
): Promise<{ readonly trusted: readonly TrustedKey[]; readonly imported: readonly ImportedKey[] }> {
  const own = demonstrations.map(({ publicPem: pem }) => ({ pem, programme: false }));
  const all = [...trusted(await programmeKeys(options.keys)), ...own];
  return { trusted: all, imported: await importKeys(all) };
}

/** `demonstration`: whoever signs demonstrations may keep a log of them; the programme's takes the programme's keys alone. */
export async function openLog(options: LogOptions, demonstration: boolean): Promise<OpenLog> {
  const file = fileOf(options);
  const key = readSigningKey(options.logKey ?? options.key);
  const signers = demonstration ? [key, readSigningKey(options.key)] : [];
  const { trusted: readers, imported } = await readersKeys(options, signers);
  const before: Bytes | undefined = (await exists(file)) ? await readBytes(file, 'status log') : undefined;
  return {
    file,
    shelf: join(dirname(file), SHELF_FOLDER),
    trusted: readers,
    log: before === undefined ? undefined : await readStatusLog(before, imported),
    append: (changes, now) =>
      appendToStatusLog(before, changes, { key, keys: imported, now, days: options.goodFor ?? CHECKPOINT_DAYS }),
  };
}

/** What `--seen` names: the digest of the newest line of a log, or a log. */
export const seenIn = async (seen: string): Promise<string> =>
  /^sha256:[0-9a-f]{64}$/.test(seen) ? seen : headOf(await readBytes(seen, 'status log'));
