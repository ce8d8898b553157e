/**
 * The wire: one connection to a subject, over either transport. It carries bytes and says what happened; it knows no method,
 * no revision and no rule. Everything goes through the recorder before anybody sees it, and what the recorder returns is what
 * everybody sees: so a mutant that stands in the recorder changes the transcript and the client's view alike.
 */
import type { ExitEvent, HeaderField, WireEvent } from '../evidence/transcript.ts';

/** Bounds, so that no subject can exhaust us. What exceeds one is dropped and a `truncated` event says how much. */
export interface Limits {
  /** Bytes of one line of stdout or stderr, and of one HTTP body or server-sent event. */
  readonly messageBytes: number;
  /** Bytes of stderr kept for one process. */
  readonly stderrBytes: number;
  /** Bytes of everything received on one connection; past it, nothing more is recorded. */
  readonly connectionBytes: number;
  /** Lines and server-sent events received on one connection: millions of short ones are as much as one long one. */
  readonly connectionEvents: number;
}

export const DEFAULT_LIMITS: Limits = {
  messageBytes: 4 * 1024 * 1024,
  stderrBytes: 256 * 1024,
  connectionBytes: 64 * 1024 * 1024,
  connectionEvents: 16_384,
};

export interface CloseOptions {
  /** stdio: milliseconds between closing stdin and SIGTERM, where the process is known to need more, or not to exit by itself. */
  readonly afterInput?: number;
}

interface WireBase {
  /** Ordinal of the connection, as in the transcript. */
  readonly connection: number;
  /** Calls the listener with each event of this connection, sent and received, after it was recorded. Returns the way to stop. */
  onEvent(listener: (event: WireEvent) => void): () => void;
  /**
   * Ends the connection in order, and resolves when nothing of it is left. stdio: close stdin, wait, SIGTERM, wait, SIGKILL, each
   * to the process group. HTTP: close what is still open. Safe to call twice.
   */
  close(options?: CloseOptions): Promise<void>;
}

export interface StdioWire extends WireBase {
  readonly transport: 'stdio';
  readonly process: number;
  /**
   * Writes these bytes and a newline to stdin. A line that cannot be written any more (the process ended) is recorded as `failure`;
   * for a process that never started, the one failure that says so is enough.
   */
  sendLine(line: string | Uint8Array): void;
  /** Closes stdin. */
  endInput(): void;
  /** Resolves when the process has ended; also when it never started. */
  readonly exited: Promise<ExitEvent | undefined>;
}

export interface HttpRequest {
  readonly method: string;
  /**
   * Header fields exactly as they go out, in this order, duplicates kept; `Host`, `Content-Length` and `Connection` are added
   * only where absent.
   */
  readonly headers: readonly HeaderField[];
  readonly body?: string | Uint8Array;
  /** Path and query, where it is not the endpoint's own. */
  readonly target?: string;
}

export interface HttpWire extends WireBase {
  readonly transport: 'streamable-http';
  /**
   * Sends a request and returns the ordinal of its exchange. Its answer arrives as events that bear that ordinal, the last of
   * them `end` or `failure`.
   */
  send(request: HttpRequest): number;
  /** Closes an exchange that is still open (`end`, `sent`). Nothing happens if it has ended. */
  abort(exchange: number): void;
  /**
   * Tries the port of the endpoint at another address of this machine, and records what came of it; nothing is sent there. A connection may
   * take `within` milliseconds. Resolves with why nothing can be told of it, where that is so: then nothing is recorded.
   */
  reach(address: string, within: number): Promise<string | undefined>;
}

export type Wire = StdioWire | HttpWire;
