/** The judge: a pure function from a transcript to a report. Runs in Node, in a browser and in the judge bundle alike. */
import { holdsIn, type Rule } from '../catalogue/requirement.ts';
import type { Transcript } from '../evidence/transcript.ts';
import type { Profile } from '../profiles/profile.ts';
import { REPORT_FORMAT, type Report, type Run } from '../report/report.ts';
import type { Checks } from './engine/check.ts';
import { at } from './engine/json.ts';
import { disputedResult, probeMarks, resultOf } from './engine/outcome.ts';
import { neverAnswered } from './engine/unanswered.ts';
import {
  bindsServer,
  decide,
  observedMusts,
  totalsOf,
  type Waiver,
  withinProfile,
  withWaivers,
  worst,
} from './engine/verdict.ts';
import { META_SERVER_INFO, type View, viewsOf } from './engine/view.ts';

export interface Ruler {
  readonly rules: readonly Rule[];
  readonly checks: Checks;
  readonly profiles: readonly Profile[];
  /** Requirements whose checks are disputed with reason, and count in no verdict. RFC 0010. */
  readonly disputed?: ReadonlySet<string>;
  /** Version and digest of the judge bundle that this ruler is. */
  readonly suite: Report['suite'];
}

export interface JudgeOptions {
  /** Name and digest (hex) of the transcript file, quoted in the report. */
  readonly transcript: Report['transcript'];
  readonly waivers?: readonly Waiver[];
  /** YYYY-MM-DD; the transcript's own day when absent. */
  readonly date?: string;
  /** Digest of the subject's artifact, where it is known. */
  readonly digest?: string;
}

/** How the subject named itself: in `initialize`, or in `_meta` of its results. */
function identityOf(views: readonly View[]): { name: string | null; version: string | null } {
  for (const { calls } of views) {
    for (const { result } of calls) {
      const info = at(result, 'serverInfo') ?? at(result, '_meta', META_SERVER_INFO);
      const name = at(info, 'name');
      const version = at(info, 'version');
      if (typeof name === 'string') return { name, version: typeof version === 'string' ? version : null };
    }
  }
  return { name: null, version: null };
}

function runOf(view: View, transcript: Transcript, ruler: Ruler, waivers: readonly Waiver[], date: string): Run {
  const marks = probeMarks(transcript.events, view.revision);
  const profile = ruler.profiles.find(
    (each) => each.role === 'server' && each.revision === view.revision && each.transport === view.transport,
  );
  const rules = ruler.rules.filter(
    (each) => bindsServer(each) && each.transports.includes(view.transport) && holdsIn(each, view.revision),
  );
  const { disputed = new Set() } = ruler;
  const outcomes = rules.map((rule) =>
    disputed.has(rule.id) ? disputedResult(rule, view) : resultOf(rule, ruler.checks[rule.id], view, marks),
  );
  const results = withWaivers(
    withinProfile(outcomes, profile, (id) => Object.hasOwn(ruler.checks, id)),
    waivers,
    date,
  );
  const decision = decide(results, profile, disputed);
  return {
    revision: view.revision,
    transport: view.transport,
    profile: profile?.name ?? null,
    verdict: decision.verdict,
    because: decision.verdict === 'no-verdict' ? [...decision.because, ...neverAnswered(view)] : decision.because,
    observed: observedMusts(results),
    totals: totalsOf(results),
    results,
  };
}

export function judge(transcript: Transcript, ruler: Ruler, options: JudgeOptions): Report {
  const views = viewsOf(transcript);
  const { subject, startedAt } = transcript.header;
  const date = options.date ?? startedAt.slice(0, 10);
  const runs = views.map((view) => runOf(view, transcript, ruler, options.waivers ?? [], date));
  return {
    format: REPORT_FORMAT,
    verdict: worst(runs.map(({ verdict }) => verdict)),
    suite: ruler.suite,
    subject: {
      ...identityOf(views),
      role: subject.role,
      ...(subject.command === undefined ? {} : { command: subject.command }),
      ...(subject.url === undefined ? {} : { url: subject.url }),
      ...(options.digest === undefined ? {} : { digest: options.digest }),
    },
    date,
    runs,
    transcript: options.transcript,
  };
}
