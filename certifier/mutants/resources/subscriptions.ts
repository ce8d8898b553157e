/** specification/resources.md, subscriptions. */
import { at, isObject, type JsonObject } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onNotification, onResult, without } from '../engine/change.ts';
import type { Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { beforeAnswer, listeningOn, notesListening, said } from '../engine/unasked.ts';

const UPDATED = 'notifications/resources/updated';
const WATCHED = 'test://watched-resource';
const ELSEWHERE = 'test://static-binary';

/** Who is subscribed waits in vain. */
const untold: Mutant = onNotification(UPDATED, () => []);

const keyOf = (connection: number): string => `watched:${connection}`;
const isTouch = ({ method, params }: Asked): boolean =>
  method === 'tools/call' && params.name === 'touch_watched_resource';

/** When the resource changes, sessions in this state are told of it. */
const tellsThose = (state: 'never subscribed' | 'unsubscribed'): Mutant =>
  chain(
    notesListening,
    onResult(['resources/subscribe', 'resources/unsubscribe'], (_, asked, memo) => {
      if (asked.params.uri !== WATCHED) return undefined;
      memo[keyOf(asked.connection)] = asked.method === 'resources/subscribe' ? 'subscribed' : 'unsubscribed';
      return undefined;
    }),
    beforeAnswer(
      (asked: Asked, memo: Memo) => isTouch(asked) && (memo[keyOf(asked.connection)] ?? 'never subscribed') === state,
      (_, memo, event) => {
        const message: JsonObject = { jsonrpc: '2.0', method: UPDATED, params: { uri: WATCHED } };
        return said(event, message, listeningOn(event, memo));
      },
    ),
  );

export const mutants: Mutants = {
  /** Who subscribed stays subscribed. */
  'resources.unsubscribe.answered': refuse('resources/unsubscribe', {
    code: -32601,
    message: 'Method not found: resources/unsubscribe',
  }),

  /** The server declares subscriptions, and takes none. */
  'resources.subscribe.answered': refuse('resources/subscribe', {
    code: -32601,
    message: 'Method not found: resources/subscribe',
  }),

  /** The server declares subscriptions, and honours none: it neither agrees to tell nor tells. */
  'resources.subscribe.honoured': chain(
    onNotification('notifications/subscriptions/acknowledged', (acknowledgement) => {
      const { params } = acknowledgement;
      if (!isObject(params) || !isObject(params.notifications)) return undefined;
      const notifications = without(params.notifications, 'resourceSubscriptions');
      return { ...acknowledgement, params: { ...params, notifications } };
    }),
    untold,
  ),

  'resources.updated.delivered': untold,
  'resources.updated.sent': untold,

  /** What changed is named by the address of something else. */
  'resources.updated.uri': onNotification(UPDATED, (notification) =>
    isObject(notification.params) && at(notification.params, 'uri') !== undefined
      ? { ...notification, params: { ...notification.params, uri: ELSEWHERE } }
      : undefined,
  ),

  /** Everybody is told of every change. */
  'resources.updated.only-after-subscribe': tellsThose('never subscribed'),

  /** Who unsubscribed is told as before. */
  'resources.unsubscribe.stops-updates': tellsThose('unsubscribed'),
};
