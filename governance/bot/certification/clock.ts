/** Certificates whose last day is near: one issue for each, closed when it was renewed, was withdrawn, or has ended. Pure. */
import type { Action, Label } from '../action.ts';
import { code } from '../text.ts';

export interface Ending {
  readonly id: string;
  readonly folder: string;
  /** RFC 3339, the end of its last day. */
  readonly validUntil: string;
}

export interface CertificateClock {
  /** Those that stand: issued, and neither revoked nor superseded. */
  readonly standing: readonly Ending[];
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Marks of the issues that are open. */
  readonly open: readonly string[];
}

export const CERTIFICATE_CLOCK: Label = {
  name: 'Certificate clock',
  color: 'bf8700',
  description: 'A certificate ends soon. Opened and closed by the schedule.',
};

/** How long before its last day. */
export const NOTICE_DAYS = 30;

const MARK = 'certificate';
export const endingMark = ({ id }: Pick<Ending, 'id'>): string => `${MARK} ${id}`;
export const endingMarks = (bodies: readonly (string | null | undefined)[]): readonly string[] =>
  bodies.flatMap((body) => new RegExp(`^<!-- accord: (${MARK} [0-9a-z-]+) -->`).exec(body ?? '')?.[1] ?? []);

const daysUntil = (date: string, day: string): number => Math.round((Date.parse(day) - Date.parse(date)) / 86_400_000);

export const planCertificateClock = ({ standing, date, open }: CertificateClock): readonly Action[] => {
  const due = standing.filter(({ validUntil }) => {
    const left = daysUntil(date, validUntil.slice(0, 10));
    return left >= 0 && left <= NOTICE_DAYS;
  });
  const marks = due.map(endingMark);
  return [
    ...due.map((ending): Action => {
      const { folder, id, validUntil } = ending;
      const day = validUntil.slice(0, 10);
      return {
        action: 'issue',
        mark: endingMark(ending),
        label: CERTIFICATE_CLOCK,
        issue: {
          title: `${folder}: its certificate ends on ${day}`,
          body: [
            `Certificate ${code(id)} of ${code(folder)} is valid until ${day}.`,
            '',
            '`accord renew` judges its transcript by the suite of today and puts a new one in its place. A new release is a request of its own.',
            '',
            'This issue closes by itself when the certificate was renewed or has ended.',
          ].join('\n'),
        },
      };
    }),
    ...open
      .filter((mark) => !marks.includes(mark))
      .map((mark): Action => ({ action: 'issue', mark, label: CERTIFICATE_CLOCK, issue: null })),
  ];
};
