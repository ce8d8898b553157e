/** What comes back in one HTTP exchange: a body that is recorded whole, or a stream of events that are recorded as they come. */
import { payloadOf } from '../evidence/payload.ts';
import type { WireDraft } from '../evidence/transcript.ts';
import type { Budget } from './budget.ts';
import { createCollector } from './lines.ts';
import { createSseReader } from './sse.ts';

export interface Answer {
  push(chunk: Uint8Array): void;
  /** Records what is still held. `complete`: the answer came to its end. */
  end(complete: boolean): void;
}

export interface AnswerOptions {
  readonly place: { readonly connection: number; readonly exchange: number };
  readonly stream: boolean;
  readonly bound: number;
  readonly budget: Budget;
  /** Server-sent events that may still be recorded. */
  readonly events: Budget;
  readonly emit: (draft: WireDraft) => void;
}

export function createAnswer({ place, stream, bound, budget, events, emit }: AnswerOptions): Answer {
  const truncated = (bytes: number): void => {
    if (bytes > 0) emit({ ...place, kind: 'truncated', direction: 'received', stream: 'response', bytes });
  };
  let cut = false;
  /** What the connection's budget grants is kept; the rest is counted. After the first byte that is not kept, none is. */
  const within = (reader: { push(chunk: Uint8Array): void; discard(bytes: number): void }) => (chunk: Uint8Array) => {
    const granted = cut ? 0 : budget.take(chunk.length);
    if (granted > 0) reader.push(chunk.subarray(0, granted));
    if (granted === chunk.length) return;
    cut = true;
    reader.discard(chunk.length - granted);
  };

  if (stream) {
    /** Bytes of the text of events past the last one that is recorded. */
    let past = 0;
    const reader = createSseReader(bound, (event, dropped) => {
      if (event !== undefined) {
        if (past > 0 || events.take(1) === 0) {
          cut = true;
          past += Buffer.byteLength(event.text) + dropped + 1;
          return;
        }
        emit({ ...place, kind: 'sse', direction: 'received', stream: 'sse', ...event });
      }
      truncated(dropped);
    });
    return {
      push: within(reader),
      end: () => {
        reader.end();
        truncated(past);
      },
    };
  }

  const body = createCollector(bound);
  return {
    push: within(body),
    end(complete) {
      const { bytes, dropped } = body.take();
      if (bytes.length > 0) {
        emit({
          ...place,
          kind: 'body',
          direction: 'received',
          ...(complete ? {} : { unterminated: true as const }),
          ...payloadOf(bytes),
        });
      }
      truncated(dropped);
    },
  };
}
