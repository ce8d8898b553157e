/** Applies a mutant to a stored transcript: the violating example of a requirement is its conforming example, mutated. */
import type { EventDraft, Transcript, TranscriptEvent, WireDraft } from '../../evidence/transcript.ts';
import { at, parse } from '../../judge/engine/json.ts';
import type { Memo, Mutant } from './mutant.ts';

/** As long as a client waits for what comes after an answer: the end of its stream, the news of a change. */
const PATIENCE_MS = 1000;

/** What a client does about a stream that does not end: it gives up and closes the stream. */
function closedByUs(event: WireDraft): readonly EventDraft[] {
  if (event.kind !== 'end' || event.direction !== 'received' || event.exchange === undefined) return [];
  const { connection, exchange } = event;
  return [
    { kind: 'gave-up', connection, exchange, awaited: 'stream-end', after: PATIENCE_MS },
    { ...event, direction: 'sent' },
  ];
}

/** A client that has made something change waits for the news of it, and notes that none came. */
function missedByUs(event: WireDraft): readonly EventDraft[] {
  const method = event.kind === 'line' || event.kind === 'sse' ? at(parse(event.text ?? ''), 'method') : undefined;
  if (event.direction !== 'received' || !/_changed$|\/updated$/.test(String(method))) return [];
  return [{ kind: 'gave-up', connection: event.connection, awaited: 'silence', after: PATIENCE_MS }];
}

export function applyMutant(transcript: Transcript, mutant: Mutant): Transcript {
  const memo: Memo = {};
  const events: TranscriptEvent[] = [];
  for (const { seq: _, at, ...draft } of transcript.events) {
    const isNote = draft.kind === 'mark' || draft.kind === 'gave-up';
    const wire = isNote ? [] : mutant(draft as WireDraft, memo);
    const seen = isNote
      ? [draft]
      : wire.length > 0
        ? wire
        : [...closedByUs(draft as WireDraft), ...missedByUs(draft as WireDraft)];
    for (const each of seen) events.push({ seq: events.length + 1, at, ...each } as TranscriptEvent);
  }
  return { header: transcript.header, events };
}
