/** Requests for a method that a server has to have, to which no message came. */
import { bareRefusal, type Reply } from './bare.ts';
import { mayBeAnswered } from './garbled.ts';
import { answeredAfter } from './listens.ts';
import type { Call } from './message.ts';
import { groupBy } from './order.ts';
import type { View } from './view.ts';

/** So many of one connection that stay without an answer are no accident. */
const FEWEST_SILENT = 2;

export interface PassedOver extends Reply {
  readonly call: Call;
}

/** Connection → the last of these requests that was given. */
export const lastGiven = (calls: readonly Call[]): ReadonlyMap<number, number> =>
  new Map(calls.flatMap(({ result, connection, request }) => (result ? [[connection, request.seq] as const] : [])));

/**
 * Of these requests, all for one method and without a defect, those to which no message came, nor to any after them on the connection:
 * refused without one, or passed over again and again while others were served.
 */
export function passedOver(view: View, calls: readonly Call[]): readonly PassedOver[] {
  const given = lastGiven(calls);
  const open = calls.filter(
    ({ response, connection, request }) => response === undefined && (given.get(connection) ?? 0) < request.seq,
  );
  const isSilent = (call: Call): boolean =>
    call.gaveUp !== undefined &&
    answeredAfter(view, call.connection, call.gaveUp.seq) !== undefined &&
    !mayBeAnswered(view, call);
  const silent = groupBy(open.filter(isSilent), ({ connection }) => connection);
  return open.flatMap((call): readonly PassedOver[] => {
    const refusal = bareRefusal(view, call);
    if (refusal !== undefined) return [{ call, ...refusal }];
    const { gaveUp, connection } = call;
    const isOneOfMany = isSilent(call) && (silent.get(connection)?.length ?? 0) >= FEWEST_SILENT;
    if (gaveUp === undefined || !isOneOfMany) return [];
    return [{ call, words: `nothing within ${gaveUp.after} ms, while a later request was answered`, seq: gaveUp.seq }];
  });
}
