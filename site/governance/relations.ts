/** How RFCs stand to each other, in both directions: each names only those that it rests on or replaces. */
import type { RfcSummary } from '../../governance/rfc/list.ts';
import { gathered } from '../lib/gathered.ts';

export interface Relations {
  readonly requires: readonly RfcSummary[];
  readonly requiredBy: readonly RfcSummary[];
  readonly supersedes: readonly RfcSummary[];
  readonly supersededBy: readonly RfcSummary[];
}

/** One walk over all of them; then each is a look-up. */
export function relationsIn(all: readonly RfcSummary[]): (rfc: RfcSummary) => Relations {
  const places = new Map(all.map((rfc, place) => [rfc, place]));
  const placeOf = (rfc: RfcSummary): number => places.get(rfc) ?? 0;
  const byNumber = gathered(all, ({ number }) => [number]);
  const [requiring, superseding, superseded] = (['requires', 'supersedes', 'superseded-by'] as const).map((field) =>
    gathered(all, (rfc) => rfc[field]),
  );
  const named = (numbers: readonly number[] = []): readonly RfcSummary[] =>
    numbers.flatMap((number) => byNumber.get(number) ?? []);
  const naming = (
    by: ReadonlyMap<number, readonly RfcSummary[]> | undefined,
    { number }: RfcSummary,
  ): readonly RfcSummary[] => by?.get(number) ?? [];
  const once = (...lists: readonly (readonly RfcSummary[])[]): readonly RfcSummary[] =>
    [...new Set(lists.flat())].sort((a, b) => placeOf(a) - placeOf(b));
  return (rfc) => ({
    requires: once(named(rfc.requires)),
    requiredBy: naming(requiring, rfc),
    // A proposal to supersede is named by one side only until it is decided.
    supersedes: once(named(rfc.supersedes), naming(superseded, rfc)),
    supersededBy: once(named(rfc['superseded-by']), naming(superseding, rfc)),
  });
}

export interface Touching {
  readonly adding: readonly RfcSummary[];
  readonly changing: readonly RfcSummary[];
}

/** RFCs that add a requirement, and RFCs that change it. */
export function touchingIn(all: readonly RfcSummary[]): (requirement: string) => Touching {
  const adding = gathered(all, ({ requirements }) => requirements?.adds);
  const changing = gathered(all, ({ requirements }) => requirements?.changes);
  return (requirement) => ({ adding: adding.get(requirement) ?? [], changing: changing.get(requirement) ?? [] });
}
