/** A programme of one key, and a status log that it keeps: for the tests of this folder. */
import type { Bytes } from '../bytes.ts';
import { fromUtf8, sha256, utf8 } from '../bytes.ts';
import { envelopeText } from '../dsse.ts';
import { generateKey, type SigningKey } from '../keys.ts';
import { sign } from '../sign.ts';
import { STATUS_LOG_FORMAT, STATUS_LOG_PAYLOAD, type StatusChange } from '../status-log.ts';
import { appendToStatusLog } from '../status-log-append.ts';
import { importKeys, type KeyPeriod, type TrustedKey } from '../trusted-keys.ts';

export const programme = generateKey();

export const PERIOD: KeyPeriod = {
  purpose: ['certificates', 'status-log'],
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-12-31T23:59:59Z',
};

export const programmeKey = (key: SigningKey = programme, over: Partial<KeyPeriod> = {}): TrustedKey => ({
  pem: key.publicPem,
  programme: true,
  period: { ...PERIOD, ...over },
});

export const LOG_NOW = new Date('2026-09-02T11:00:00Z');

/** A log that holds these changes, each with a checkpoint after it. */
export async function logOf(changes: readonly StatusChange[], signer = programme, now = LOG_NOW): Promise<Bytes> {
  const keys = await importKeys([programmeKey(signer)]);
  let bytes: Bytes | undefined;
  for (const change of changes) ({ bytes } = await appendToStatusLog(bytes, [change], { key: signer, keys, now }));
  if (bytes === undefined) ({ bytes } = await appendToStatusLog(undefined, [], { key: signer, keys, now }));
  return bytes;
}

/** A log of whatever was signed, right or wrong; each line is bound to the one before unless it says otherwise itself. */
export async function forgedLog(entries: readonly object[], signer = programme): Promise<Bytes> {
  let text = '';
  let previous: string | null = null;
  for (const [index, entry] of entries.entries()) {
    const whole = { format: STATUS_LOG_FORMAT, sequence: index + 1, previous, at: '2026-09-02T11:00:00Z', ...entry };
    const line = envelopeText(sign(utf8(JSON.stringify(whole)), STATUS_LOG_PAYLOAD, [signer]));
    previous = await sha256(utf8(line));
    text += `${line}\n`;
  }
  return utf8(text);
}

export const linesOf = (bytes: Bytes): readonly string[] => fromUtf8(bytes).trimEnd().split('\n');
export const textOfLines = (lines: readonly string[]): Bytes => utf8(`${lines.join('\n')}\n`);
