/** specification/subscriptions.md, what the acknowledgement says. */
import { at, isObject, type Json, type JsonObject, parse } from '../../judge/engine/json.ts';
import { type Asked, askedFor } from '../engine/asked.ts';
import { onMessage } from '../engine/change.ts';
import type { Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { ACKNOWLEDGED, agrees, changeOf, idIn, KINDS } from './told.ts';

/** Changes what is agreed to, with the request that it is agreed to. */
const onAgreed = (change: (agreed: JsonObject, asked: Asked) => JsonObject | undefined): Mutant =>
  onMessage((message, { memo, event }) => {
    const id = idIn(message);
    const asked = message.method === ACKNOWLEDGED && id !== undefined ? askedFor(event, { id }, memo) : undefined;
    const { params } = message;
    if (asked === undefined || !isObject(params) || !isObject(params.notifications)) return undefined;
    const notifications = change(params.notifications, asked);
    return notifications === undefined ? undefined : { ...message, params: { ...params, notifications } };
  });

const openOf = (connection: number): string => `open:${connection}`;

/** Takes note of the subscription to tools that is open, as it was acknowledged. */
const notesTools: Mutant = (event, memo) => {
  const sent = event.kind === 'line' && event.stream === 'stdin' ? parse(event.text ?? '') : undefined;
  const open = memo[openOf(event.connection)] as JsonObject | undefined;
  if (at(sent, 'method') === 'notifications/cancelled' && open !== undefined) {
    if (at(sent, 'params', 'requestId') === idIn(open)) memo[openOf(event.connection)] = undefined;
  }
  return [event];
};

export const mutants: Mutants = {
  /** The server says what it can tell, whatever it was asked. */
  'subscriptions.acknowledged.subset': onAgreed((agreed) => ({
    ...agreed,
    ...Object.fromEntries(KINDS.map((kind): [string, Json] => [kind, true])),
  })),

  /** What was asked for is repeated. */
  'subscriptions.acknowledged.unsupported-omitted': onAgreed((_, { params }) =>
    isObject(params.notifications) ? params.notifications : undefined,
  ),
};

export const liberties: Liberties = {
  /** Before a subscription is acknowledged, an older one is told of a change. */
  'subscriptions.acknowledged.interleaved': (event, memo) => {
    notesTools(event, memo);
    return onMessage((message, { event: { connection } }) => {
      if (message.method !== ACKNOWLEDGED) return undefined;
      const older = memo[openOf(connection)] as JsonObject | undefined;
      if (agrees(message, 'toolsListChanged')) memo[openOf(connection)] = message;
      return older === undefined ? undefined : [changeOf('toolsListChanged', older), message];
    })(event, memo);
  },
};
