/** specification/resources.md, the list. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { change, fixture, listen, tell } from '../subscriptions/conversations.ts';
import { justListed, listed } from './samples.ts';

export const examples: Examples = {
  'resources.list.method-known': () =>
    new Composer('stdio')
      .established('2025-11-25', { resources: {} })
      .call('resources/list', {}, { result: { resources: [] } }),
  'resources.capability.declared': () =>
    new Composer('stdio').established('2026-07-28', { resources: {} }).call('resources/list', {}, listed),
  'resources.list.answered': justListed,
  'resources.list.same-across-connections': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, listed)
      .established('2026-07-28', { resources: {} }, 'second')
      .call('resources/list', {}, listed)
      .on(1)
      .call('resources/list', {}, listed),
  'resources.uri.unique': justListed,
  'resources.list.empty-allowed': justListed,
  'resources.list.may-change': () => justListed().call('resources/list', {}, listed),
  'resources.list-changed.notify': () =>
    change(
      listen(fixture(), 'watch', { resourcesListChanged: true }),
      'test_trigger_resource_change',
      tell('resources/list_changed', 'watch'),
    ),
};
