/** specification/subscriptions.md: how a subscription ends. */
import type { Examples } from '../engine/example.ts';
import { change, ended, fixture, leave, listen, tell } from './conversations.ts';

const open = () => listen(fixture(), 'tools', { toolsListChanged: true });
/** The server ends it: over stdio it says so twice. */
export const endedByServer = () =>
  change(
    open(),
    'end_subscriptions',
    tell('cancelled', undefined, { requestId: 'tools', reason: 'The server stops' }),
    ended('tools'),
  );

export const examples: Examples = {
  'subscriptions.end.silence': () => change(leave(open(), 'tools'), 'test_trigger_tool_change'),
  'subscriptions.end.graceful-result': endedByServer,
  'subscriptions.end.result-id': endedByServer,
  'subscriptions.end.empty-result': endedByServer,
  'subscriptions.reconnect.nothing-kept': () =>
    change(
      leave(open(), 'tools')
        .shutdown()
        .established('2026-07-28', { tools: { listChanged: true } }, 'second'),
      'test_trigger_tool_change',
    ),
};
