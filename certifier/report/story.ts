/** A run in the order in which a person wants to read it. The formats for people tell it, each in its own markup. */
import { type Catalogue, isMust, type Requirement } from '../catalogue/requirement.ts';
import { NOT_SAID_TO_KEEP } from '../evidence/notes.ts';
import type { Transcript } from '../evidence/transcript.ts';
import type { Finding, Outcome, Result, Run } from './report.ts';
import { isNotTestedReason, linkFor, REASON_WORDS, type ReasonWords } from './words.ts';

export interface Case {
  readonly result: Result;
  /** Undefined where the report is of another suite version, whose catalogue had this requirement. */
  readonly requirement: Requirement | undefined;
  readonly link: string | undefined;
}

/** The requirements of one specification page. */
export interface Chapter {
  readonly title: string;
  readonly cases: readonly Case[];
}

export interface NotTested {
  readonly reason: string;
  readonly why: string;
  readonly remedy?: string;
  readonly ofTheSuite?: true;
  readonly remedySaysAll?: true;
  /** What exactly was missing, as the probes noted it; first what kept most from being tested. */
  readonly details: readonly string[];
  readonly requirements: readonly string[];
}

export interface Story {
  readonly failures: readonly Chapter[];
  readonly waived: readonly Chapter[];
  /** Broken too, and no part of the profile. */
  readonly beyond: readonly Chapter[];
  readonly errors: readonly Case[];
  readonly warnings: readonly Chapter[];
  readonly notTested: readonly NotTested[];
}

export const topicOf = (id: string): string => id.split('.', 1)[0] ?? id;

export interface Told {
  readonly finding: Finding;
  /** Where else the same was found: the first event of each. */
  readonly again: readonly number[];
}

/** What is said in the same words is told once. */
export function toldOnce(findings: readonly Finding[]): readonly Told[] {
  const told = new Map<string, Finding[]>();
  for (const finding of findings) {
    const words = JSON.stringify([finding.message, finding.expected, finding.actual]);
    told.set(words, [...(told.get(words) ?? []), finding]);
  }
  return [...told.values()].flatMap(([finding, ...others]) =>
    finding === undefined ? [] : [{ finding, again: others.flatMap(({ seq }) => seq.slice(0, 1)) }],
  );
}

/** Why a breach of a MUST does not count into the verdict, or warned and did not fail; undefined where it is no such case. */
export function whyItDoesNotCount({
  result,
  requirement,
}: {
  readonly result: Result;
  readonly requirement: Pick<Requirement, 'basis'> | undefined;
}): string | undefined {
  if (result.beyond === true && result.outcome === 'fail') {
    return 'The profile of this run does not name this rule, so the verdict does not rest on it.';
  }
  if (result.outcome !== 'warning' || requirement === undefined || !isMust(result.level)) return undefined;
  return requirement.basis === 'plain'
    ? 'Upstream says it in plain wording, so a breach warns and never fails.'
    : 'Upstream is not clear here, so a breach warns and never fails.';
}

/** Cases by topic, in the order of the specification. */
export function chaptersOf(cases: readonly Case[], catalogue: Catalogue): readonly Chapter[] {
  const names = [...new Set(cases.map(({ result }) => topicOf(result.requirement)))];
  const position = (name: string): number => {
    const index = catalogue.topics.findIndex((topic) => topic.name === name);
    return index === -1 ? catalogue.topics.length : index;
  };
  return names
    .sort((a, b) => position(a) - position(b))
    .map((name) => ({
      title: catalogue.topics.find((topic) => topic.name === name)?.title ?? name,
      cases: cases.filter(({ result }) => topicOf(result.requirement) === name),
    }));
}

/** How often each occurs, in the order in which they do. */
export function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** First what the reader can do something about. */
const REASON_ORDER: readonly string[] = Object.keys(REASON_WORDS);

function notTestedOf(cases: readonly Case[], run: Run, transcript: Transcript | undefined): readonly NotTested[] {
  const details = new Map<string, string>();
  const fixtureNotes = new Set<string | undefined>();
  for (const event of transcript?.events ?? []) {
    if (event.kind !== 'mark' || event.mark !== 'skipped' || event.revision !== run.revision) continue;
    if (event.detail !== undefined) details.set(event.probe, event.detail);
    if (event.reason === 'needs-fixture') fixtureNotes.add(event.detail);
  }
  // Run with --fixture it lacks what the notes name, and the option is no remedy.
  const keepsContract = fixtureNotes.size > 0 && !fixtureNotes.has(NOT_SAID_TO_KEEP);
  const reasons = [...new Set(cases.map(({ result }) => result.reason ?? 'not-exercised'))];
  return reasons
    .sort((a, b) => REASON_ORDER.indexOf(a) - REASON_ORDER.indexOf(b))
    .map((reason) => {
      const own = cases.filter(({ result }) => (result.reason ?? 'not-exercised') === reason);
      const said = own
        .map(({ requirement }) => details.get(requirement?.probe ?? ''))
        .filter((each) => each !== undefined);
      const words: ReasonWords = isNotTestedReason(reason) ? REASON_WORDS[reason] : { why: reason };
      return {
        reason,
        ...(reason === 'needs-fixture' && keepsContract ? { why: words.why } : words),
        details: [...countsOf(said)].sort(([, a], [, b]) => b - a).map(([detail]) => detail),
        requirements: own.map(({ result }) => result.requirement),
      };
    });
}

export function storyOf(run: Run, catalogue: Catalogue, transcript?: Transcript): Story {
  const byId = new Map(catalogue.requirements.map((requirement) => [requirement.id, requirement]));
  const cases = run.results.map((result): Case => {
    const requirement = byId.get(result.requirement);
    return { result, requirement, link: linkFor(requirement, run.revision) };
  });
  const of = (outcome: Outcome): readonly Case[] => cases.filter(({ result }) => result.outcome === outcome);
  const failed = of('fail').filter(({ result }) => result.beyond === undefined);
  return {
    failures: chaptersOf(
      failed.filter(({ result }) => result.waived === undefined),
      catalogue,
    ),
    waived: chaptersOf(
      failed.filter(({ result }) => result.waived !== undefined),
      catalogue,
    ),
    beyond: chaptersOf(
      of('fail').filter(({ result }) => result.beyond === true),
      catalogue,
    ),
    errors: of('error'),
    warnings: chaptersOf(of('warning'), catalogue),
    notTested: notTestedOf(of('not-tested'), run, transcript),
  };
}
