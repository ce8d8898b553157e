/** specification/resources.md, subscriptions. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import {
  change,
  changeInSession,
  watched as changing,
  fixture,
  listen,
  session,
  tell,
  tellSession,
} from '../subscriptions/conversations.ts';
import { resources, uri } from './samples.ts';

const watched = () =>
  new Composer('stdio')
    .established('2025-11-25', { resources: { subscribe: true } })
    .call('resources/list', {}, { result: { resources } })
    .call('resources/subscribe', { uri }, { result: {} })
    .call('resources/unsubscribe', { uri }, { result: {} });

const updated = { uri: changing };
/** A change is told on a subscription, and in a session. */
const delivered = () =>
  change(
    listen(fixture(), 'watch', { resourceSubscriptions: [changing] }),
    'touch_watched_resource',
    tell('resources/updated', 'watch', updated),
  );
const told = () =>
  changeInSession(
    session().call('resources/subscribe', { uri: changing }, { result: {} }),
    'touch_watched_resource',
    tellSession('resources/updated', updated),
  );

export const examples: Examples = {
  'resources.subscribe.answered': watched,
  'resources.unsubscribe.answered': watched,
  'resources.subscribe.honoured': delivered,
  'resources.updated.delivered': delivered,
  'resources.updated.uri': delivered,
  'resources.updated.sent': told,
  'resources.updated.only-after-subscribe': () => changeInSession(session(), 'touch_watched_resource'),
  'resources.unsubscribe.stops-updates': () =>
    changeInSession(
      told().call('resources/unsubscribe', { uri: changing }, { result: {} }).call('ping', {}, { result: {} }),
      'touch_watched_resource',
    ),
};
