/** specification/resources.md: paths that lead out of what a server serves. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { contents, hints, uri } from './samples.ts';

const refused = { error: { code: -32602, message: 'Resource not found' } };

export const examples: Examples = {
  'resources.security.no-path-traversal': () =>
    new Composer('stdio')
      .established('2026-07-28', { resources: {} })
      .call('resources/read', { uri }, { result: complete({ contents, ...hints }) })
      .call('resources/read', { uri: 'file:///etc/passwd' }, refused)
      .call('resources/read', { uri: 'file:///project/../../etc/passwd' }, refused),
};
