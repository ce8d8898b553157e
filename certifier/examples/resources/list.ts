/** specification/resources.md, the list. */
import { Composer, complete } from '../engine/compose.ts';
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
  'resources.list.no-side-effect-variation': () =>
    justListed()
      .established('2026-07-28', { resources: {} }, 'second')
      .call('resources/list', {}, listed)
      .on(1)
      .call('completion/complete', {}, { error: { code: -32601, message: 'Method not found' } })
      .call('resources/list', {}, listed)
      .on(2)
      .wait(100)
      .call('resources/list', {}, listed),
  'resources.capability.features-independent': justListed,
  'resources.templates.completion': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {}, completions: {} })
      .call(
        'completion/complete',
        { ref: { type: 'ref/resource', uri: 'file:///project/{name}' }, argument: { name: 'name', value: 'n' } },
        { result: complete({ completion: { values: ['notes.txt'] } }) },
      ),
  'resources.uri.file-xdg-type': () =>
    new Composer('stdio').established('2026-07-28', { resources: {} }).call(
      'resources/list',
      {},
      {
        result: complete({
          resources: [{ uri: 'file:///project/', name: 'project', mimeType: 'inode/directory' }],
          ttlMs: 60000,
          cacheScope: 'private',
        }),
      },
    ),
};
