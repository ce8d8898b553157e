/** The requests of each connection: the next one after a place, and the one that an id means there. */
import { at } from './json.ts';
import { type Call, idOf, type Message } from './message.ts';
import { countBefore, groupBy, groupByBoth, lastBefore, Places } from './order.ts';
import { remembered } from './remember.ts';
import { sentAs } from './sent.ts';
import type { View } from './view.ts';

const seqOf = ({ request }: Call): number => request.seq;

/** Connection → its requests, in order. */
export const callsOn = remembered((view) => groupBy(view.calls, ({ connection }) => connection));
const lastOf = ({ events }: View): number => events.at(-1)?.seq ?? 0;
/** Where a request was sent → that request. */
export const callsByPlace = remembered((view) => {
  const found = new Places<Call>(lastOf(view));
  for (const call of view.calls) found.set(call.request.seq, call);
  return found;
});
/** The seq of an answer → the request that it answers. */
export const callsByAnswer = remembered((view) => {
  const found = new Places<Call>(lastOf(view));
  for (const call of view.calls) for (const { seq } of call.responses) found.set(seq, call);
  return found;
});
const connectionOf = ({ connection }: { readonly connection: number }): number => connection;
const byId = remembered((view) => groupByBoth(view.calls, connectionOf, ({ id }): unknown => id));
/** Connection and id → the requests with it, in order. The same id of another JSON type is another id. */
export const callsById = (view: View, connection: number, id: unknown): readonly Call[] =>
  byId(view).get(connection)?.get(id) ?? [];
/** The seq of an answer → the request that it is about: where it was brought to the wrong place, the one whose id it bears. */
export const callsTold = remembered((view): ReadonlyMap<number, Call> => {
  const told = (call: Call, answer: Message): Call => {
    const id = idOf(answer);
    const other = id === undefined || id === call.id ? [] : callsById(view, call.connection, id);
    return lastBefore(other, answer.seq, seqOf) ?? call;
  };
  return new Map(view.calls.flatMap((call) => call.responses.map((each) => [each.seq, told(call, each)] as const)));
});

/** The first request on this connection after this place. */
export function nextCall(view: View, connection: number, seq: number): Call | undefined {
  const calls = callsOn(view).get(connection) ?? [];
  return calls[countBefore(calls, seq + 1, seqOf)];
}

/** The request of ours that a message named by `requestId`: the last with this id that was sent before it. */
export const namedBy = (view: View, message: Message): Call | undefined =>
  lastBefore(callsById(view, message.connection, at(message.value, 'params', 'requestId')), message.seq, seqOf);

/** Connection and id → the cancellations of requests with it. */
const cancelled = remembered((view) =>
  groupByBoth(sentAs(view, 'notifications/cancelled'), connectionOf, ({ value }): unknown =>
    at(value, 'params', 'requestId'),
  ),
);

/** Where the client cancelled this request by a notification; endless where it did not. */
export function cancelledAt(view: View, { connection, id, request }: Call): number {
  const seq = cancelled(view).get(connection)?.get(id)?.[0]?.seq ?? Number.POSITIVE_INFINITY;
  return seq > request.seq ? seq : Number.POSITIVE_INFINITY;
}
