/** specification/cancellation.md: requests that are given up, and what a server cancels. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const begun = () => new Composer('stdio').established('2025-11-25', { tools: {} });

export const examples: Examples = {
  'cancellation.request.no-response': () =>
    begun()
      .call('tools/call', { name: 'index', arguments: {} }, undefined, { id: 12 })
      .notify('notifications/cancelled', { requestId: 12, reason: 'The user pressed Stop' })
      .call('ping', {}, { result: {} }, { id: 13 }),
  'cancellation.invalid.ignored': () =>
    begun()
      .call('tools/list', {}, { result: { tools: [] } }, { id: 12 })
      .notify('notifications/cancelled', { requestId: 12, reason: 'The user pressed Stop' })
      .call('ping', {}, { result: {} }, { id: 13 }),
  'cancellation.server.own-requests': () =>
    begun()
      .received({ jsonrpc: '2.0', id: 1, method: 'ping' })
      .received({
        jsonrpc: '2.0',
        method: 'notifications/cancelled',
        params: { requestId: 1, reason: 'No answer within a second' },
      })
      .call('ping', {}, { result: {} }),
  'cancellation.server.only-subscriptions': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: { listChanged: true } })
      .call('subscriptions/listen', { notifications: { toolsListChanged: true } }, undefined, { id: 'watch' })
      .received({
        jsonrpc: '2.0',
        method: 'notifications/subscriptions/acknowledged',
        params: {
          _meta: { 'io.modelcontextprotocol/subscriptionId': 'watch' },
          notifications: { toolsListChanged: true },
        },
      })
      .received({
        jsonrpc: '2.0',
        method: 'notifications/cancelled',
        params: { requestId: 'watch', reason: 'The server stops' },
      })
      .received({
        jsonrpc: '2.0',
        id: 'watch',
        result: {
          resultType: 'complete',
          _meta: {
            'io.modelcontextprotocol/subscriptionId': 'watch',
            'io.modelcontextprotocol/serverInfo': { name: 'example-server', version: '1.0.0' },
          },
        },
      }),
};
