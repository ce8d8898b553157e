/** Whether a server still serves after something that it had to cope with. */
import type { ExitEvent } from '../../evidence/transcript.ts';
import { isTransient, isWellCarried } from './carriage.ts';
import { crashes, exitWords } from './crashes.ts';
import { mayBeAnswered } from './garbled.ts';
import { answeredAfter } from './listens.ts';
import type { Call } from './message.ts';
import { isPlain } from './plain.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** Requests that a server answers from what it has: that no answer comes is no matter of how long the work takes. */
const QUICK = /^(?:ping|server\/discover|(?:tools|prompts|resources|resources\/templates)\/list)$/;

const nameOf = ({ method, params }: Call): string => JSON.stringify([method, params.name ?? params.uri]);
/** What is asked for by name, of all that was ever given. */
const given = remembered((view) => new Set(view.calls.filter(({ result }) => result !== undefined).map(nameOf)));

/**
 * Whether it is an ordinary request, so that a server which breaks down over it does so for what was before it: a plain one, or one for
 * something that the server gives at other times.
 */
export const isOrdinary = (view: View, call: Call): boolean =>
  QUICK.test(call.method) ? isPlain(view, call) : isWellCarried(view, call) && given(view).has(nameOf(call));

export interface Breakdown {
  readonly actual: string;
  readonly seq: number;
}

/** How the process ended over this, or before it: where a request that came after it was answered, it ended over something else. */
export const exitOver = (view: View, { connection, request }: Call): ExitEvent | undefined =>
  answeredAfter(view, connection, request.seq) === undefined ? crashes(view).get(connection) : undefined;

/**
 * What shows that nobody serves any more: the process ended, the connection broke, or silence while a later request was answered. That
 * something which takes its time is not answered yet shows nothing.
 */
export function breakdownAt(view: View, call: Call): Breakdown | undefined {
  const { connection, exchange, gaveUp, method, response } = call;
  if (response !== undefined) return undefined;
  const exit = exitOver(view, call);
  if (exit !== undefined) return { actual: exitWords(exit), seq: exit.seq };
  const { failure } = exchange ?? {};
  if (failure !== undefined) return { actual: `the connection failed (${failure.code})`, seq: failure.seq };
  const status = exchange?.response?.status ?? 0;
  if (status >= 500 && !isTransient(status)) return { actual: `status ${status}`, seq: exchange?.response?.seq ?? 0 };
  if (mayBeAnswered(view, call)) return undefined;
  return gaveUp !== undefined && QUICK.test(method) && answeredAfter(view, connection, gaveUp.seq) !== undefined
    ? { actual: `no answer within ${gaveUp.after} ms, while another request was answered`, seq: gaveUp.seq }
    : undefined;
}

/** The same of the request that came next after something, and shows what became of the server over that. */
export const breakdownAfter = (view: View, next: Call): Breakdown | undefined =>
  isOrdinary(view, next) ? breakdownAt(view, next) : undefined;
