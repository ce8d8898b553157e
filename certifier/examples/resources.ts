/** specification/resources.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const uri = 'file:///project/notes.txt';
const missing = 'file:///project/missing.txt';
const hints = { ttlMs: 60000, cacheScope: 'private' };
const resources = [{ uri, name: 'notes.txt', mimeType: 'text/plain' }];
const listed = { result: complete({ resources, ...hints }) };
const contents = [{ uri, mimeType: 'text/plain', text: 'Bread, apples' }];

const justListed = () =>
  new Composer('stdio').established('2026-07-28', { resources: {} }).call('resources/list', {}, listed);
const picture = 'file:///project/dot.gif';
const dot = { uri: picture, mimeType: 'image/gif', blob: 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=' };

export const examples: Examples = {
  'resources.list.answered': justListed,
  'resources.uri.unique': justListed,
  'resources.uri.scheme': justListed,
  'resources.annotations.last-modified': () => {
    const annotations = { audience: ['user'], priority: 0.5, lastModified: '2025-01-12T15:00:58Z' };
    const [notes] = resources;
    return new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, { result: complete({ resources: [{ ...notes, annotations }], ...hints }) });
  },
  'resources.contents.base64': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/read', { uri: picture }, { result: complete({ contents: [dot], ...hints }) }),
  'resources.read.listed': () =>
    justListed().call('resources/read', { uri }, { result: complete({ contents, ...hints }) }),
  'resources.subscribe.answered': () =>
    new Composer('stdio')
      .established('2025-11-25', { resources: { subscribe: true } })
      .call('resources/list', {}, { result: { resources } })
      .call('resources/subscribe', { uri }, { result: {} })
      .call('resources/unsubscribe', { uri }, { result: {} }),
  'resources.capability.declared': () =>
    new Composer('stdio').established('2026-07-28', { resources: {} }).call('resources/list', {}, listed),
  'resources.list.same-across-connections': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, listed)
      .established('2026-07-28', { resources: {} }, 'second')
      .call('resources/list', {}, listed)
      .on(1)
      .call('resources/list', {}, listed),
  'resources.read.not-found-code': () =>
    new Composer('stdio')
      .established('2025-11-25', { resources: {} })
      .call('resources/list', {}, { result: { resources } })
      .call('resources/templates/list', {}, { result: { resourceTemplates: [] } })
      .call('resources/read', { uri }, { result: { contents } })
      .call(
        'resources/read',
        { uri: missing },
        { error: { code: -32002, message: 'Resource not found', data: { uri: missing } } },
      ),
  'resources.read.not-found': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/list', {}, listed)
      .call('resources/templates/list', {}, { result: complete({ resourceTemplates: [], ...hints }) })
      .call('resources/read', { uri }, { result: complete({ contents, ...hints }) })
      .call(
        'resources/read',
        { uri: missing },
        { error: { code: -32602, message: 'Resource not found', data: { uri: missing } } },
      ),
};
