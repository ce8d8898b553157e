/** The subject: the implementation under test, and how a new connection to it is opened. */
import type { Recorder } from '../evidence/recorder.ts';
import type { TranscriptSubject } from '../evidence/transcript.ts';
import type { HttpWire, Limits, StdioWire } from '../wire/wire.ts';

export interface OpenOptions {
  readonly recorder: Recorder;
  readonly limits?: Limits;
}

export interface StdioSubject {
  readonly transport: 'stdio';
  readonly described: TranscriptSubject;
  /** Starts a fresh process. Never throws for what the subject does: a command that cannot be started is a `failure` event. */
  open(options: OpenOptions): StdioWire;
}

export interface HttpSubject {
  readonly transport: 'streamable-http';
  readonly described: TranscriptSubject;
  /** The MCP endpoint. */
  readonly url: URL;
  /** Header fields that the user wants on each request (`--header`). */
  readonly headers: readonly (readonly [string, string])[];
  open(options: OpenOptions): HttpWire;
}

export type Subject = StdioSubject | HttpSubject;
