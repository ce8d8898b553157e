/** The steps over the certificate alone: whose it is, whether it holds today, and whether it counts. */
import type { Bytes } from '../bytes.ts';
import type { ConformanceCertificate } from '../predicate.ts';
import { readStatusLog, type StatusEntry, type StatusLog } from '../status-log.ts';
import { ageOf, secondOf } from '../time.ts';
import { type ImportedKey, unfit } from '../trusted-keys.ts';
import { type Answer, messageOf, type VerifyInput } from './verification.ts';

/** Whether the key was one of the programme's when the certificate was signed. */
export function keyAnswer(
  { issuedAt, demonstration }: ConformanceCertificate,
  signers: readonly ImportedKey[],
): Answer {
  const programme = signers.filter((key) => key.programme);
  const [first] = programme;
  if (first === undefined) {
    return [
      null,
      demonstration ? 'a key that you gave, and none of the programme' : 'no key of the programme signed it',
    ];
  }
  const reasons = programme.map((key) => unfit(key, 'certificates', issuedAt));
  const good = programme[reasons.indexOf(undefined)];
  if (good === undefined) return [false, reasons.join('; ')];
  const { period } = good;
  if (period === undefined) return [true, `the programme's key ${good.keyid}, as you say`];
  const ended = period.revoked === undefined ? '' : `; revoked at ${period.revoked.at}, after it signed this`;
  return [
    true,
    `the programme's, from ${period.validFrom.slice(0, 10)} to ${period.validUntil.slice(0, 10)}; signed ${issuedAt.slice(0, 10)}${ended}`,
  ];
}

export function expiryAnswer({ issuedAt, validUntil }: ConformanceCertificate, now: Date): Answer {
  if (now.getTime() < Date.parse(issuedAt)) {
    return [false, `it is not valid before ${issuedAt}, and the clock here says ${secondOf(now)}`];
  }
  if (now.getTime() > Date.parse(validUntil)) return [false, `it expired on ${validUntil.slice(0, 10)}`];
  return [true, `valid until ${validUntil.slice(0, 10)}`];
}

const changeText = ({ status, at, reason, by }: StatusEntry, edition: string): string =>
  `${status}${by === undefined ? '' : ` by ${by}`} on ${at.slice(0, 10)}: ${reason} (${edition})`;

function standingAnswer({ certificate, issuedAt }: ConformanceCertificate, log: StatusLog, now: Date): Answer {
  const edition = `status log ${log.sequence}, ${ageOf(log.at, now)} old`;
  const entry = log.standing.get(certificate);
  // What was taken back stays so, however old the log is that says it.
  if (entry !== undefined && entry.status !== 'issued') return [false, changeText(entry, edition)];
  if (now.getTime() < Date.parse(log.at))
    return [null, `the clock here is before the newest entry of the status log, ${log.at}`];
  if (now.getTime() > Date.parse(log.validUntil)) {
    return [null, `${edition}, was to be believed until ${log.validUntil}; fetch a newer one (--online)`];
  }
  if (log.at < issuedAt) return [null, `${edition}, is older than the certificate; fetch a newer one (--online)`];
  if (entry === undefined) return [false, `the status log does not know it, so it was never issued (${edition})`];
  return [
    true,
    `issued on ${entry.at.slice(0, 10)} and not withdrawn: ${edition}, good until ${log.validUntil}, ${log.head}`,
  ];
}

export async function statusAnswer(
  certificate: ConformanceCertificate,
  { statusLog, seen, now }: VerifyInput,
  keys: readonly ImportedKey[],
): Promise<{ readonly answer: Answer; readonly logged?: StatusEntry | undefined }> {
  const url = certificate.status?.url;
  if (statusLog === undefined || (url === undefined && typeof statusLog === 'function')) {
    return {
      answer: [
        null,
        url === undefined
          ? 'the certificate names no status log'
          : `the status log was not looked at; it is published at ${url} (--online fetches it)`,
      ],
    };
  }
  let bytes: Bytes;
  try {
    bytes = typeof statusLog === 'function' ? await statusLog(url ?? '') : statusLog;
  } catch (cause) {
    return { answer: [null, messageOf(cause)] };
  }
  try {
    // Whoever may sign demonstrations may keep a log of them; a certificate that counts stands in the programme's.
    const keepers = certificate.demonstration ? keys : keys.filter((key) => key.programme);
    const log = await readStatusLog(bytes, keepers, seen);
    return { answer: standingAnswer(certificate, log, now), logged: log.standing.get(certificate.certificate) };
  } catch (cause) {
    return { answer: [false, messageOf(cause)] };
  }
}

export function demonstrationAnswer({ demonstration }: ConformanceCertificate, programme: boolean): Answer {
  if (demonstration) return [null, 'DEMONSTRATION: it shows how a certificate looks, and certifies nothing'];
  return programme
    ? [true, "not a demonstration: signed with the programme's key"]
    : [false, "it does not say DEMONSTRATION, and is not signed with the programme's key"];
}
