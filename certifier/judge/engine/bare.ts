/**
 * Refusals over HTTP that are no message: a status, and a body of another kind or none. Whatever the body says to people, a client finds
 * no code in it; so where a code is due, such a refusal is another answer, and not none.
 */
import { isAsWritten } from './bodies.ts';
import { wasHeard } from './carriage.ts';
import { quote } from './json.ts';
import type { Call } from './message.ts';
import { errorCode } from './readers.ts';
import type { View } from './view.ts';

/** What came for a request, in words, and where. */
export interface Reply {
  readonly words: string;
  readonly seq: number;
}

/**
 * Undefined where a message answered, and where it cannot be told: the answer broke off, a bound of ours cut it, it is in another
 * coding, or the request was turned away for another reason than what it says.
 */
export function bareRefusal(view: View, call: Call): Reply | undefined {
  const { exchange } = call;
  if (call.response !== undefined || exchange?.response === undefined || !wasHeard(call)) return undefined;
  const { response, end, failure } = exchange;
  const isOver = end?.direction === 'received' && failure === undefined;
  if (response.status < 400 || !isOver || !isAsWritten(view, exchange)) return undefined;
  return { words: `status ${response.status} and no JSON-RPC response`, seq: response.seq };
}

/** The same, where it was meant: a status from 500 on may be that of a server which broke down over it. */
export function refusedByStatus(view: View, call: Call): Reply | undefined {
  const isOfServer = (call.exchange?.response?.status ?? 0) >= 500;
  return isOfServer ? undefined : bareRefusal(view, call);
}

export interface Refusal extends Reply {
  /** Undefined where no message came, so that a client finds none. */
  readonly code?: number;
}

/** How a request was refused, in so far as it can be held against it: by an error with a code, or by no message at all. */
export function refusalOf(view: View, call: Call): Refusal | undefined {
  const code = errorCode(call);
  if (code === undefined || call.response === undefined) return bareRefusal(view, call);
  return wasHeard(call) ? { code, words: `an error with the code ${code}`, seq: call.response.seq } : undefined;
}

/** What came for a request that is due an error; undefined where nothing did that can be held against it. */
export function replyTo(view: View, call: Call): Reply | undefined {
  const { response, result, error } = call;
  if (response === undefined) return bareRefusal(view, call);
  if (!wasHeard(call)) return undefined;
  return {
    words: error === undefined ? `the result ${quote(result)}` : `the error ${quote(error.code)}`,
    seq: response.seq,
  };
}
