/** specification/resources.md, failed reads. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { contents, hints, listed, resources, uri } from './samples.ts';

const missing = 'file:///project/missing.txt';

export const examples: Examples = {
  'resources.security.validate-uris': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/read', { uri }, { result: complete({ contents, ...hints }) })
      .call('resources/read', { uri: 4 }, { error: { code: -32602, message: 'The URI is no string' } }),
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
