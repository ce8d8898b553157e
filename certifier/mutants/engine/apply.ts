/** Applies a mutant to a stored transcript: the violating example of a requirement is its conforming example, mutated. */
import type { Transcript, TranscriptEvent, WireDraft } from '../../evidence/transcript.ts';
import type { Memo, Mutant } from './mutant.ts';

export function applyMutant(transcript: Transcript, mutant: Mutant): Transcript {
  const memo: Memo = {};
  const events: TranscriptEvent[] = [];
  for (const event of transcript.events) {
    const { seq: _, at, ...draft } = event;
    const seen = event.kind === 'mark' || event.kind === 'gave-up' ? [draft] : mutant(draft as WireDraft, memo);
    for (const each of seen) events.push({ seq: events.length + 1, at, ...each } as TranscriptEvent);
  }
  return { header: transcript.header, events };
}
