/** specification/subscriptions.md: what every message of a subscription is held to. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const notification = (method: string, params: object = {}) => ({
  jsonrpc: '2.0',
  method,
  params: { _meta: { 'io.modelcontextprotocol/subscriptionId': 'watch' }, ...params },
});

/** Over stdio: a subscription is opened and acknowledged, tells of one change, and is ended by the client. */
const listening = () =>
  new Composer('stdio')
    .established('2026-07-28', { tools: { listChanged: true } })
    .call('subscriptions/listen', { notifications: { toolsListChanged: true } }, undefined, { id: 'watch' })
    .received(notification('notifications/subscriptions/acknowledged', { notifications: { toolsListChanged: true } }))
    .received(notification('notifications/tools/list_changed'))
    .notify('notifications/cancelled', { requestId: 'watch' });

export const examples: Examples = {
  'subscriptions.acknowledged.first': listening,
  'subscriptions.message.subscription-id': listening,
};
