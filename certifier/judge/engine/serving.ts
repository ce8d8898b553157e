/** Whether a server still serves after something that it had to cope with. */
import { isTransient } from './carriage.ts';
import { crashes, exitWords } from './crashes.ts';
import { answeredAfter } from './listens.ts';
import type { Call } from './message.ts';
import type { View } from './view.ts';

export interface Breakdown {
  readonly actual: string;
  readonly seq: number;
}

/**
 * What shows that nobody serves any more: the process ended, the connection broke, or silence while a later request was answered. The
 * silence of a tool shows nothing: it may take as long as it likes.
 */
export function breakdownAt(
  view: View,
  { connection, exchange, gaveUp, method, request, response }: Call,
): Breakdown | undefined {
  if (response !== undefined) return undefined;
  const exit = crashes(view).get(connection);
  // Where a request that came after this one was answered, the process ended over something else.
  if (exit !== undefined && answeredAfter(view, connection, request.seq) === undefined)
    return { actual: exitWords(exit), seq: exit.seq };
  const { failure } = exchange ?? {};
  if (failure !== undefined) return { actual: `the connection failed (${failure.code})`, seq: failure.seq };
  const status = exchange?.response?.status ?? 0;
  if (status >= 500 && !isTransient(status)) return { actual: `status ${status}`, seq: exchange?.response?.seq ?? 0 };
  return gaveUp !== undefined && method !== 'tools/call' && answeredAfter(view, connection, gaveUp.seq) !== undefined
    ? { actual: `no answer within ${gaveUp.after} ms, while another request was answered`, seq: gaveUp.seq }
    : undefined;
}
