import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './pagination.ts';

const page = (rest: object = {}) => ({ result: complete({ tools: [], ttlMs: 0, cacheScope: 'public', ...rest }) });
const error = (code: unknown) => ({ error: { code, message: 'No' } });
const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const look = (id: string, composer: Composer) => seen(checks[id], composer);

describe('pagination.cursor.string', () => {
  const id = 'pagination.cursor.string';
  test.each(['next', '', 'ü\u0000'])('accepts the cursor %j', (nextCursor) => {
    expect(look(id, begun().call('tools/list', {}, page({ nextCursor })))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([null, 2, true, ['next'], { at: 2 }])('finds the cursor %j', (nextCursor) => {
    expect(look(id, begun().call('tools/list', {}, page({ nextCursor })))).toEqual({ observed: 1, findings: 1 });
  });
  test('sees nothing where there is no cursor', () => {
    const composer = begun()
      .call('tools/list', {}, page())
      .call('tools/list', {}, { result: ['nextCursor'] });
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('pagination.cursor.invalid', () => {
  const id = 'pagination.cursor.invalid';
  const cursor = 'made-up';
  test('accepts -32602, and finds other codes and results', () => {
    const known = () => begun().call('tools/list', {}, page());
    expect(look(id, known().call('tools/list', { cursor }, error(-32602)))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, known().call('tools/list', { cursor }, error(-32603)))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, known().call('tools/list', { cursor }, page()))).toEqual({ observed: 1, findings: 1 });
  });
  test('does not judge without a twin of the same method', () => {
    const composer = begun().call('prompts/list', {}, page()).call('tools/list', { cursor }, error(-32601));
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge cursors that were handed out, on whatever connection, nor empty ones', () => {
    const composer = begun()
      .call('tools/list', {}, page({ nextCursor: 'next' }))
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page())
      .call('tools/list', { cursor: 'next' }, page())
      .call('tools/list', { cursor: '' }, page())
      .call('tools/list', { cursor: null }, page());
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});
