/** The verdict: a pure function of outcomes, profile, waivers and a date. RFC 0005. */
import { isMust, type Rule } from '../../catalogue/requirement.ts';
import type { Profile } from '../../profiles/profile.ts';
import { OUTCOMES, type Outcome, type Result, type Totals, type Verdict } from '../../report/report.ts';

export interface Waiver {
  readonly requirement: string;
  readonly reason: string;
  readonly issue?: string;
  /** Last day (YYYY-MM-DD) on which it holds. */
  readonly until?: string;
}

/** Marks the failures that a waiver covers on this date. A waiver never turns a fail into a pass. */
export function withWaivers(results: readonly Result[], waivers: readonly Waiver[], date: string): readonly Result[] {
  const standing = new Map(
    waivers.filter(({ until }) => until === undefined || date <= until).map((waiver) => [waiver.requirement, waiver]),
  );
  return results.map((result) => {
    const waiver = standing.get(result.requirement);
    if (result.outcome !== 'fail' || waiver === undefined) return result;
    const { requirement: _, ...waived } = waiver;
    return { ...result, waived };
  });
}

/** Marks what was judged and is not named by the profile; until the profile is frozen there is no such thing. RFC 0006. */
export function withinProfile(
  results: readonly Result[],
  profile: Profile | undefined,
  isJudged: (id: string) => boolean,
): readonly Result[] {
  if (profile === undefined) return results;
  const named = new Set(profile.requirements);
  return results.map((result) =>
    named.has(result.requirement) || !isJudged(result.requirement) ? result : { ...result, beyond: true },
  );
}

export function totalsOf(results: readonly Result[]): Totals {
  const totals = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of results) totals[outcome] += 1;
  return totals;
}

/** Applicable MUSTs: all but those that are not applicable or lie beyond the profile. Observed: those that passed or failed. */
export function observedMusts(results: readonly Result[]): { readonly musts: number; readonly applicable: number } {
  const musts = results.filter(
    ({ level, outcome, beyond }) => isMust(level) && outcome !== 'not-applicable' && beyond === undefined,
  );
  return { musts: musts.filter(({ observed }) => observed > 0).length, applicable: musts.length };
}

export interface Decision {
  readonly verdict: Verdict;
  /** Why there is no verdict. */
  readonly because: readonly string[];
}

/**
 * What lies beyond the profile does not count. `not-conformant` if a MUST without waiver fails; else `no-verdict` if there was an
 * error, no profile, or the core was not all observed; else `conformant`, with waivers where one was needed.
 */
export function decide(
  results: readonly Result[],
  profile: Profile | undefined,
  disputed: ReadonlySet<string> = new Set(),
): Decision {
  const failed = results.filter(({ outcome, beyond }) => outcome === 'fail' && beyond === undefined);
  if (failed.some(({ waived }) => waived === undefined)) return { verdict: 'not-conformant', because: [] };
  const because: string[] = [];
  for (const { requirement, outcome, reason, beyond } of results) {
    if (outcome === 'error' && beyond === undefined) because.push(`${requirement} could not be judged: ${reason}`);
  }
  if (profile === undefined) because.push('there is no profile for this revision and transport');
  const observed = new Map(results.map((result) => [result.requirement, result.observed]));
  const seen = (id: string): boolean => (observed.get(id) ?? 0) > 0;
  for (const entry of profile?.core ?? []) {
    // What is disputed is asked of nobody; what is left of its group still is.
    const group = [entry].flat().filter((id) => !disputed.has(id));
    if (group.length === 0 || group.some(seen)) continue;
    because.push(
      group.length === 1
        ? `${group[0]} belongs to the core and was not observed`
        : `none of ${group.join(', ')} was observed, and the core asks for one of them`,
    );
  }
  if (because.length > 0) return { verdict: 'no-verdict', because };
  return { verdict: failed.length > 0 ? 'conformant-with-waivers' : 'conformant', because };
}

const FROM_WORST: readonly Verdict[] = ['not-conformant', 'no-verdict', 'conformant-with-waivers', 'conformant'];

/** The verdict of a report is the worst of its runs; without a run there is none. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  FROM_WORST.find((verdict) => verdicts.includes(verdict)) ?? 'no-verdict';

/** Whether a requirement belongs to a run of this role and transport. */
export const bindsServer = ({ role }: Rule): boolean => role === 'server' || role === 'both';
