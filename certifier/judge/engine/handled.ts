/** Whether a server coped with something: it goes on, and answers with more than that something went wrong inside it. */
import { lastAnswered } from './answered.ts';
import { type Reply, refusedByStatus } from './bare.ts';
import { exitWords } from './crashes.ts';
import { mayBeAnswered } from './garbled.ts';
import { quote } from './json.ts';
import type { Call } from './message.ts';
import { isReached } from './reached.ts';
import { errorCode } from './readers.ts';
import { exitOver } from './serving.ts';
import type { View } from './view.ts';

/** What a server says of an accident inside it, and some of all that they refuse. */
export const INTERNAL_ERROR = -32603;

export interface Coping {
  /** What went wrong, in words; undefined where nothing did. */
  readonly failure?: string;
  /** Only that it was an internal error. Servers give that code to accidents, and some to all that they refuse: it tells neither. */
  readonly isInternal?: true;
  readonly seq: readonly number[];
}

/**
 * Undefined where it cannot be told: nothing answered and nothing shows why. That it did not answer counts only where we waited to
 * the end, or the server broke off before any status, and something later on the same connection was answered.
 */
export function copingWith(view: View, call: Call): Coping | undefined {
  const { response, request, gaveUp, connection, error, exchange } = call;
  if (response !== undefined) {
    const seq = [response.seq, request.seq];
    if (errorCode(call) !== INTERNAL_ERROR) return { seq };
    return { failure: `the error ${INTERNAL_ERROR}: ${quote(error?.message)}`, isInternal: true, seq };
  }
  const crash = exitOver(view, call);
  if (crash !== undefined && crash.seq > request.seq)
    return { failure: exitWords(crash), seq: [crash.seq, request.seq] };
  if ((lastAnswered(view).get(connection) ?? 0) < request.seq) return undefined;
  // What began to be answered may be gone on with elsewhere.
  const broken = exchange?.response === undefined ? exchange?.failure : undefined;
  if (broken !== undefined && isReached(broken))
    return { failure: `the connection failed (${broken.code})`, seq: [broken.seq, request.seq] };
  if (gaveUp === undefined || mayBeAnswered(view, call)) return undefined;
  return { failure: `nothing for ${gaveUp.after} ms`, seq: [gaveUp.seq, request.seq] };
}

/** The same of what may well be refused: a status alone is an answer to it. */
export function copingWithBad(view: View, call: Call): Coping | undefined {
  const refusal = refusedByStatus(view, call);
  return refusal === undefined ? copingWith(view, call) : { seq: [refusal.seq, call.request.seq] };
}

/** What shows that a request was left without an answer, in words; undefined where one came, and where it cannot be told. */
export function leftOpen(view: View, call: Call): Reply | undefined {
  const coping = call.response === undefined ? copingWith(view, call) : undefined;
  const [seq] = coping?.seq ?? [];
  return coping?.failure === undefined || seq === undefined ? undefined : { words: coping.failure, seq };
}
