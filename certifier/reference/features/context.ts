/**
 * What a feature may do besides returning its result. The era decides how each of these travels; a feature does not know, which
 * is why one tool serves both.
 */
import type { Era } from '../identity.ts';
import type { InputRequests, InputResponses } from '../input.ts';
import type { Members } from '../jsonrpc.ts';
import type { Shared } from '../shared.ts';
import type { LogLevel } from './logging.ts';

export interface Context {
  readonly era: Era;
  readonly changes: Shared['changes'];
  readonly jobs: Shared['jobs'];
  readonly rate: Shared['rate'];
  /** What this client declared: once in `initialize`, or in this very request. */
  readonly clientCapabilities: Members;
  /** Fires when the client cancels the request, so that the work stops. */
  readonly signal: AbortSignal;
  /** Tells the client, if it asked for messages of this level. */
  log(level: LogLevel, data: unknown): void;
  /** Tells the client how far the work is, if it gave a token. The value must rise with each call. */
  progress(progress: number, total: number, message: string): void;
  /**
   * Asks the client and resolves with its answers, checked. In a session these are requests of the server. Without one the
   * request ends here with `input_required`, and when the client comes back with answers the feature runs again from its start:
   * so nothing that has an effect may stand before a question.
   */
  ask(requests: InputRequests, options?: AskOptions): Promise<InputResponses>;
  /** Tells the client that the user has done what this elicitation sent them to a page for. Sessions only. */
  elicited(elicitationId: string): void;
  /** Closes the connection that carries the answer without ending the stream: the client reconnects and resumes. Sessions over HTTP only. */
  dropConnection(): void;
}

/** The client took longer than a tool waits. */
export class NobodyAnswered extends Error {}

export interface AskOptions {
  /** An answer counts only together with the `requestState` that was issued with the question. */
  readonly bound?: boolean;
  /** The state that comes with the answers is used up by them. */
  readonly once?: boolean;
  /** Milliseconds that the client gets; then the question is cancelled, and the promise rejects with `NobodyAnswered`. Sessions only. */
  readonly within?: number;
}

/** Resolves after so many milliseconds; rejects at once when the request is cancelled. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
