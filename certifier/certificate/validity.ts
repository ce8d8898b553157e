/** From when until when a certificate holds. Pure. */
import type { Report } from '../report/report.ts';
import { CertificateError } from './certificate-error.ts';
import { secondOf } from './time.ts';

export const VALID_DAYS = 365;
export const DEMONSTRATION_DAYS = 30;
/** A service that nobody pinned may be another tomorrow: so long from the day on which it was observed, however it is renewed. */
export const SERVICE_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;

export interface Validity {
  readonly issuedAt: string;
  readonly validUntil: string;
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The last day on which every waiver that the report rests on still holds. */
const lastWaivedDay = ({ runs }: Report): string | undefined =>
  runs
    .flatMap(({ results }) => results.flatMap(({ waived }) => (waived?.until === undefined ? [] : [waived.until])))
    .sort()[0];

/** The last day on which what was observed of a service is still relied on; undefined for what has an artifact, or no address. */
const lastDayOfService = ({ subject }: Report, observedAt: string): string | undefined =>
  subject.url === undefined || subject.digest !== undefined
    ? undefined
    : dayOf(new Date(Date.parse(observedAt) + SERVICE_DAYS * DAY));

/**
 * Ends with its last day, so that "valid until" includes the day it names; never outlives a waiver that it rests on, nor the time
 * for which a service that was observed is relied on.
 */
export function validityOf(report: Report, observedAt: string, now: Date, days: number): Validity {
  const today = dayOf(now);
  const waived = lastWaivedDay(report);
  if (waived !== undefined && waived < today) {
    throw new CertificateError(`a waiver of this report ended on ${waived}; judge the transcript again without it`);
  }
  const relied = lastDayOfService(report, observedAt);
  if (relied !== undefined && relied < today) {
    throw new CertificateError(
      `the service was observed on ${observedAt.slice(0, 10)}, more than ${SERVICE_DAYS} days ago; certify it again`,
    );
  }
  const asked = dayOf(new Date(now.getTime() + days * DAY));
  const [last] = [asked, waived ?? asked, relied ?? asked].sort();
  return { issuedAt: secondOf(now), validUntil: `${last}T23:59:59Z` };
}
