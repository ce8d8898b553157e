/** specification/resources.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const uri = 'file:///project/notes.txt';
const missing = 'file:///project/missing.txt';
const hints = { ttlMs: 60000, cacheScope: 'private' };
const resources = [{ uri, name: 'notes.txt', mimeType: 'text/plain' }];
const listed = { result: complete({ resources, ...hints }) };
const contents = [{ uri, mimeType: 'text/plain', text: 'Bread, apples' }];

export const examples: Examples = {
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
