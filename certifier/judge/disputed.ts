/** Checks that are disputed with reason: this version of the suite does not judge by them. RFC 0010. */
import { SUITE_VERSION } from '../suite.ts';
import file from './disputes.json' with { type: 'json' };

export interface Dispute {
  readonly requirement: string;
  /** The first suite version that does not judge it, and the first that does again. */
  readonly since: string;
  readonly until?: string;
  readonly url: string;
  readonly reason: string;
}

const numbers = (version: string): readonly number[] =>
  (/^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '').split('.').map(Number);

function isBefore(version: string, other: string): boolean {
  const [mine, theirs] = [numbers(version), numbers(other)];
  const place = mine.findIndex((number, index) => number !== theirs[index]);
  return place >= 0 && (mine[place] ?? 0) < (theirs[place] ?? 0);
}

/** By requirement: the disputes that stand in one version. */
export const standing = (disputes: readonly Dispute[], version: string): ReadonlyMap<string, Dispute> =>
  new Map(
    disputes
      .filter(({ since, until }) => !isBefore(version, since) && (until === undefined || isBefore(version, until)))
      .map((dispute) => [dispute.requirement, dispute]),
  );

export const disputed: ReadonlyMap<string, Dispute> = standing(file.disputes, SUITE_VERSION);
