/** What comes for a request that its client has given up: progress that bears its token, or over HTTP an answer on another stream. */
import { at } from './json.ts';
import { answeredAfter } from './listens.ts';
import { type Call, idOf, isResponse, type Message, methodOf } from './message.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export interface Further {
  readonly call: Call;
  /** Where the client gave it up. */
  readonly left: number;
  /** What came for it after that was known to have been read. */
  readonly late: readonly Message[];
}

const NEVER = Number.POSITIVE_INFINITY;

/** Connection and id → where the client cancelled it. */
const cancelled = remembered((view) => {
  const found = new Map<string, number>();
  for (const message of view.messages) {
    if (message.direction !== 'sent' || methodOf(message) !== 'notifications/cancelled') continue;
    found.set(`${message.connection} ${JSON.stringify(at(message.value, 'params', 'requestId'))}`, message.seq);
  }
  return found;
});

/** Requests with a token that were given up before they were answered, after which another request was answered. */
export const progressAfter = remembered((view: View): readonly Further[] =>
  view.calls.flatMap((call): readonly Further[] => {
    const { exchange, connection, id, params, response, request } = call;
    const token = at(params, '_meta', 'progressToken');
    const closed = exchange?.end?.direction === 'sent' ? exchange.end.seq : NEVER;
    const left =
      exchange === undefined ? (cancelled(view).get(`${connection} ${JSON.stringify(id)}`) ?? NEVER) : closed;
    if (token === undefined || left < request.seq || (response?.seq ?? NEVER) < left) return [];
    const read = Number.isFinite(left) ? answeredAfter(view, connection, left)?.response : undefined;
    if (read === undefined) return [];
    // A token that another request uses again says nothing of this one.
    const again = view.calls.find(
      (other) =>
        other.connection === connection &&
        other.request.seq > request.seq &&
        at(other.params, '_meta', 'progressToken') === token,
    );
    const isFor = (message: Message): boolean =>
      (methodOf(message) === 'notifications/progress' && at(message.value, 'params', 'progressToken') === token) ||
      (exchange !== undefined && isResponse(message.value) && idOf(message) === id);
    const late = view.received.filter(
      (message) =>
        message.connection === connection &&
        message.seq > read.seq &&
        message.seq < (again?.request.seq ?? NEVER) &&
        isFor(message),
    );
    return [{ call, left, late }];
  }),
);
