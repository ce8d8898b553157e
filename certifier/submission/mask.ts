/**
 * Masking: texts that shall not be public are replaced in a transcript before any digest is made of it, as declared secrets are
 * when it is recorded, and marked in the same way. The same masks over the same transcript give the same bytes.
 */
import { readTranscript } from '../evidence/read.ts';
import { createRedactor, SECRET_MINIMUM } from '../evidence/secrets.ts';
import type { TranscriptEvent } from '../evidence/transcript.ts';

export interface MaskedText {
  /** What it is, in words that may be published. */
  readonly what: string;
  readonly text: string;
}

export interface Masked {
  readonly text: string;
  /** In how many places each kind of thing was replaced; what the recorder had replaced stands first. */
  readonly masks: readonly { readonly what: string; readonly count: number }[];
}

export const RECORDED = 'a declared secret';
export const MASK_MINIMUM = SECRET_MINIMUM;

const redactionsIn = (events: readonly TranscriptEvent[]): number =>
  events.reduce((sum, { redacted = 0 }) => sum + redacted, 0);

export function maskTranscript(text: string, masks: readonly MaskedText[]): Masked {
  const { events } = readTranscript(text);
  const counts = new Map<string, number>();
  const recorded = redactionsIn(events);
  if (recorded > 0) counts.set(RECORDED, recorded);
  // Where one text is a part of another, the whole of the longer one goes.
  const redactors = [...masks]
    .sort((a, b) => b.text.length - a.text.length)
    .map(({ what, text: secret }) => ({ what, redactor: createRedactor([secret]) }));
  const lines = text.split('\n').map((line, index) => {
    if (line === '') return line;
    let value = JSON.parse(line);
    let isChanged = false;
    for (const { what, redactor } of redactors) {
      if (index === 0) {
        const header = redactor.header(value);
        isChanged ||= JSON.stringify(header) !== JSON.stringify(value);
        value = header;
        continue;
      }
      const { redacted: before = 0, ...event } = value;
      const { redacted = 0, ...cleaned } = redactor.event(event) as { readonly redacted?: number };
      if (redacted === 0) continue;
      isChanged = true;
      counts.set(what, (counts.get(what) ?? 0) + redacted);
      value = { ...cleaned, redacted: before + redacted };
    }
    // A line that holds nothing of it stays as it was recorded, to the byte.
    return isChanged ? JSON.stringify(value) : line;
  });
  return { text: lines.join('\n'), masks: [...counts].map(([what, count]) => ({ what, count })) };
}
