/**
 * The reading half of the status log: one signed document that lists every certificate that no longer holds. It is valid for a
 * short time, because an old copy would keep silent about what was revoked since.
 */
import { type Bytes, fromUtf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { parseEnvelope, verify } from './dsse.ts';
import type { PublicKey } from './public-key.ts';

export const STATUS_LOG_FORMAT = 'accord-status-log/1';
export const STATUS_LOG_PAYLOAD = 'application/vnd.mcp-accord.status-log+json';

export interface StatusEntry {
  readonly certificate: string;
  readonly status: 'superseded' | 'revoked';
  /** YYYY-MM-DD */
  readonly date: string;
  readonly reason: string;
}

export interface StatusLog {
  readonly format: typeof STATUS_LOG_FORMAT;
  /** From 1, one more with each edition; `previous` is the hex SHA-256 of the edition before it. */
  readonly sequence: number;
  readonly previous: string | null;
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly entries: readonly StatusEntry[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isEntry = (value: unknown): value is StatusEntry =>
  isObject(value) &&
  (value.status === 'superseded' || value.status === 'revoked') &&
  [value.certificate, value.date, value.reason].every((member) => typeof member === 'string');

const isStatusLog = (value: unknown): value is StatusLog =>
  isObject(value) &&
  value.format === STATUS_LOG_FORMAT &&
  Number.isInteger(value.sequence) &&
  [value.issuedAt, value.validUntil].every((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time))) &&
  Array.isArray(value.entries) &&
  value.entries.every(isEntry);

export async function readStatusLog(bytes: Bytes, keys: readonly PublicKey[]): Promise<StatusLog> {
  let value: unknown;
  try {
    const envelope = parseEnvelope(fromUtf8(bytes));
    if (envelope === undefined) throw new CertificateError('it is no DSSE envelope');
    value = JSON.parse(fromUtf8((await verify(envelope, keys, STATUS_LOG_PAYLOAD)).payload));
  } catch (cause) {
    const why = cause instanceof CertificateError ? cause.message : 'it is not JSON';
    throw new CertificateError(`the status log cannot be trusted: ${why}`);
  }
  if (!isStatusLog(value)) throw new CertificateError('the status log is not in the form of its format');
  return value;
}
