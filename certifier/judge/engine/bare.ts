/**
 * Refusals over HTTP that are no message: a status, and a body of another kind or none. Whatever the body says to people, a client finds
 * no code in it; so where a code is due, such a refusal is another answer, and not none.
 */
import { wasHeard } from './carriage.ts';
import { header } from './exchange.ts';
import { quote } from './json.ts';
import { type Call, cutTexts } from './message.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** What came for a request, in words, and where. */
export interface Reply {
  readonly words: string;
  readonly seq: number;
}

const cut = remembered((view) => cutTexts(view.events));

/**
 * Undefined where a message answered, and where it cannot be told: the answer broke off, a bound of ours cut it, it is in another
 * coding, or the request was turned away for another reason than what it says.
 */
export function bareRefusal(view: View, call: Call): Reply | undefined {
  const { exchange } = call;
  if (call.response !== undefined || exchange?.response === undefined || !wasHeard(call)) return undefined;
  const { response, body, end, failure } = exchange;
  const isWhole = end?.direction === 'received' && failure === undefined && body?.unterminated === undefined;
  const isPlain = (header(response.headers, 'content-encoding') ?? 'identity').trim().toLowerCase() === 'identity';
  if (response.status < 400 || !isWhole || !isPlain || (body !== undefined && cut(view).has(body.seq)))
    return undefined;
  return { words: `status ${response.status} and no JSON-RPC response`, seq: response.seq };
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
