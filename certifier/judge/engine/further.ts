/** What comes for a request that its client has given up: progress that bears its token, or over HTTP an answer on another stream. */
import { cancelledAt } from './asked.ts';
import { at } from './json.ts';
import { answeredAfter } from './listens.ts';
import { type Call, idOf, isResponse, type Message, methodOf } from './message.ts';
import { groupBy } from './order.ts';
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

const keyOf = (connection: number, value: unknown): string => `${connection} ${JSON.stringify(value)}`;
const tokenOf = ({ meta }: Call): unknown => meta.progressToken;

/** Requests with a token. */
const withToken = remembered((view): readonly Call[] => view.calls.filter((call) => tokenOf(call) !== undefined));

/** Connection and token → the requests that gave it. */
const given = remembered((view) => groupBy(withToken(view), (call) => keyOf(call.connection, tokenOf(call))));
/** The same → the progress that bears it. */
const borne = remembered((view) =>
  groupBy(
    view.received.filter((message) => methodOf(message) === 'notifications/progress'),
    ({ connection, value }) => keyOf(connection, at(value, 'params', 'progressToken')),
  ),
);
/** Connection and id → the answers with it. */
const answers = remembered((view) =>
  groupBy(
    view.received.filter(({ value }) => isResponse(value)),
    (message) => keyOf(message.connection, idOf(message)),
  ),
);

/** Requests with a token that were given up before they were answered, after which another request was answered. */
export const progressAfter = remembered((view: View): readonly Further[] =>
  withToken(view).flatMap((call): readonly Further[] => {
    const { exchange, connection, id, response, request } = call;
    const token = tokenOf(call);
    const closed = exchange?.end?.direction === 'sent' ? exchange.end.seq : NEVER;
    const left = exchange === undefined ? cancelledAt(view, call) : closed;
    if ((response?.seq ?? NEVER) < left) return [];
    const read = Number.isFinite(left) ? answeredAfter(view, connection, left)?.response : undefined;
    if (read === undefined) return [];
    // A token that another request uses again says nothing of this one.
    const again = given(view)
      .get(keyOf(connection, token))
      ?.find((other) => other.request.seq > request.seq);
    const mine = [
      ...(borne(view).get(keyOf(connection, token)) ?? []),
      ...(exchange === undefined ? [] : (answers(view).get(keyOf(connection, id)) ?? [])),
    ];
    const late = mine.filter(({ seq }) => seq > read.seq && seq < (again?.request.seq ?? NEVER));
    return [{ call, left, late }];
  }),
);
