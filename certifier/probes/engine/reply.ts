/** What came back for one thing that we sent: read from the events of its exchange (HTTP) or the line with its id (stdio). */
import type { WireEvent } from '../../evidence/transcript.ts';

export type JsonObject = Record<string, unknown>;

export interface Reply {
  /** HTTP: the ordinal of the exchange. */
  readonly exchange?: number;
  /** HTTP: the status of the answer. */
  readonly status?: number;
  /** HTTP: a field of the answer's header, by lower-case name; the first where there are several. */
  readonly headers?: ReadonlyMap<string, string>;
  /** The JSON-RPC message that answered. */
  readonly message?: JsonObject;
  readonly result?: JsonObject;
  readonly error?: JsonObject;
  /** The connection could not be made, or broke; the system's code. */
  readonly failure?: string;
  /** The process ended: nothing will answer any more. */
  readonly ended: boolean;
}

/** One wait for an answer. */
export interface Waiting {
  readonly exchange?: number;
  readonly id?: string | number | undefined;
  readonly events: WireEvent[];
  /** Method of a notification that ends the wait too; of progress, that with this token where there is one. */
  readonly until?: string;
  readonly token?: unknown;
  /** The status of the answer ends the wait. */
  readonly opened?: true;
  readonly finish: () => void;
  readonly giveUp: () => void;
}

export function jsonObject(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this text answers the request with this id; without an id, whether it answers at all. */
export function isReply(text: string | undefined, id: string | number | undefined): boolean {
  const message = jsonObject(text);
  if (message === undefined || 'method' in message || !('result' in message || 'error' in message)) return false;
  return id === undefined || message.id === id;
}

const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

/** Whether this text is what a wait is for: the answer, or the notification that it named. */
export function endsWait(
  text: string | undefined,
  { id, until, token }: Pick<Waiting, 'id' | 'until' | 'token'>,
): boolean {
  if (isReply(text, id)) return true;
  const message = until === undefined ? undefined : jsonObject(text);
  if (message === undefined || message.method !== until) return false;
  // Other requests may be reported on at the same time.
  return token === undefined || asObject(message.params)?.progressToken === token;
}

export function replyFrom(
  events: readonly WireEvent[],
  { exchange, id }: { readonly exchange?: number; readonly id?: string | number | undefined },
  ended: boolean,
): Reply {
  let status: number | undefined;
  let headers: ReadonlyMap<string, string> | undefined;
  let failure: string | undefined;
  let message: JsonObject | undefined;
  for (const event of events) {
    if (event.kind === 'response') {
      status = event.status;
      headers = new Map([...event.headers].reverse().map(([name, value]) => [name.toLowerCase(), value]));
    } else if (event.kind === 'failure') failure = event.code;
    // Half a message is none: no client would be given it.
    else if ('unterminated' in event) continue;
    else if (
      (event.kind === 'line' || event.kind === 'body' || event.kind === 'sse') &&
      isReply(event.text, undefined)
    ) {
      const found = jsonObject(event.text);
      if (message === undefined || found?.id === id) message = found;
    }
  }
  const result = asObject(message?.result);
  const error = asObject(message?.error);
  return {
    ended,
    ...(exchange === undefined ? {} : { exchange }),
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { headers }),
    ...(message === undefined ? {} : { message }),
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error }),
    ...(failure === undefined ? {} : { failure }),
  };
}
