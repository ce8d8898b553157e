/** From when until when a certificate holds. Pure. */
import type { Report } from '../report/report.ts';
import { CertificateError } from './certificate-error.ts';
import { secondOf } from './time.ts';

export const VALID_DAYS = 365;
export const DEMONSTRATION_DAYS = 30;
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

/** Ends with its last day, so that "valid until" includes the day it names; and never outlives a waiver that it rests on. */
export function validityOf(report: Report, now: Date, days: number): Validity {
  const today = dayOf(now);
  const waived = lastWaivedDay(report);
  if (waived !== undefined && waived < today) {
    throw new CertificateError(`a waiver of this report ended on ${waived}; judge the transcript again without it`);
  }
  const last = dayOf(new Date(now.getTime() + days * DAY));
  return {
    issuedAt: secondOf(now),
    validUntil: `${waived !== undefined && waived < last ? waived : last}T23:59:59Z`,
  };
}
