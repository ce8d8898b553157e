/**
 * Seeds that the programme issues. A seed is made of a commit of the branch that results are merged into, which nobody knew before
 * it was there, and of what is submitted. So a transcript with it was recorded afterwards, anybody can make it again, and nobody
 * keeps a secret. It ages out with its commit.
 */
import { sha256, utf8 } from '../certificate/bytes.ts';
import { freshnessWords, issuedOn } from '../certificate/seed.ts';
import type { SubmissionSubject } from './submission.ts';

/** A commit of that branch, and the day (YYYY-MM-DD, UTC) on which it got there. */
export interface Beacon {
  readonly commit: string;
  readonly day: string;
}

/** Long enough for a release and its review, short enough that a transcript cannot be kept in a drawer. */
export const SEED_DAYS = 30;
const DAY = 86_400_000;

/** `acme/weather@1.4.2`: the same for a further result of one version. */
export type Seeded = Pick<SubmissionSubject, 'vendor' | 'name' | 'version'>;
const asked = ({ vendor, name, version }: Seeded): string => `${vendor}/${name}@${version}`;

export const seedFrom = async ({ commit, day }: Beacon, subject: Seeded): Promise<string> =>
  `${day}-${(await sha256(utf8(`accord-seed/1\n${commit}\n${asked(subject)}\n`))).slice(0, 16)}`;

/** Of these, the one that is newest on this day; undefined where there is none that would still be taken. */
export const newestOn = (date: string, beacons: readonly Beacon[]): Beacon | undefined =>
  beacons.find(({ day }) => day <= date && !isStale(day, date));

const isStale = (day: string, date: string): boolean => Date.parse(date) - Date.parse(day) > SEED_DAYS * DAY;

/**
 * `fresh`: a commit that is recent enough gives this seed. `none`: the submission names no seed. `stale`, `foreign`: it was
 * issued too long ago, or not for this. `unknown`: nobody said what the commits are.
 */
export type Freshness =
  | { readonly is: 'fresh'; readonly after: string; readonly commit: string }
  | { readonly is: 'none' | 'stale' | 'foreign' | 'unknown' };

export async function freshnessOf(
  seed: string | undefined,
  subject: Seeded,
  date: string,
  beacons: readonly Beacon[] | undefined,
): Promise<Freshness> {
  if (seed === undefined) return { is: 'none' };
  const day = issuedOn(seed);
  if (day === undefined) return { is: 'foreign' };
  if (isStale(day, date)) return { is: 'stale' };
  if (beacons === undefined) return { is: 'unknown' };
  for (const beacon of beacons)
    if (beacon.day === day && day <= date && (await seedFrom(beacon, subject)) === seed)
      return { is: 'fresh', after: day, commit: beacon.commit };
  return { is: 'foreign' };
}

/** Beside the assurance, in these words and no others. */
export const freshnessText = (freshness: Freshness): string => {
  if (freshness.is === 'fresh') return `fresh: recorded with a seed that was issued on ${freshness.after}`;
  if (freshness.is === 'none') return freshnessWords(undefined);
  if (freshness.is === 'unknown') return 'freshness unknown: it takes the commits of the branch (--base)';
  return freshness.is === 'stale'
    ? `not fresh: its seed was issued more than ${SEED_DAYS} days ago`
    : 'not fresh: its seed was not issued for it';
};
