/** One try: the server as the reader has it, talked to by the probes that talk to real servers, and judged by the same judge. */
import { certify } from '../../certifier/certify.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import { judge } from '../../certifier/judge/judge.ts';
import { ruler } from '../../certifier/judge/ruler.ts';
import type { Outcome, Result, Verdict } from '../../certifier/report/report.ts';
import { SUITE_VERSION } from '../../certifier/suite.ts';
import { brokenHtml } from '../lib/finding-html.ts';
import { exchangesIn, findingsOf, notesOf } from '../lib/findings-of.ts';
import { RuleError, readRule } from './read-rule.ts';
import { answerOf, type Rule } from './server.ts';
import { STEPS, type Step, serverWith } from './steps.ts';
import { subjectInPage } from './wire.ts';

/** Everything runs here, so what was asked is answered at once; only what a try got wrong may wait this long. */
const TIMEOUT_MS = 500;
/** Longer texts of an exchange are cut here: it stands between two steps. */
const MOST_CHARACTERS = 1_500;

export interface Told {
  readonly requirement: string;
  /** What is wrong, as markup of our own making. */
  readonly html: string;
}

export interface StepState {
  readonly name: string;
  /** `unseen`: nothing is wrong with it any more, and nothing showed that it is right either. */
  readonly state: 'mended' | 'broken' | 'unseen';
  /** What of this step is still broken. */
  readonly told: readonly Told[];
}

export interface Try {
  readonly verdict: Verdict;
  readonly observed: { readonly musts: number; readonly applicable: number } | undefined;
  readonly steps: readonly StepState[];
  /** Broken too, and no step's: the reader broke something else. */
  readonly others: readonly Told[];
  /** Steps whose text is no rule, and why. The server has the broken rule there. */
  readonly faults: readonly { readonly name: string; readonly message: string }[];
  readonly exchanges: number;
}

const BROKEN: ReadonlySet<Outcome> = new Set(['fail', 'warning', 'error']);

/** The first finding of each: what is mended for it mends the others. */
function teller(transcript: Transcript): (result: Result) => Told {
  const eventsOf = exchangesIn(transcript);
  return (result) => {
    const { requirement, outcome, level } = result;
    const findings = findingsOf(result, eventsOf)
      .slice(0, 1)
      .map((finding) => ({ ...finding, again: [], most: MOST_CHARACTERS }));
    return {
      requirement,
      html: brokenHtml({ requirement, outcome, level, notes: notesOf(result, undefined), findings }),
    };
  };
}

function stateOf({ name, breaks }: Step, results: readonly Result[], tell: (result: Result) => Told): StepState {
  const own = breaks.flatMap((id) => results.filter(({ requirement }) => requirement === id));
  const broken = own.filter(({ outcome }) => BROKEN.has(outcome));
  // What is not tested is not mended: a rule that was taken away answers nothing.
  const seen = own[0]?.outcome === 'pass' ? 'mended' : 'unseen';
  return { name, state: broken.length > 0 ? 'broken' : seen, told: broken.map(tell) };
}

/** `texts`: the rule of each step, as it was edited. */
export async function tried(texts: Readonly<Record<string, string>>): Promise<Try> {
  const faults: { name: string; message: string }[] = [];
  const rules: Record<string, Rule> = {};
  for (const { name, rule } of STEPS) {
    const text = texts[name];
    if (text === undefined) continue;
    try {
      rules[rule] = readRule(text);
    } catch (cause) {
      if (!(cause instanceof RuleError)) throw cause;
      faults.push({ name, message: cause.message });
    }
  }
  const server = serverWith(rules);
  const { transcript } = await certify(
    subjectInPage((asked) => answerOf(server, asked)),
    { revision: '2026-07-28', seed: 'learn', timeoutMs: TIMEOUT_MS, startTimeoutMs: TIMEOUT_MS },
  );
  // Nothing of this report is kept, so it needs to name neither the judge nor the recording.
  const nameless = { suite: { version: SUITE_VERSION, digest: '' }, transcript: { file: '', sha256: '' } };
  const report = judge(transcript, { ...ruler, suite: nameless.suite }, { transcript: nameless.transcript });
  const [run] = report.runs;
  const results = run?.results ?? [];
  const tell = teller(transcript);
  const known = new Set(STEPS.flatMap(({ breaks }) => breaks));
  return {
    verdict: report.verdict,
    observed: run?.observed,
    steps: STEPS.map((step) => stateOf(step, results, tell)),
    others: results.filter(({ requirement, outcome }) => BROKEN.has(outcome) && !known.has(requirement)).map(tell),
    faults,
    exchanges: transcript.events.filter(({ kind }) => kind === 'request').length,
  };
}
