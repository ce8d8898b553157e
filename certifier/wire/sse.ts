/**
 * Reads an event stream. The grammar of fields is eventsource-parser's; this module adds what evidence needs and a client does
 * not: events without data (an id alone, a retry alone), comments, an event that was never finished, and a bound.
 *
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Collector, createCollector } from './lines.ts';

export interface ServerSentEvent {
  readonly text: string;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
  readonly comment?: true;
  /** The stream ended before the blank line that delivers it. */
  readonly unterminated?: true;
}

export interface SseReader {
  push(chunk: Uint8Array): void;
  /** Says that this many bytes came and are not kept. Nothing may be pushed after it. */
  discard(bytes: number): void;
  /** The stream has ended. */
  end(): void;
}

const CR = 0x0d;
const LF = 0x0a;

const DATA = /^data(:|$)/;
const FIELD = /^(data|event|id|retry)(:|$)/;

const asEvent = (
  { data, event, id }: EventSourceMessage,
  retry: number | undefined,
  unterminated: boolean,
): ServerSentEvent => ({
  text: data,
  ...(event === undefined ? {} : { event }),
  ...(id === undefined ? {} : { id }),
  ...(retry === undefined ? {} : { retry }),
  ...(unterminated ? { unterminated } : {}),
});

/**
 * `onEvent` gets each event with the number of its bytes that were not kept. What was dropped after the last whole event comes
 * without an event.
 */
export function createSseReader(
  bound: number,
  onEvent: (event: ServerSentEvent | undefined, dropped: number) => void,
): SseReader {
  // Decodes line by line: neither line ending is ever a part of a character. It also takes a byte order mark away, which may
  // only begin the stream.
  const first = new TextDecoder();
  const later = new TextDecoder('utf-8', { ignoreBOM: true });
  let started = false;

  let line: Collector = createCollector(bound);
  /** Bytes of the event so far. */
  let kept = 0;
  let dropped = 0;
  let hasField = false;
  let hasData = false;
  let retry: number | undefined;
  let ended = false;
  let afterCarriageReturn = false;

  // What the parser finds is told after it returns: a listener may end this stream at once.
  let message: EventSourceMessage | undefined;
  let comment: string | undefined;
  const parser = createParser({
    onEvent: (found) => {
      message = found;
    },
    onRetry: (milliseconds) => {
      if (Number.isSafeInteger(milliseconds)) retry = milliseconds;
    },
    onComment: (text) => {
      comment = text;
    },
  });

  function takeLine(): void {
    const { bytes, dropped: cut } = line.take();
    kept += bytes.length;
    dropped += cut;
    // The room that is left for the rest of this event.
    line = createCollector(Math.max(0, bound - kept));
    if (bytes.length === 0) return;
    const text = (started ? later : first).decode(bytes);
    started = true;
    hasField ||= FIELD.test(text);
    hasData ||= DATA.test(text);
    parser.feed(`${text}\n`);
    if (comment === undefined) return;
    const told = comment;
    comment = undefined;
    onEvent({ text: told, comment: true }, 0);
  }

  function takeEvent(): void {
    // The standard delivers no event without data. For a record it is one all the same: its data is empty.
    if (hasField) parser.feed(hasData ? '\n' : 'data\n\n');
    const event = message === undefined ? undefined : asEvent(message, retry, ended);
    const cut = dropped;
    message = undefined;
    kept = 0;
    dropped = 0;
    hasField = false;
    hasData = false;
    retry = undefined;
    line = createCollector(bound);
    if (event !== undefined || cut > 0) onEvent(event, cut);
  }

  function endOfLine(): void {
    if (!line.empty) takeLine();
    else takeEvent();
  }

  return {
    push(chunk) {
      let start = 0;
      for (let index = 0; index < chunk.length && !ended; index += 1) {
        const byte = chunk[index];
        if (byte !== CR && byte !== LF) {
          afterCarriageReturn = false;
          continue;
        }
        if (byte === LF && afterCarriageReturn) {
          // The second half of CR LF, perhaps of the chunk before.
          afterCarriageReturn = false;
          start = index + 1;
          continue;
        }
        if (index > start) line.push(chunk.subarray(start, index));
        endOfLine();
        start = index + 1;
        afterCarriageReturn = byte === CR;
      }
      if (start < chunk.length && !ended) line.push(chunk.subarray(start));
    },
    discard(bytes) {
      line.discard(bytes);
    },
    end() {
      ended = true;
      if (!line.empty) takeLine();
      takeEvent();
    },
  };
}
