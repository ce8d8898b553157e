/** One requirement, judged on the text of a transcript: what the playground's worker does, without the worker. */
import { holdsIn, type Revision, type Rule } from '../../certifier/catalogue/requirement.ts';
import { readTranscript, TranscriptError } from '../../certifier/evidence/read.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import type { Check } from '../../certifier/judge/engine/check.ts';
import { probeMarks, resultOf } from '../../certifier/judge/engine/outcome.ts';
import { viewsOf } from '../../certifier/judge/engine/view.ts';
import { applyMutant } from '../../certifier/mutants/engine/apply.ts';
import type { Mutant } from '../../certifier/mutants/engine/mutant.ts';
import type { Result } from '../../certifier/report/report.ts';
import type { Judged } from './protocol.ts';
import { faultsOf, joined, type Row, RowError, rowsOf } from './rows.ts';

interface Found {
  readonly kind: 'judged';
  /** One for each revision that the transcript establishes and in which the requirement holds. */
  readonly results: readonly { readonly revision: Revision; readonly result: Result }[];
}
interface Unreadable {
  readonly kind: 'unreadable';
  readonly message: string;
}
export type Judgement = Found | Unreadable;

const unreadable = (cause: unknown): Unreadable => ({
  kind: 'unreadable',
  message:
    cause instanceof RangeError
      ? 'It is nested too deeply to be read.'
      : cause instanceof Error
        ? cause.message
        : String(cause),
});

export function judgeText(text: string, rule: Rule, check: Check | undefined): Judgement {
  try {
    const transcript = readTranscript(text);
    const views = viewsOf(transcript).filter(
      (view) => holdsIn(rule, view.revision) && rule.transports.includes(view.transport),
    );
    const results = views.map((view) => ({
      revision: view.revision,
      result: resultOf(rule, check, view, probeMarks(transcript.events, view.revision)),
    }));
    return { kind: 'judged', results };
  } catch (cause) {
    return unreadable(cause);
  }
}

/** A message of the reader counts lines of a file; a row is known by its number, one less. */
const ofRow = (cause: unknown): unknown => {
  if (!(cause instanceof TranscriptError) || cause.line === undefined || cause.line < 2) return cause;
  return new RowError(cause.line - 1, cause.message.replace(/^line \d+: /, ''));
};

export function judgeRows(
  header: Transcript['header'],
  rows: readonly Row[],
  rule: Rule,
  check: Check | undefined,
): Judged {
  const faults = faultsOf(rows);
  try {
    const text = joined(header, rows);
    readTranscript(text);
    return { judgement: judgeText(text, rule, check), faults };
  } catch (cause) {
    const known = ofRow(cause);
    if (!(known instanceof RowError)) return { judgement: unreadable(known), faults };
    const { row, field, message } = known;
    return {
      judgement: { kind: 'unreadable', message: `Row ${row}: ${message}` },
      faults: [...faults, { row, field, message }],
    };
  }
}

/** The rows, broken by the mutant; undefined where it finds nothing to change. Throws where they make no transcript. */
export function breakRows(
  header: Transcript['header'],
  rows: readonly Row[],
  mutant: Mutant,
): readonly Row[] | undefined {
  const before = readTranscript(joined(header, rows));
  const after = applyMutant(before, mutant);
  return JSON.stringify(after.events) === JSON.stringify(before.events) ? undefined : rowsOf(after);
}
