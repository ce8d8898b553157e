/**
 * Reading the status log: JSON Lines, each line a DSSE envelope over one entry, each bound to the line before by its digest.
 * It only grows and it ends with a checkpoint, so that a log that was cut off, put in another order or kept from growing is
 * known as such. `status-log.schema.json` states an entry; RFC 0015 states the whole.
 */
import { type Bytes, fromUtf8, sha256, utf8 } from './bytes.ts';
import { CertificateError } from './certificate-error.ts';
import { envelopeText, parseEnvelope, verify } from './dsse.ts';
import { problemBy } from './schema-problem.ts';
import schema from './status-log.schema.json' with { type: 'json' };
import { type ImportedKey, unfit } from './trusted-keys.ts';

export const STATUS_LOG_FORMAT = 'accord-status-log/2';
export const STATUS_LOG_PAYLOAD = 'application/vnd.mcp-accord.status-log+json';

export const STATUSES = ['issued', 'superseded', 'expired', 'revoked'] as const;
export type Status = (typeof STATUSES)[number];

interface Line {
  readonly format: typeof STATUS_LOG_FORMAT;
  readonly sequence: number;
  readonly previous: string | null;
  /** RFC 3339 in UTC, to the second. */
  readonly at: string;
}

/** What became of one certificate. */
export interface StatusChange {
  readonly certificate: string;
  readonly status: Status;
  readonly reason: string;
  /** The certificate that took its place. */
  readonly by?: string;
}

export interface Checkpoint {
  readonly checkpoint: { readonly validUntil: string };
}

export type StatusEntry = Line & StatusChange;
export type LogEntry = StatusEntry | (Line & Checkpoint);

export interface StatusLog {
  readonly entries: readonly LogEntry[];
  /** Of its newest line. */
  readonly sequence: number;
  readonly at: string;
  /** `sha256:<hex>` of the newest line: whoever keeps it sees whether a later log extends this one. */
  readonly head: string;
  readonly validUntil: string;
  /** What the log says last of each certificate. */
  readonly standing: ReadonlyMap<string, StatusEntry>;
}

const entryProblem = problemBy(schema);
const isChange = (entry: LogEntry): entry is StatusEntry => 'certificate' in entry;

/** What may follow. Whatever was revoked stays so, and nothing is issued twice. */
const AFTER: Readonly<Record<Status | 'nothing', readonly Status[]>> = {
  nothing: ['issued'],
  issued: ['superseded', 'expired', 'revoked'],
  superseded: ['revoked'],
  expired: ['superseded', 'revoked'],
  revoked: [],
};

function linesOf(bytes: Bytes): readonly string[] {
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    throw new CertificateError('it is not UTF-8 text');
  }
  if (text === '') throw new CertificateError('it is empty');
  if (!text.endsWith('\n')) throw new CertificateError('it was cut off: its last line has no end');
  return text.slice(0, -1).split('\n');
}

async function readLine(line: string, keys: readonly ImportedKey[]): Promise<LogEntry> {
  const envelope = parseEnvelope(line);
  // In the one spelling that we write, so that no byte can change unseen.
  if (envelope === undefined || envelopeText(envelope) !== line) throw new CertificateError('it is no DSSE envelope');
  const { payload, keyids } = await verify(envelope, keys, STATUS_LOG_PAYLOAD);
  let entry: LogEntry;
  try {
    entry = JSON.parse(fromUtf8(payload));
  } catch {
    throw new CertificateError('what was signed is not JSON');
  }
  const problem = entryProblem(entry);
  if (problem !== undefined) throw new CertificateError(`it is not in the form of ${STATUS_LOG_FORMAT}: ${problem}`);
  const reasons = keys.filter(({ keyid }) => keyids.includes(keyid)).map((key) => unfit(key, 'status-log', entry.at));
  if (!reasons.includes(undefined)) throw new CertificateError(reasons.join('; '));
  return entry;
}

/** What is wrong with an entry at its place; undefined where nothing is. */
function outOfPlace(
  entry: LogEntry,
  before: { readonly sequence: number; readonly at: string; readonly digest: string | null },
  standing: ReadonlyMap<string, StatusEntry>,
): string | undefined {
  if (entry.sequence !== before.sequence + 1) return `it is entry ${entry.sequence}, and ${before.sequence + 1} is due`;
  if (entry.previous !== before.digest) return 'it does not follow the line before';
  if (entry.at < before.at) return `it is of ${entry.at}, before the line before`;
  if (!isChange(entry)) return undefined;
  const now = standing.get(entry.certificate)?.status ?? 'nothing';
  if (AFTER[now].includes(entry.status)) return undefined;
  return now === 'nothing'
    ? `${entry.certificate} cannot be ${entry.status}, because it was never issued`
    : `${entry.certificate} is ${now} already, and cannot be ${entry.status}`;
}

async function readAll(bytes: Bytes, keys: readonly ImportedKey[], seen: string | undefined): Promise<StatusLog> {
  const entries: LogEntry[] = [];
  const standing = new Map<string, StatusEntry>();
  let before = { sequence: 0, at: '', digest: null as string | null };
  let extendsSeen = seen === undefined;
  for (const [index, line] of linesOf(bytes).entries()) {
    const where = (what: string) => new CertificateError(`line ${index + 1}: ${what}`);
    const entry = await readLine(line, keys).catch((cause: unknown) => {
      throw cause instanceof CertificateError ? where(cause.message) : cause;
    });
    const wrong = outOfPlace(entry, before, standing);
    if (wrong !== undefined) throw where(wrong);
    if (isChange(entry)) standing.set(entry.certificate, entry);
    entries.push(entry);
    const digest = await sha256(utf8(line));
    if (seen === `sha256:${digest}`) extendsSeen = true;
    before = { sequence: entry.sequence, at: entry.at, digest };
  }
  const last = entries.at(-1);
  if (last === undefined || isChange(last))
    throw new CertificateError('it was cut off: it does not end with a checkpoint');
  if (!extendsSeen) throw new CertificateError(`it is an old copy or another log: ${seen}, seen before, is not in it`);
  const { validUntil } = last.checkpoint;
  return { entries, sequence: last.sequence, at: last.at, head: `sha256:${before.digest}`, validUntil, standing };
}

/** `seen`: digest (`sha256:<hex>`) of the newest line of a log seen before; a log that does not hold that line is refused. */
export async function readStatusLog(bytes: Bytes, keys: readonly ImportedKey[], seen?: string): Promise<StatusLog> {
  try {
    return await readAll(bytes, keys, seen);
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    throw new CertificateError(`the status log cannot be trusted: ${cause.message}`);
  }
}

/** The digest by which a log is known to have been seen: that of its newest line. Nothing of it is trusted for this. */
export const headOf = async (bytes: Bytes): Promise<string> =>
  `sha256:${await sha256(utf8(linesOf(bytes).at(-1) ?? ''))}`;
