/** Writing the status log: what is added is signed, and the log that comes of it is read again before anybody sees it. Node only. */
import { type Bytes, fromUtf8, sha256, utf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { envelopeText } from './dsse.ts';
import type { SigningKey } from './keys.ts';
import { sign } from './sign.ts';
import {
  type Checkpoint,
  readStatusLog,
  STATUS_LOG_FORMAT,
  STATUS_LOG_PAYLOAD,
  type StatusChange,
  type StatusLog,
} from './status-log.ts';
import { secondOf } from './time.ts';
import type { ImportedKey } from './trusted-keys.ts';

/** Long enough for a long weekend of a schedule that fails, short enough that an old copy is not believed for long. */
export const CHECKPOINT_DAYS = 7;
const MOST_CHECKPOINT_DAYS = 31;
const DAY = 24 * 60 * 60 * 1000;

export interface Appending {
  readonly key: SigningKey;
  /** The keys that readers will trust: what they would refuse is not written. */
  readonly keys: readonly ImportedKey[];
  readonly now: Date;
  /** Days for which the log is believed from now on. */
  readonly days?: number;
}

export interface Appended {
  readonly bytes: Bytes;
  readonly log: StatusLog;
}

/** The log with these changes and a checkpoint at its end. Undefined: there is no log yet, and it begins here. */
export async function appendToStatusLog(
  before: Bytes | undefined,
  changes: readonly StatusChange[],
  { key, keys, now, days = CHECKPOINT_DAYS }: Appending,
): Promise<Appended> {
  if (!Number.isInteger(days) || days < 1 || days > MOST_CHECKPOINT_DAYS) {
    throw new CertificateError(`a status log is believed for 1 to ${MOST_CHECKPOINT_DAYS} days`);
  }
  const at = secondOf(now);
  const checkpoint: Checkpoint = { checkpoint: { validUntil: secondOf(new Date(now.getTime() + days * DAY)) } };
  const read = before === undefined ? undefined : await readStatusLog(before, keys);
  if (read !== undefined && at < read.at) {
    throw new CertificateError(`the clock here says ${at}, and the newest entry of the status log is of ${read.at}`);
  }
  let text = before === undefined ? '' : fromUtf8(before);
  let sequence = read?.sequence ?? 0;
  let previous = read?.head.replace(/^sha256:/, '') ?? null;
  for (const change of [...changes, checkpoint]) {
    sequence += 1;
    const entry = { format: STATUS_LOG_FORMAT, sequence, previous, at, ...change };
    const line = envelopeText(sign(utf8(JSON.stringify(entry)), STATUS_LOG_PAYLOAD, [key]));
    previous = await sha256(utf8(line));
    text += `${line}\n`;
  }
  const bytes = utf8(text);
  return { bytes, log: await readStatusLog(bytes, keys, read?.head) };
}
