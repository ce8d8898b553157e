/** Taking a certificate back: the log says so, and the badge beside it says so from then on. */
import { type Bytes, fromUtf8 } from '../../certifier/certificate/bytes.ts';
import { claimedCertificate } from '../../certifier/certificate/certificate-file.ts';
import type { StatusChange } from '../../certifier/certificate/status-log.ts';
import { UsageError } from '../exit.ts';
import { exists, readBytes } from '../files.ts';
import { runFolder } from '../run-folder.ts';
import { badgeFiles, badgesOf, verifyFolder } from './badges.ts';
import { type LogOptions, openLog } from './log.ts';
import { replaceFiles } from './replace.ts';

const ID = /^(demo-)?[0-9a-f]{32}$/;

export interface Named {
  readonly id: string;
  /** Where it stands; undefined where only its id is known. */
  readonly folder: string | undefined;
}

/** By its folder, by its file, or by its id alone: what is to be taken back may have lost its evidence. */
export async function named(text: string): Promise<Named> {
  if (ID.test(text) && !(await exists(text))) return { id: text, folder: undefined };
  const { certificate, folder } = await runFolder(text);
  return { id: claimedCertificate(await readBytes(certificate, 'certificate')).certificate, folder };
}

export const isDemonstration = ({ id }: Named): boolean => id.startsWith('demo-');

/** The files of the badges, made anew under a log that may not have been written yet; they go where nothing verifies any more. */
export async function badgesUnder(
  folder: string,
  statusLog: Bytes,
  { trusted: publicKeys, shelf }: Pick<Awaited<ReturnType<typeof openLog>>, 'trusted' | 'shelf'>,
  now: Date,
): Promise<readonly (readonly [string, string | null])[]> {
  return badgeFiles(folder, badgesOf(await verifyFolder(folder, { statusLog, publicKeys, shelf, now })));
}

/** Adds to the log what became of one certificate. */
export async function withdraw(
  subject: Named,
  change: Omit<StatusChange, 'certificate'>,
  options: LogOptions,
): Promise<string> {
  const now = new Date();
  const log = await openLog(options, isDemonstration(subject));
  const standing = log.log?.standing.get(subject.id);
  // The log is good, and stays as it is: only what was asked for cannot be.
  if (standing?.status === change.status) {
    const since = standing.at.slice(0, 10);
    throw new UsageError(`${subject.id} is ${change.status} already, since ${since}: ${standing.reason}`);
  }
  const { bytes, log: after } = await log.append([{ certificate: subject.id, ...change }], now);
  const badges = subject.folder === undefined ? [] : await badgesUnder(subject.folder, bytes, log, now);
  await replaceFiles(new Map<string, string | null>([...badges, [log.file, fromUtf8(bytes)]]));
  return `${subject.id} is ${change.status}: status log ${after.sequence}, good until ${after.validUntil}\n`;
}
