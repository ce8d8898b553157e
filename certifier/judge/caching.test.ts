import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { checks } from './caching.ts';
import { looking } from './engine/looked.fixture.ts';

const begun = () => new Composer('stdio').established('2026-07-28', { tools: {}, resources: {} });
const look = looking(checks);
const hinted = (ttlMs: unknown, cacheScope: unknown, rest: object = {}) => ({
  result: complete({ tools: [], ttlMs, cacheScope, ...rest }),
});

describe('caching.hints.present', () => {
  const id = 'caching.hints.present';
  // Discovery has begun the conversation, and is the first of what is observed.
  test.each([
    [0, 'private'],
    [Number.MAX_SAFE_INTEGER, 'public'],
    [-1, 'public'],
  ])('accepts %j and %j', (ttl, scope) => {
    expect(look(id, begun().call('tools/list', {}, hinted(ttl, scope)))).toEqual({ observed: 2, findings: 0 });
  });
  test.each([
    [undefined, 'public'],
    [0, undefined],
    ['0', 'public'],
    [0.5, 'public'],
    [null, 'public'],
    [0, 'shared'],
    [0, ['public']],
  ])('finds %j and %j', (ttl, scope) => {
    expect(look(id, begun().call('tools/list', {}, hinted(ttl, scope)))).toEqual({ observed: 2, findings: 1 });
  });
  test('does not ask for hints on interim results, results of calls, or results without a type', () => {
    const composer = begun()
      .call('resources/read', { uri: 'a:b' }, { result: { resultType: 'input_required', inputRequests: {} } })
      .call('tools/call', { name: 'a' }, { result: complete({ content: [] }) })
      .call('tools/list', {}, { result: { tools: [] } })
      .call('tools/list', {}, { error: { code: -32603, message: 'No' } });
    expect(look(id, composer)).toEqual({ observed: 1, findings: 0 });
  });
});

test('caching.ttl.non-negative finds times below zero, and leaves the rest to others', () => {
  const id = 'caching.ttl.non-negative';
  expect(look(id, begun().call('tools/list', {}, hinted(-1, 'public')))).toEqual({ observed: 2, findings: 1 });
  expect(look(id, begun().call('tools/list', {}, hinted(0, 'public')))).toEqual({ observed: 2, findings: 0 });
  expect(look(id, begun().call('tools/list', {}, hinted('-1', 'public')))).toEqual({ observed: 1, findings: 0 });
  const untyped = begun().call('tools/list', {}, { result: { tools: [], ttlMs: -1, cacheScope: 'public' } });
  expect(look(id, untyped)).toEqual({ observed: 2, findings: 1 });
  const asking = { resultType: 'input_required', inputRequests: {}, ttlMs: -1 };
  expect(look(id, begun().call('resources/read', { uri: 'a:b' }, { result: asking })).observed).toBe(1);
});

describe('caching.page.same-scope', () => {
  const id = 'caching.page.same-scope';
  const twoPages = (first: unknown, second: unknown, [ttl, other] = [0, 0]) =>
    begun()
      .call('tools/list', {}, hinted(ttl, first, { nextCursor: 'next' }))
      .call('tools/list', { cursor: 'next' }, hinted(other, second));
  test('finds another scope on a later page, in either direction', () => {
    expect(look(id, twoPages('private', 'public'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, twoPages('public', 'private'))).toEqual({ observed: 1, findings: 1 });
  });
  test('accepts different times', () => {
    expect(look(id, twoPages('public', 'public', [60_000, 0]))).toEqual({ observed: 1, findings: 0 });
  });
  test('does not compare walks with one another, nor pages without a scope', () => {
    const composer = begun().call('tools/list', {}, hinted(0, 'public')).call('tools/list', {}, hinted(0, 'private'));
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
    expect(look(id, twoPages('public', undefined))).toEqual({ observed: 0, findings: 0 });
  });
});
