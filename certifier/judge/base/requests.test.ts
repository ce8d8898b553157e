import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { seen } from '../engine/seen.fixture.ts';

const ping = (id: unknown, more = {}) => ({ jsonrpc: '2.0', id, method: 'ping', ...more });
const session = () => new Composer('stdio').established('2025-11-25');

describe('requests of the server', () => {
  const type = checks['base.server-request.id-type'];
  const unique = checks['base.server-request.id-unique-session'];
  test.each([0, 1, '', 'a'])('take the id %j', (id) => {
    expect(seen(type, session().received(ping(id)))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([null, 1.5, true, {}])('do not take the id %j', (id) => {
    expect(seen(type, session().received(ping(id)))).toEqual({ observed: 1, findings: 1 });
  });
  test('have ids of their own within a session: 1 and "1" are two', () => {
    expect(seen(unique, session().received(ping(1)).received(ping('1')).received(ping(2)))).toEqual({
      observed: 3,
      findings: 0,
    });
    expect(seen(unique, session().received(ping(1)).received(ping(1)))).toEqual({ observed: 2, findings: 1 });
  });
  test('may have those of the client, and those of another session', () => {
    const both = session().call('ping', {}, { result: {} }, { id: 7 }).received(ping(7)).established('2025-11-25');
    expect(seen(unique, both.received(ping(7)))).toEqual({ observed: 2, findings: 0 });
  });
  test('come once more where a stream is resumed, but another one may not have their id', () => {
    const listen = { method: 'GET', headers: [['Mcp-Session-Id', 's']] } as const;
    const http = () => new Composer('streamable-http').session('s').established('2025-11-25');
    const twice = (other: object) =>
      http()
        .exchange(undefined, { sse: [ping(1)] }, listen)
        .open('2025-11-25')
        .exchange(undefined, { sse: [other as never] }, listen);
    expect(seen(unique, twice(ping(1))).findings).toBe(0);
    expect(seen(unique, twice(ping(1, { params: {} }))).findings).toBe(1);
  });
  test('are asked again by the same words on one stream, or on one that was opened after the answer had been taken', () => {
    const headers = [['Mcp-Session-Id', 's']] as const;
    const http = () => new Composer('streamable-http').session('s').established('2025-11-25');
    const listen = { method: 'GET', headers } as const;
    expect(seen(unique, http().exchange(undefined, { sse: [ping(1), ping(1)] }, listen)).findings).toBe(1);
    const again = (status: number, more: readonly (readonly [string, string])[] = []) =>
      http()
        .exchange(undefined, { sse: [ping(1)] }, listen)
        .exchange({ jsonrpc: '2.0', id: 1, result: {} }, { status }, { headers })
        .exchange(undefined, { sse: [ping(1)] }, { method: 'GET', headers: [...headers, ...more] });
    expect(seen(unique, again(202)).findings).toBe(1);
    // What was not taken may be asked for once more, and a stream that is resumed brings what it brought.
    expect(seen(unique, again(400)).findings).toBe(0);
    expect(seen(unique, again(202, [['Last-Event-ID', '1']])).findings).toBe(0);
  });
  test('are not notifications that bear an id', () => {
    const numbered = { jsonrpc: '2.0', id: null, method: 'notifications/message' };
    expect(seen(type, session().received(numbered))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('base.stateless.no-affinity', () => {
  const check = checks['base.stateless.no-affinity'];
  const cursor = 'next';
  const page = (rest = {}) => ({ result: complete({ tools: [], ttlMs: 0, cacheScope: 'public', ...rest }) });
  const refused = { error: { code: -32602, message: 'no' } };
  const elsewhere = (answer: object, again?: object) => {
    const composer = new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page({ nextCursor: cursor }))
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', { cursor }, { ...answer })
      .on(1);
    return seen(check, again === undefined ? composer : composer.call('tools/list', { cursor }, { ...again }));
  };
  test('takes a cursor that is good everywhere', () => {
    expect(elsewhere(page(), page())).toEqual({ observed: 1, findings: 0 });
  });
  test('finds one that is good where it was handed out and nowhere else', () => {
    expect(elsewhere(refused, page())).toEqual({ observed: 1, findings: 1 });
  });
  test('finds one that HTTP refuses elsewhere without a message, unless it was turned away', () => {
    const bare = (status: number) =>
      seen(
        check,
        new Composer('streamable-http')
          .established('2026-07-28', { tools: {} })
          .call('tools/list', {}, page({ nextCursor: cursor }))
          .established('2026-07-28', { tools: {} }, 'second')
          .call('tools/list', { cursor }, undefined, { answer: { status } })
          .on(1)
          .call('tools/list', { cursor }, page()),
      );
    expect(bare(400)).toEqual({ observed: 1, findings: 1 });
    expect(bare(503)).toEqual({ observed: 0, findings: 0 });
  });
  test('needs it to be good there afterwards, and says nothing of what was carried badly', () => {
    const before = (edit: object = {}) =>
      seen(
        check,
        new Composer('streamable-http')
          .established('2026-07-28', { tools: {} })
          .call('tools/list', {}, page({ nextCursor: cursor }))
          .call('tools/list', { cursor }, page())
          .established('2026-07-28', { tools: {} }, 'second')
          .call('tools/list', { cursor }, refused, edit),
      );
    expect(before()).toEqual({ observed: 0, findings: 0 });
    const badly = (edit: object) =>
      seen(
        check,
        new Composer('streamable-http')
          .established('2026-07-28', { tools: {} })
          .call('tools/list', {}, page({ nextCursor: cursor }))
          .established('2026-07-28', { tools: {} }, 'second')
          .call('tools/list', { cursor }, refused, edit)
          .on(1)
          .call('tools/list', { cursor }, page()),
      );
    expect(badly({})).toEqual({ observed: 1, findings: 1 });
    expect(badly({ headers: { 'Mcp-Method': 'ping' } })).toEqual({ observed: 0, findings: 0 });
    expect(elsewhere({ result: { resultType: 'input_required' } }, page())).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of one that may have been used up or grown old', () => {
    expect(elsewhere(refused)).toEqual({ observed: 0, findings: 0 });
    expect(elsewhere(refused, refused)).toEqual({ observed: 0, findings: 0 });
  });
});
