import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './prompts.ts';

const hints = { ttlMs: 0, cacheScope: 'public' };
const listed = { result: complete({ prompts: [{ name: 'a' }], ...hints }) };
const given = { result: complete({ messages: [] }) };
const error = (code: unknown) => ({ error: { code, message: 'No' } });
const begun = (capabilities: object = { prompts: {} }) =>
  new Composer('stdio').established('2026-07-28', { ...capabilities }).call('prompts/list', {}, listed);
const look = (composer: Composer, id = 'prompts.get.unknown-name') => seen(checks[id], composer);

describe('prompts.get.unknown-name', () => {
  const known = () => begun().call('prompts/get', { name: 'a' }, given);

  test('accepts -32602, and finds other codes and results', () => {
    expect(look(known().call('prompts/get', { name: 'b' }, error(-32602)))).toEqual({ observed: 1, findings: 0 });
    expect(look(known().call('prompts/get', { name: 'b' }, error(-32603)))).toEqual({ observed: 1, findings: 1 });
    expect(look(known().call('prompts/get', { name: 'b' }, given))).toEqual({ observed: 1, findings: 1 });
  });

  test('gives no credit and no blame for an error without a twin', () => {
    expect(look(begun().call('prompts/get', { name: 'b' }, error(-32602)))).toEqual({ observed: 0, findings: 0 });
    expect(look(begun().call('prompts/get', { name: 'b' }, error(-32601)))).toEqual({ observed: 0, findings: 0 });
  });

  test('does not judge errors of prompts that exist, nor codes that are no integers', () => {
    expect(look(known().call('prompts/get', { name: 'a' }, error(-32603)))).toEqual({ observed: 0, findings: 0 });
    expect(look(known().call('prompts/get', { name: 'b' }, error('x')))).toEqual({ observed: 0, findings: 0 });
  });

  test('does not mind values of the wrong type', () => {
    for (const odd of [null, [], 'x', { prompts: [{ name: [] }, null] }]) {
      const composer = known()
        .call('prompts/list', {}, { result: odd })
        .call('prompts/get', { name: odd }, { error: odd });
      for (const [id, check] of Object.entries(checks)) expect(seen(check, composer).crash, id).toBeUndefined();
    }
  });
});

test('prompts.capability.declared finds prompts of a server that declared none', () => {
  expect(look(begun({}), 'prompts.capability.declared')).toEqual({ observed: 1, findings: 1 });
  expect(look(begun(), 'prompts.capability.declared')).toEqual({ observed: 1, findings: 0 });
});
