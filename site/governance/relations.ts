/** How RFCs stand to each other, in both directions: each names only those that it rests on or replaces. */
import type { RfcSummary } from '../../governance/rfc/list.ts';

export interface Relations {
  readonly requires: readonly RfcSummary[];
  readonly requiredBy: readonly RfcSummary[];
  readonly supersedes: readonly RfcSummary[];
  readonly supersededBy: readonly RfcSummary[];
}

export function relationsOf(rfc: RfcSummary, all: readonly RfcSummary[]): Relations {
  const named = (numbers: readonly number[] | undefined): readonly RfcSummary[] =>
    all.filter(({ number }) => numbers?.includes(number) === true);
  const naming = (field: 'requires' | 'supersedes' | 'superseded-by'): readonly RfcSummary[] =>
    all.filter((other) => other[field]?.includes(rfc.number) === true);
  const both = (one: readonly RfcSummary[], other: readonly RfcSummary[]): readonly RfcSummary[] =>
    all.filter((each) => one.includes(each) || other.includes(each));
  return {
    requires: named(rfc.requires),
    requiredBy: naming('requires'),
    // A proposal to supersede is named by one side only until it is decided.
    supersedes: both(named(rfc.supersedes), naming('superseded-by')),
    supersededBy: both(named(rfc['superseded-by']), naming('supersedes')),
  };
}

/** RFCs that add this requirement, and RFCs that change it. */
export const rfcsTouching = (
  requirement: string,
  all: readonly RfcSummary[],
): { readonly adding: readonly RfcSummary[]; readonly changing: readonly RfcSummary[] } => ({
  adding: all.filter(({ requirements }) => requirements?.adds?.includes(requirement) === true),
  changing: all.filter(({ requirements }) => requirements?.changes?.includes(requirement) === true),
});
