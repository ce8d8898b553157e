/**
 * The transcript: everything that was on the wire between us and a subject, and nothing else. RFC 0004.
 *
 * One JSON Lines file: a header line, then one event per line, in the order in which we saw them. The format is frozen:
 * `transcript.schema.json` beside this file states it, and every stored transcript must stay readable for ever.
 * This module holds types only; it is shared by the recorder (Node) and the judge (anywhere).
 */

export const TRANSCRIPT_FORMAT = 'accord-transcript/1';

export type Transport = 'stdio' | 'streamable-http';
export type Role = 'server' | 'client' | 'authorization-server';

/** What was measured, as the person who ran it named it. Its own name and version are read from the wire, not from here. */
export interface TranscriptSubject {
  readonly role: Role;
  readonly transport: Transport;
  /** stdio: the command line that started it. Environment values are never recorded, only the names that were passed. */
  readonly command?: readonly string[];
  readonly env?: readonly string[];
  /** Streamable HTTP: the MCP endpoint. */
  readonly url?: string;
}

export interface TranscriptHeader {
  readonly format: typeof TRANSCRIPT_FORMAT;
  /** The software that recorded it. */
  readonly suite: { readonly name: string; readonly version: string };
  readonly subject: TranscriptSubject;
  /** Wall clock at `at: 0`, RFC 3339 in UTC. */
  readonly startedAt: string;
  /** Seed of every generated id and argument value. */
  readonly seed: string;
}

/** `sent` by us, `received` from the subject. */
export type Direction = 'sent' | 'received';

/** Bytes that are valid UTF-8 stand as `text`, others as `base64`; exactly one of the two is present. */
export type Payload =
  | { readonly text: string; readonly base64?: never }
  | { readonly base64: string; readonly text?: never };

interface EventBase {
  /** Position in the transcript, from 1, without gaps. Findings point here. */
  readonly seq: number;
  /** Milliseconds since `startedAt`, three decimals at most. */
  readonly at: number;
  /** Ordinal of the connection (one client's conversation with the subject), from 1; 0 belongs to none. */
  readonly connection: number;
  /** Number of declared secrets that were replaced by `[secret]` in this event. */
  readonly redacted?: number;
}

interface OnProcess extends EventBase {
  /** Ordinal of the child process, from 1. */
  readonly process: number;
}

interface OnExchange extends EventBase {
  /** Ordinal of the HTTP request and everything that answers it, from 1. */
  readonly exchange: number;
}

/** stdio: the child process was started. */
export interface StartEvent extends OnProcess {
  readonly kind: 'start';
  readonly direction: 'sent';
}
/** stdio: one line, without its newline. `unterminated`: the stream ended before a newline came. */
export type LineEvent = OnProcess & {
  readonly kind: 'line';
  readonly stream: 'stdin' | 'stdout' | 'stderr';
  readonly direction: Direction;
  readonly unterminated?: true;
} & Payload;
/** stdio: the process ended. */
export interface ExitEvent extends OnProcess {
  readonly kind: 'exit';
  readonly direction: 'received';
  readonly code: number | null;
  readonly signal: string | null;
}
/** stdio: we sent a signal to the process group. */
export interface SignalEvent extends OnProcess {
  readonly kind: 'signal';
  readonly direction: 'sent';
  readonly signal: string;
}

export type HeaderField = readonly [name: string, value: string];

/** HTTP: our request, whole. No body: neither `text` nor `base64`. */
export type RequestEvent = OnExchange & {
  readonly kind: 'request';
  readonly direction: 'sent';
  readonly method: string;
  /** Request target (path and query). */
  readonly target: string;
  readonly headers: readonly HeaderField[];
} & (Payload | { readonly text?: never; readonly base64?: never });
/** HTTP: status line and header fields of the answer, as they came, in order and with duplicates. */
export interface ResponseEvent extends OnExchange {
  readonly kind: 'response';
  readonly direction: 'received';
  readonly status: number;
  readonly headers: readonly HeaderField[];
}
/**
 * HTTP: the whole body of an answer that is not an event stream. Absent when the body was empty. `unterminated`: the exchange
 * ended before the answer was complete, so this is a part of a body and no client was ever given it as a message.
 */
export type BodyEvent = OnExchange & {
  readonly kind: 'body';
  readonly direction: 'received';
  readonly unterminated?: true;
} & Payload;
/**
 * HTTP: one server-sent event. `text` is its data, empty where the event has none. For a `comment`, `text` is the comment.
 * `unterminated`: the stream ended before the blank line that delivers an event, so no client was ever given it.
 */
export interface SseEvent extends OnExchange {
  readonly kind: 'sse';
  readonly direction: 'received';
  readonly stream: 'sse';
  readonly text: string;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
  readonly comment?: true;
  readonly unterminated?: true;
}

/**
 * A byte stream ended in order. stdio: `sent` means that we closed stdin, or that stdout was over its bound and is recorded no
 * more; `received` that stdout or stderr ended.
 * HTTP: `received` means that the answer was complete, `sent` that we closed the exchange before it was.
 */
export interface EndEvent extends EventBase {
  readonly kind: 'end';
  readonly direction: Direction;
  readonly process?: number;
  readonly exchange?: number;
  readonly stream: 'stdin' | 'stdout' | 'stderr' | 'response';
}
/** The connection could not be made or broke: refused, reset, TLS, command not found. `code` is the system's (ECONNREFUSED). */
export interface FailureEvent extends EventBase {
  readonly kind: 'failure';
  readonly direction: 'received';
  readonly process?: number;
  readonly exchange?: number;
  readonly code: string;
  readonly message: string;
}
/**
 * HTTP: the endpoint's port was tried at another address of its machine, and nothing was sent there. `code` is the system's, where no
 * connection was made (ECONNREFUSED).
 */
export interface ReachEvent extends EventBase {
  readonly kind: 'reach';
  readonly direction: 'received';
  readonly address: string;
  readonly code?: string;
}
/** Bytes were dropped because a bound was reached. What is kept stands in the event before it. */
export interface TruncatedEvent extends EventBase {
  readonly kind: 'truncated';
  readonly direction: Direction;
  readonly process?: number;
  readonly exchange?: number;
  readonly stream: 'stdin' | 'stdout' | 'stderr' | 'response';
  /** Number of bytes that were not kept. */
  readonly bytes: number;
}
/** A wait ended at its bound, not at an answer. */
export interface GaveUpEvent extends EventBase {
  readonly kind: 'gave-up';
  readonly process?: number;
  readonly exchange?: number;
  readonly awaited: 'response' | 'exit' | 'stream-end' | 'silence';
  /** The JSON-RPC id of the request that was not answered, where `awaited` is `response`. */
  readonly id?: string | number;
  /** The bound, in milliseconds. */
  readonly after: number;
}
/** What the wire cannot say. */
export type MarkEvent = EventBase & { readonly kind: 'mark' } & Mark;

export type Mark =
  /** This connection was opened for this purpose. `revision` is what the client means to speak. */
  | { readonly mark: 'connection'; readonly revision: string; readonly purpose: string }
  /** What follows on this connection is this probe's doing. */
  | { readonly mark: 'probe'; readonly probe: string }
  /** A probe was not run on this revision, and why. */
  | {
      readonly mark: 'skipped';
      readonly probe: string;
      readonly revision: string;
      readonly reason: NotTestedReason;
      readonly detail?: string;
    }
  /** Our harness failed while this probe ran. */
  | { readonly mark: 'harness-error'; readonly probe: string; readonly revision: string; readonly message: string };

export type NotTestedReason = 'not-exercised' | 'needs-opt-in' | 'needs-fixture' | 'needs-credentials' | 'untestable';

/** What travels over the wire. */
export type WireEvent =
  | StartEvent
  | LineEvent
  | ExitEvent
  | SignalEvent
  | RequestEvent
  | ResponseEvent
  | BodyEvent
  | SseEvent
  | EndEvent
  | FailureEvent
  | ReachEvent
  | TruncatedEvent;
export type TranscriptEvent = WireEvent | GaveUpEvent | MarkEvent;

export interface Transcript {
  readonly header: TranscriptHeader;
  readonly events: readonly TranscriptEvent[];
}

type WithoutPosition<E> = E extends unknown ? Omit<E, 'seq' | 'at' | 'redacted'> : never;
/** An event before the recorder gives it its place and time. */
export type EventDraft = WithoutPosition<TranscriptEvent>;
export type WireDraft = WithoutPosition<WireEvent>;
