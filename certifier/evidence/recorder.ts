/**
 * The recorder: gives each event its place and time, keeps declared secrets out of it, and writes it down. A mutant, when there
 * is one, stands here: between the wire and everyone who looks.
 */
import type { Mutant } from '../mutants/engine/mutant.ts';
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
  readonly header: TranscriptHeader;
  /** Records what was on the wire, and returns what is to be seen of it: the same event, or what a mutant made of it. Secrets are kept out of the file only, not out of what is returned. */
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
