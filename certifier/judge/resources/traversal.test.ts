import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './traversal.ts';

const refused = { error: { code: -32602, message: 'Resource not found' } };
const PASSWD = 'root:x:0:0:root:/root:/bin/sh\n';
const hints = { ttlMs: 0, cacheScope: 'private' };

/** A file that is served is read, the one outside by its own name, and the same by a path that leads out. */
const reading = (outside: object) => {
  const uri = 'file:///project/../../etc/passwd';
  return new Composer('stdio')
    .established('2026-07-28', { resources: {} })
    .call('resources/read', { uri: 'file:///project/a.txt' }, { result: complete({ contents: [], ...hints }) })
    .call('resources/read', { uri: 'file:///etc/passwd' }, refused)
    .call('resources/read', { uri }, { result: complete({ contents: [{ uri, ...outside }], ...hints }) });
};

describe('resources.security.no-path-traversal', () => {
  const look = (outside: object) => seen(checks['resources.security.no-path-traversal'], reading(outside));
  test('finds the file outside, as text and as bytes', () => {
    expect(look({ text: PASSWD })).toEqual({ observed: 1, findings: 1 });
    expect(look({ blob: btoa(PASSWD) })).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone what is something else', () => {
    expect(look({ text: 'Access denied' })).toEqual({ observed: 1, findings: 0 });
    expect(look({ blob: 'root:x:0:0' })).toEqual({ observed: 1, findings: 0 });
  });
});
