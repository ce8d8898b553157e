/** From what a check saw to the one outcome of its requirement. RFC 0005. */
import { canFail, type Revision, type Rule } from '../../catalogue/requirement.ts';
import type { NotTestedReason, TranscriptEvent } from '../../evidence/transcript.ts';
import type { Finding, Outcome, Result } from '../../report/report.ts';
import type { Check } from './check.ts';
import { keepsContract } from './fixture.ts';
import { declaresEver } from './session.ts';
import type { View } from './view.ts';

/** What the marks of a transcript say of the probes of one revision. */
export interface ProbeMarks {
  readonly skipped: ReadonlyMap<string, NotTestedReason>;
  readonly failed: ReadonlyMap<string, string>;
}

export function probeMarks(events: readonly TranscriptEvent[], revision: Revision): ProbeMarks {
  const skipped = new Map<string, NotTestedReason>();
  const failed = new Map<string, string>();
  for (const event of events) {
    if (event.kind !== 'mark') continue;
    if (event.mark === 'skipped' && event.revision === revision) skipped.set(event.probe, event.reason);
    if (event.mark === 'harness-error' && event.revision === revision) failed.set(event.probe, event.message);
  }
  return { skipped, failed };
}

interface Seen {
  readonly observed: number;
  readonly findings: readonly Finding[];
  /** The check itself threw: our fault, never the subject's. */
  readonly crash?: string;
}

/** A subject that breaks the same rule in a thousand places gets the first of them, and the number in the last. */
export const MOST_FINDINGS = 20;

function see(check: Check, view: View): Seen {
  let observed = 0;
  const findings: Finding[] = [];
  let more = 0;
  try {
    check(view, {
      examined: () => {
        observed += 1;
      },
      finding: (finding) => {
        if (findings.length < MOST_FINDINGS) findings.push(finding);
        else more += 1;
      },
    });
  } catch (cause) {
    return { observed: 0, findings: [], crash: cause instanceof Error ? cause.message : String(cause) };
  }
  const last = findings.at(-1);
  if (more > 0 && last !== undefined) {
    findings[findings.length - 1] = { ...last, message: `${last.message} (and ${more} more like these)` };
  }
  return { observed, findings };
}

const REASON_WITHOUT_PROBE: Readonly<Record<Rule['testable'], NotTestedReason>> = {
  static: 'not-exercised',
  'black-box': 'not-exercised',
  fixture: 'needs-fixture',
  untestable: 'untestable',
};

const isInapplicable = ({ capability }: Rule, view: View): boolean =>
  capability !== undefined && !declaresEver(view, capability);

/** Of a requirement whose check is disputed: nobody looked, so nothing was observed. */
export const disputedResult = (rule: Rule, view: View): Result => ({
  requirement: rule.id,
  level: rule.level,
  ...(isInapplicable(rule, view)
    ? ({ outcome: 'not-applicable' } as const)
    : ({ outcome: 'not-tested', reason: 'disputed' } as const)),
  observed: 0,
  findings: [],
});

/**
 * Exactly one outcome. A finding decides: it stands on what was on the wire, whatever else went wrong. Then a failure of ours: what
 * was observed before it is not all that should have been. Then an observation; only then is it asked why nothing was observed. A
 * finding without an observation is the check's own fault, and an error.
 */
export function resultOf(rule: Rule, check: Check | undefined, view: View, marks: ProbeMarks): Result {
  const { id, level, probe } = rule;
  const result = (outcome: Outcome, rest: Partial<Result> = {}): Result => ({
    requirement: id,
    level,
    outcome,
    observed: 0,
    findings: [],
    ...rest,
  });
  const inapplicable = isInapplicable(rule, view);
  if (check === undefined) {
    if (inapplicable) return result('not-applicable');
    return result('not-tested', { reason: rule.testable === 'untestable' ? 'untestable' : 'no-check' });
  }
  const { observed, findings, crash } = see(check, view);
  if (crash !== undefined) return result('error', { reason: `the check failed: ${crash}` });
  if (findings.length > 0) {
    if (observed === 0) return result('error', { reason: 'the check reported a finding without having looked' });
    return result(canFail(rule) ? 'fail' : 'warning', { observed, findings });
  }
  const failure = probe === undefined ? undefined : marks.failed.get(probe);
  if (failure !== undefined) return result('error', { reason: failure, observed });
  if (observed > 0) return result('pass', { observed });
  if (inapplicable) return result('not-applicable');
  const skipped = probe === undefined ? undefined : marks.skipped.get(probe);
  return result('not-tested', { reason: skipped ?? reasonFor(rule, view) });
}

/** Who had the tools of the contract, and was called, needs no others: it did not come to it. */
function reasonFor({ testable }: Rule, view: View): NotTestedReason {
  return testable === 'fixture' && keepsContract(view) ? 'not-exercised' : REASON_WITHOUT_PROBE[testable];
}
