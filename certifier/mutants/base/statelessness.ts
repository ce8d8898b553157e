/** specification/base.md: no state between requests. */
import { at, parse } from '../../judge/engine/json.ts';
import { onStatus, refuse } from '../engine/answer.ts';
import { type Asked, askedBy, askedIn, askedWith, remember } from '../engine/asked.ts';
import { chain, onMessage, onResponse, onResult } from '../engine/change.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';

const keyOf = ({ method, connection }: Asked, cursor: unknown): string => `${method} ${connection} ${String(cursor)}`;

const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';

/** Notes that a client left one of its subscriptions; whoever subscribes again begins anew. */
const followsListeners: Mutant = (event, memo) => {
  remember(event, memo);
  if (event.direction !== 'sent') return [event];
  const { connection } = event;
  const isListen = askedBy(event, memo)?.method === 'subscriptions/listen';
  const closes = event.kind === 'end' && askedIn(event, memo)?.method === 'subscriptions/listen';
  const message = event.kind === 'line' ? parse(event.text ?? '') : undefined;
  const cancels = at(message, 'method') === 'notifications/cancelled';
  const isLeft =
    closes ||
    (cancels && askedWith(connection, at(message, 'params', 'requestId'), memo)?.method === 'subscriptions/listen');
  if (isListen || isLeft) memo[`silent:${connection}`] = isLeft;
  return [event];
};

/** The cursor was not handed out on this connection. */
const isForeign = (asked: Asked, memo: Memo): boolean =>
  asked.method.endsWith('/list') &&
  asked.params.cursor !== undefined &&
  memo[keyOf(asked, asked.params.cursor)] !== true;

const followsCursors = onResult(
  ({ method }) => method.endsWith('/list'),
  ({ nextCursor }, asked, memo) => {
    memo[keyOf(asked, nextCursor)] = true;
    return undefined;
  },
);

export const mutants: Mutants = {
  /** The server keeps its cursors with the connection. */
  'base.stateless.no-affinity': chain(followsCursors, refuse(isForeign, { code: -32602, message: 'Invalid cursor' })),

  /** The server keeps its subscriptions with the connection: when one of them is left, all fall silent. */
  'base.stateless.listen-scope': chain(
    followsListeners,
    onMessage(({ method, params }, { memo, event }) => {
      const isOnSubscription = method !== undefined && at(params, '_meta', SUBSCRIPTION) !== undefined;
      return isOnSubscription && memo[`silent:${event.connection}`] === true ? [] : undefined;
    }),
  ),
};

export const further: Further = {
  'base.stateless.no-affinity': {
    'a cursor of another connection is refused by a status alone': {
      over: 'streamable-http',
      mutant: chain(
        followsCursors,
        onStatus(isForeign, (response) => (response.status === 200 ? { ...response, status: 400 } : undefined)),
        onResponse(isForeign, () => []),
      ),
    },
  },
};
