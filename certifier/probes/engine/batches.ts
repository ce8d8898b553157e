/** Batches: in 2025-03-26 alone a subject may gather messages into an array, and a client has to take each as if it had come alone. */
import type { Revision } from '../../catalogue/requirement.ts';
import type { WireEvent } from '../../evidence/transcript.ts';

export const BATCHES_IN: Revision = '2025-03-26';

/** What came in one text, each message as an event of its own; the event as it is where it holds no batch. */
export function unbatched(event: WireEvent): readonly WireEvent[] {
  if (!('text' in event) || event.text === undefined || !event.text.trimStart().startsWith('[')) return [event];
  try {
    const values: unknown = JSON.parse(event.text);
    return Array.isArray(values) && values.length > 0
      ? values.map((each) => ({ ...event, text: JSON.stringify(each) }))
      : [event];
  } catch {
    return [event];
  }
}
