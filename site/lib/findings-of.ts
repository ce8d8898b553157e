/** What a result says, as `finding-html.ts` shows it. */
import type { Requirement } from '../../certifier/catalogue/requirement.ts';
import type { Transcript, TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { excerptsOf } from '../../certifier/report/excerpt.ts';
import type { Result } from '../../certifier/report/report.ts';
import { toldOnce, whyItDoesNotCount } from '../../certifier/report/story.ts';
import type { ShownFinding } from './finding-html.ts';

/** Why a breach does not count, or where our own harness failed. */
export function notesOf(result: Result, requirement: Pick<Requirement, 'basis'> | undefined): readonly string[] {
  const { outcome, reason, waived } = result;
  return [
    whyItDoesNotCount({ result, requirement }),
    waived && `Waived: ${waived.reason}${waived.until === undefined ? '' : ` (until ${waived.until})`}`,
    outcome === 'error' ? reason : undefined,
  ].filter((note) => note !== undefined);
}

/** The events of an exchange, by the numbers that a finding points at. */
export function exchangesIn(transcript: Transcript): (seqs: readonly number[]) => readonly TranscriptEvent[] {
  const excerpt = excerptsOf(transcript);
  const bySeq = new Map(transcript.events.map((event) => [event.seq, event]));
  return (seqs) =>
    excerpt(seqs)
      .map(({ seq }) => bySeq.get(seq))
      .filter((event) => event !== undefined);
}

/** Each finding of a result once, with its exchange. */
export const findingsOf = (
  result: Result,
  eventsOf: ReturnType<typeof exchangesIn> | undefined,
): readonly ShownFinding[] =>
  toldOnce(result.findings).map(({ finding, again }) => ({
    ...finding,
    events: eventsOf?.(finding.seq),
    pointed: finding.seq,
    again,
  }));
