import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { seen } from '../engine/seen.fixture.ts';

describe('codes of errors in 2026-07-28', () => {
  const answered = (code: unknown, revision: '2025-11-25' | '2026-07-28' = '2026-07-28') =>
    new Composer('stdio').established(revision).call('tools/call', { name: 't' }, { error: { code, message: '' } });
  const reserved = (composer: Composer) => seen(checks['base.error.reserved-codes'], composer);
  const retired = (composer: Composer) => seen(checks['base.error.retired-codes'], composer);
  test.each([-32023, -32099, -32050])('finds %d, which nobody defined', (code) => {
    expect(reserved(answered(code))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([-32020, -32021, -32022, -32019, -32000, -32100, -32603, 429, -1])('leaves %d alone', (code) => {
    expect(reserved(answered(code))).toEqual({ observed: 1, findings: 0 });
    expect(retired(answered(code))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([-32002, -32042])('finds %d as retired, and as nothing else', (code) => {
    expect(retired(answered(code))).toEqual({ observed: 1, findings: 1 });
    expect(reserved(answered(code)).findings).toBe(0);
  });
  test('leaves what is no integer to another rule', () => {
    expect(reserved(answered('-32050'))).toEqual({ observed: 0, findings: 0 });
    expect(retired(answered(-32002.5))).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge the answer to a request that names no version: it may be of the other era', () => {
    const composer = new Composer('stdio').established('2026-07-28');
    composer.call('resources/read', { uri: 'a:b' }, { error: { code: -32002, message: '' } }, { meta: null });
    expect(retired(composer)).toEqual({ observed: 0, findings: 0 });
  });
});
