/** The steps over the certificate alone: whether it holds today, and whether it counts. */
import type { ConformanceCertificate } from '../predicate.ts';
import type { PublicKey } from '../public-key.ts';
import { readStatusLog } from '../status-log.ts';
import { type Answer, messageOf, type VerifyInput } from './verification.ts';

export function expiryAnswer({ issuedAt, validUntil }: ConformanceCertificate, now: Date): Answer {
  if (now.getTime() < Date.parse(issuedAt)) return [false, `it is not valid before ${issuedAt}`];
  if (now.getTime() > Date.parse(validUntil)) return [false, `it expired on ${validUntil.slice(0, 10)}`];
  return [true, `valid until ${validUntil.slice(0, 10)}`];
}

export async function statusAnswer(
  certificate: ConformanceCertificate,
  { statusLog, now }: VerifyInput,
  keys: readonly PublicKey[],
): Promise<Answer> {
  if (statusLog === undefined) {
    const { status } = certificate;
    return status === undefined
      ? [null, 'the certificate names no status log']
      : [null, `the status log was not looked at; it is published at ${status.url}`];
  }
  try {
    const log = await readStatusLog(statusLog, keys);
    const edition = `status log ${log.sequence} of ${log.issuedAt.slice(0, 10)}`;
    const entry = log.entries.find((each) => each.certificate === certificate.certificate);
    if (entry !== undefined) return [false, `${entry.status} on ${entry.date}: ${entry.reason} (${edition})`];
    if (now.getTime() > Date.parse(log.validUntil)) return [null, `${edition} is out of date; fetch a newer one`];
    if (Date.parse(log.issuedAt) < Date.parse(certificate.issuedAt)) {
      return [null, `${edition} is older than the certificate; fetch a newer one`];
    }
    return [true, `not revoked in ${edition}`];
  } catch (cause) {
    return [false, messageOf(cause)];
  }
}

export function demonstrationAnswer({ demonstration }: ConformanceCertificate, programme: boolean): Answer {
  if (demonstration) return [null, 'DEMONSTRATION: it shows how a certificate looks, and certifies nothing'];
  return programme
    ? [true, "not a demonstration: signed with the programme's key"]
    : [false, "it does not say DEMONSTRATION, and is not signed with the programme's key"];
}
