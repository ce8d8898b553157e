/**
 * The report: what the judge says of a transcript. Types and names; `report.schema.json` beside this file states the format,
 * which is frozen. A report is a pure function of (transcript, waivers, date): judged again, it is the same bytes.
 */
import type { Level, Revision } from '../catalogue/requirement.ts';
import type { NotTestedReason, Role, Transport } from '../evidence/transcript.ts';

export const REPORT_FORMAT = 'accord-report/1';

export const OUTCOMES = ['fail', 'warning', 'error', 'pass', 'not-tested', 'not-applicable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Verdict = 'conformant' | 'conformant-with-waivers' | 'not-conformant' | 'no-verdict';

export interface Finding {
  /** One sentence: what is wrong, naming the thing (the tool, the header, the id). */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** Events of the transcript that show it, the most telling first. */
  readonly seq: readonly number[];
}

/** Why it was not tested. `no-check`: this version of the suite has none for it; `disputed`: it has one that is in doubt. */
export type Reason = NotTestedReason | 'no-check' | 'disputed';

export interface Result {
  readonly requirement: string;
  readonly level: Level;
  readonly outcome: Outcome;
  /** Why it was not tested, or what in our harness failed. */
  readonly reason?: Reason | string;
  /** In how many places the requirement applied and was looked at. */
  readonly observed: number;
  readonly findings: readonly Finding[];
  /** Set when a waiver covers the failure. */
  readonly waived?: { readonly reason: string; readonly issue?: string; readonly until?: string };
  /** Set where the profile of the run does not name this requirement: it was judged, and the verdict does not rest on it. */
  readonly beyond?: true;
}

export type Totals = Readonly<Record<Outcome, number>>;

export interface Run {
  readonly revision: Revision;
  readonly transport: Transport;
  /** Name of the profile; null for a revision that has none. */
  readonly profile: string | null;
  readonly verdict: Verdict;
  /** Why there is no verdict, one line each; empty otherwise. */
  readonly because: readonly string[];
  /** Applicable MUSTs: those of the run that are not `not-applicable`. */
  readonly observed: { readonly musts: number; readonly applicable: number };
  readonly totals: Totals;
  readonly results: readonly Result[];
}

export interface Report {
  readonly format: typeof REPORT_FORMAT;
  readonly verdict: Verdict;
  /** The judge that judged: version and digest (`sha256:<hex>`) of the judge bundle. */
  readonly suite: { readonly version: string; readonly digest: string };
  readonly subject: {
    /** As it named itself on the wire; null when it never did. */
    readonly name: string | null;
    readonly version: string | null;
    readonly role: Role;
    readonly command?: readonly string[];
    readonly url?: string;
    readonly digest?: string;
  };
  /** The date that waivers were held against: the transcript's own, unless one was given. */
  readonly date: string;
  readonly runs: readonly Run[];
  readonly transcript: { readonly file: string; readonly sha256: string };
}
