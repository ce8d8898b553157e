/**
 * The recorder: gives each event its place and time, keeps declared secrets out of it, and writes it down. A mutant, when there
 * is one, stands here: between the wire and everyone who looks.
 */
import type { Memo, Mutant } from '../mutants/engine/mutant.ts';
import { createRedactor } from './secrets.ts';
import type { EventDraft, TranscriptEvent, TranscriptHeader, WireDraft, WireEvent } from './transcript.ts';

export interface RecorderOptions {
  readonly header: TranscriptHeader;
  /** Receives each line of the transcript, header first, without its newline. */
  readonly write: (line: string) => void;
  /** Values that must not be written down, eight characters or longer; shorter ones are refused with a TypeError. */
  readonly secrets?: readonly string[];
  readonly mutant?: Mutant;
  /** Milliseconds since any fixed moment; performance.now by default. */
  readonly now?: () => number;
}

export interface Recorder {
  /** As it was written. */
  readonly header: TranscriptHeader;
  /**
   * Records what was on the wire, and returns what is to be seen of it: the same event, or what a mutant made of it. Secrets are
   * kept out of the file only, not out of what is returned.
   */
  wire(draft: WireDraft): readonly WireEvent[];
  /** Records what the wire cannot say. */
  note(draft: Exclude<EventDraft, WireDraft>): void;
  /** Ordinals for the next of each, from 1. */
  nextConnection(): number;
  nextProcess(): number;
  nextExchange(): number;
  /** Everything recorded so far, as it was written. */
  readonly events: readonly TranscriptEvent[];
}

const unchanged: Mutant = (draft) => [draft];

/** Three decimals: a microsecond is as fine as the clock of any platform that we run on. */
const toMicroseconds = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;

export function createRecorder(options: RecorderOptions): Recorder {
  const { write, mutant = unchanged, now = () => performance.now() } = options;
  const redactor = createRedactor(options.secrets ?? []);
  const header = redactor.header(options.header);
  const memo: Memo = {};
  const events: TranscriptEvent[] = [];
  const start = now();
  let connections = 0;
  let processes = 0;
  let exchanges = 0;

  /** Writes the event down without secrets, and returns it with them. */
  function record<E extends TranscriptEvent>(draft: EventDraft): E {
    const place = { seq: events.length + 1, at: toMicroseconds(now() - start) };
    const written: unknown = { ...place, ...redactor.event(draft) };
    events.push(written as TranscriptEvent);
    write(JSON.stringify(written));
    const seen: unknown = { ...place, ...draft };
    return seen as E;
  }

  write(JSON.stringify(header));
  return {
    header,
    events,
    wire: (draft) => mutant(draft, memo).map((seen) => record<WireEvent>(seen)),
    note: (draft) => void record(draft),
    nextConnection: () => ++connections,
    nextProcess: () => ++processes,
    nextExchange: () => ++exchanges,
  };
}
