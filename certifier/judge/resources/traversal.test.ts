import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './traversal.ts';

const refused = { error: { code: -32602, message: 'Resource not found' } };
const PASSWD = 'root:x:0:0:root:/root:/bin/sh\n';
const hints = { ttlMs: 0, cacheScope: 'private' };

/** A file that is served is read, the one outside by its own name, and the same by a path that leads out. */
const reading = (outside: object, direct: Readonly<Record<string, unknown>> | 'silence' = refused) => {
  const uri = 'file:///project/../../etc/passwd';
  return new Composer('stdio')
    .established('2026-07-28', { resources: {} })
    .call('resources/read', { uri: 'file:///project/a.txt' }, { result: complete({ contents: [], ...hints }) })
    .call('resources/read', { uri: 'file:///etc/passwd' }, direct === 'silence' ? undefined : direct)
    .call('resources/read', { uri }, { result: complete({ contents: [{ uri, ...outside }], ...hints }) });
};

describe('resources.security.no-path-traversal', () => {
  const look = (...args: Parameters<typeof reading>) =>
    seen(checks['resources.security.no-path-traversal'], reading(...args));
  test('finds the file outside, as text and as bytes', () => {
    expect(look({ text: PASSWD })).toEqual({ observed: 1, findings: 1 });
    expect(look({ blob: btoa(PASSWD) })).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone what is something else', () => {
    expect(look({ text: 'Access denied' })).toEqual({ observed: 1, findings: 0 });
    expect(look({ blob: 'root:x:0:0' })).toEqual({ observed: 1, findings: 0 });
  });
  test('takes any other answer for a sign that the file itself is not served', () => {
    for (const contents of [[], [{ uri: 'file:///etc/passwd', text: 'No such file: /project/etc/passwd' }]])
      expect(look({ text: PASSWD }, { result: complete({ contents, ...hints }) })).toEqual({
        observed: 1,
        findings: 1,
      });
  });
  test('says nothing where that file is served by its own name, or nobody knows whether it is', () => {
    const given = { result: complete({ contents: [{ uri: 'file:///etc/passwd', text: PASSWD }], ...hints }) };
    const asked = { result: { resultType: 'input_required', requestState: 'x' } };
    for (const direct of [given, asked, 'silence'] as const)
      expect(look({ text: PASSWD }, direct)).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where it was served once by its own name', () => {
    const given = { result: complete({ contents: [{ uri: 'file:///etc/passwd', text: PASSWD }], ...hints }) };
    const composer = reading({ text: PASSWD }).call('resources/read', { uri: 'file:///etc/passwd' }, given);
    expect(seen(checks['resources.security.no-path-traversal'], composer)).toEqual({ observed: 0, findings: 0 });
  });
  test.each(['file:///project/a/../b.txt', 'note://a/../../etc/passwd'])('is not about %s', (uri) => {
    const asked = reading({ text: 'Access denied' }).call('resources/read', { uri }, refused);
    expect(seen(checks['resources.security.no-path-traversal'], asked)).toEqual({ observed: 1, findings: 0 });
  });
  test('learns nothing from silence, nor from what was carried badly', () => {
    const uri = 'file:///project/../../etc/passwd';
    const silent = reading({ text: '' }).call('resources/read', { uri }, undefined);
    expect(seen(checks['resources.security.no-path-traversal'], silent)).toEqual({ observed: 1, findings: 0 });
    const badly = new Composer('streamable-http')
      .established('2026-07-28', { resources: {} })
      .call('resources/read', { uri: 'file:///etc/passwd' }, refused, { headers: { 'Mcp-Method': 'ping' } })
      .call('resources/read', { uri }, { result: complete({ contents: [{ uri, text: PASSWD }], ...hints }) });
    expect(seen(checks['resources.security.no-path-traversal'], badly)).toEqual({ observed: 0, findings: 0 });
  });
  test.each(['file:///etc/passwd', 'note://a', 'file:///project/../../etc/passwd'])(
    'does not take %s for a file that is served',
    (served) => {
      const uri = 'file:///project/../../etc/passwd';
      const given = { result: complete({ contents: [], ...hints }) };
      const composer = new Composer('stdio')
        .established('2026-07-28', { resources: {} })
        .call('resources/read', { uri: 'file:///etc/passwd' }, refused)
        .call('resources/read', { uri: served }, given)
        .call('resources/read', { uri }, refused);
      expect(seen(checks['resources.security.no-path-traversal'], composer)).toEqual({ observed: 0, findings: 0 });
    },
  );
  test('needs a file that can be read only to say that the one outside cannot', () => {
    const only = (text: string) => {
      const uri = 'file:///project/%2e%2e/%2e%2e/etc/passwd';
      const composer = new Composer('stdio')
        .established('2026-07-28', { resources: {} })
        .call('resources/read', { uri: 'file:///etc/passwd' }, refused)
        .call('resources/read', { uri }, { result: complete({ contents: [{ uri, text }], ...hints }) });
      return seen(checks['resources.security.no-path-traversal'], composer);
    };
    expect(only(PASSWD)).toEqual({ observed: 1, findings: 1 });
    expect(only('Access denied')).toEqual({ observed: 0, findings: 0 });
  });
});
