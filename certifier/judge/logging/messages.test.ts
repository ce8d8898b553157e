import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './messages.ts';

const done = { result: complete({ content: [] }) };
const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: '' } };
const asking = { meta: { 'io.modelcontextprotocol/logLevel': 'debug' } };
const look = (composer: Composer) => seen(checks['logging.message.opt-in'], composer);

describe('logging.message.opt-in over stdio', () => {
  const begun = (capabilities: object = { logging: {} }) =>
    new Composer('stdio').established('2026-07-28', { ...capabilities });
  test('finds a message where nobody asked for any', () => {
    const composer = begun().call('tools/call', { name: 'a' }, undefined, { id: 'a' }).received(log);
    expect(look(composer)).toEqual({ observed: 2, findings: 1 });
  });
  test('finds it even of a server that did not declare logging', () => {
    expect(look(begun({}).received(log))).toEqual({ observed: 2, findings: 1 });
  });
  test('leaves it alone where any request before it asked: it could be for that one', () => {
    const composer = begun().call('tools/call', { name: 'a' }, done, asking).received(log);
    expect(look(composer)).toEqual({ observed: 1, findings: 0 });
  });
  test('does not let a request on another connection excuse it', () => {
    const composer = begun().call('tools/call', { name: 'a' }, done, asking).established('2026-07-28').received(log);
    expect(look(composer).findings).toBe(1);
  });
  test('finds what is said before anybody asked for any', () => {
    const early = begun().call('tools/call', { name: 'a' }, undefined, { id: 'a' }).received(log);
    expect(look(early.call('tools/call', { name: 'a' }, done, asking)).findings).toBe(1);
  });
  test('leaves alone what is said before anything was asked', () => {
    const early = new Composer('stdio').open('2026-07-28').received(log);
    expect(look(early.established('2026-07-28', { logging: {} })).findings).toBe(0);
  });
  test('has nothing to observe of a silent server without the capability', () => {
    expect(look(begun({}).call('tools/call', { name: 'a' }, done))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('logging.message.opt-in over HTTP', () => {
  const begun = () => new Composer('streamable-http').established('2026-07-28', { logging: {} });
  test('goes by the stream, whatever other requests asked for', () => {
    const composer = begun()
      .call('tools/call', { name: 'a' }, done, { ...asking, stream: [log] })
      .call('tools/call', { name: 'a' }, done, { stream: [log] });
    expect(look(composer).findings).toBe(1);
  });
  test('leaves a request alone that names no version: a server of both eras may take it for one of a session', () => {
    const meta = { 'io.modelcontextprotocol/protocolVersion': undefined };
    const composer = begun().call('tools/call', { name: 'a' }, done, { meta, stream: [log] });
    expect(look(composer)).toEqual({ observed: 1, findings: 0 });
  });
  test('accepts messages on the stream of a request that asked', () => {
    expect(look(begun().call('tools/call', { name: 'a' }, done, { ...asking, stream: [log, log] })).findings).toBe(0);
  });
});

describe('logging.capability.declared', () => {
  const declared = (composer: Composer) => seen(checks['logging.capability.declared'], composer);
  test('finds messages of a server that declared none, once', () => {
    const composer = new Composer('stdio').established('2025-11-25', {}).received(log).received(log);
    expect(declared(composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('holds for each session: what one was told is not said to another', () => {
    const composer = new Composer('stdio').established('2025-11-25', { logging: {} }).received(log);
    expect(declared(composer)).toEqual({ observed: 1, findings: 0 });
    expect(declared(composer.established('2025-11-25', {}, 'second').received(log)).findings).toBe(1);
  });
  test('has nothing to say of a silent server', () => {
    expect(declared(new Composer('stdio').established('2025-11-25', {}))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('logging.level.minimum', () => {
  const minimum = (composer: Composer) => seen(checks['logging.level.minimum'], composer);
  const at = (level: string) => ({ ...log, params: { level, data: '' } });
  const set = (composer: Composer, level: string) => composer.call('logging/setLevel', { level }, { result: {} });
  const session = () => new Composer('stdio').established('2025-11-25', { logging: {} });

  test('goes by the order of syslog, not of the alphabet', () => {
    const composer = set(session(), 'warning').received(at('critical')).received(at('warning')).received(at('notice'));
    expect(minimum(composer)).toEqual({ observed: 3, findings: 1 });
  });
  test('does not judge before a level is set, and lets the last one count', () => {
    const composer = set(set(session().received(at('debug')), 'error'), 'debug').received(at('debug'));
    expect(minimum(composer)).toEqual({ observed: 1, findings: 0 });
  });
  test('leaves room for a level that is on its way', () => {
    const composer = set(session(), 'error').sent({
      jsonrpc: '2.0',
      id: 'x',
      method: 'logging/setLevel',
      params: { level: 'debug' },
    });
    expect(minimum(composer.received(at('debug')))).toEqual({ observed: 1, findings: 0 });
  });
  test('lets a level that was refused change nothing', () => {
    const composer = set(session(), 'error').call(
      'logging/setLevel',
      { level: 'loud' },
      { error: { code: -32602, message: '' } },
    );
    expect(minimum(composer.received(at('info'))).findings).toBe(1);
  });
  test('asks over HTTP for a session that can remember the level', () => {
    const told = (headers: Record<string, string>) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { logging: {}, tools: {} });
      composer.call('logging/setLevel', { level: 'error' }, { result: {} }, { headers });
      composer.stream({ method: 'tools/call', params: { name: 'a' }, id: 'a' }, { headers: Object.entries(headers) });
      return minimum(
        composer
          .told(at('info'))
          .told({ jsonrpc: '2.0', id: 'a', ...done })
          .over(),
      );
    };
    expect(told({})).toEqual({ observed: 0, findings: 0 });
    expect(told({ 'Mcp-Session-Id': 's1' })).toEqual({ observed: 1, findings: 1 });
  });
  test('cannot judge once a level that does not exist was accepted', () => {
    expect(minimum(set(session(), 'loud').received(at('debug')))).toEqual({ observed: 0, findings: 0 });
  });
  test('leaves a level that does not exist to the message schema', () => {
    expect(minimum(set(session(), 'error').received(at('loud'))).observed).toBe(0);
  });
  test('over HTTP, goes by what was set before the request', () => {
    const composer = new Composer('streamable-http').established('2025-11-25', { logging: {} });
    const headers = { 'Mcp-Session-Id': 's1' };
    composer.exchange(undefined, { sse: [at('debug')] }, { method: 'GET' });
    composer
      .call('logging/setLevel', { level: 'error' }, { result: {} }, { headers })
      .call('tools/call', { name: 'a' }, { result: { content: [] } }, { headers, stream: [at('info')] });
    expect(minimum(composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('judges what comes on the stream of a GET once a request was answered that was sent after the level', () => {
    const composer = new Composer('streamable-http')
      .session('s1')
      .established('2025-11-25', { logging: {}, tools: {} });
    composer.stream({ method: 'GET' }, { headers: [['Mcp-Session-Id', 's1']] });
    const standing = composer.exchangeNumber;
    set(composer, 'debug');
    const run = () => composer.call('tools/call', { name: 'a' }, { result: { content: [] } });
    run().told(at('debug'), standing);
    // What was logged before may still be on its way.
    set(composer, 'error').told(at('debug'), standing);
    expect(minimum(composer)).toEqual({ observed: 2, findings: 0 });
    run().told(at('debug'), standing);
    expect(minimum(composer)).toEqual({ observed: 3, findings: 1 });
  });
  test('leaves a stream alone that a GET took up again: what comes there may be older', () => {
    const composer = new Composer('streamable-http').session('s1').established('2025-11-25', { logging: {} });
    set(composer, 'error').call('ping', {}, { result: {} });
    composer
      .stream(
        { method: 'GET' },
        {
          headers: [
            ['Mcp-Session-Id', 's1'],
            ['Last-Event-ID', '7'],
          ],
        },
      )
      .told(at('debug'));
    expect(minimum(composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('without a session, goes by the request over HTTP and by the lowest of all over stdio', () => {
    const meta = (level: string) => ({ meta: { 'io.modelcontextprotocol/logLevel': level } });
    const http = new Composer('streamable-http').established('2026-07-28', { logging: {} });
    http.call('tools/call', { name: 'a' }, done, { ...meta('debug'), stream: [at('debug')] });
    http.call('tools/call', { name: 'a' }, done, { ...meta('error'), stream: [at('info')] });
    expect(minimum(http)).toEqual({ observed: 2, findings: 1 });
    const stdio = new Composer('stdio').established('2026-07-28', { logging: {} });
    stdio.call('tools/call', { name: 'a' }, done, meta('error')).received(at('info'));
    stdio.call('tools/call', { name: 'a' }, done, meta('debug')).received(at('info'));
    expect(minimum(stdio)).toEqual({ observed: 2, findings: 1 });
  });
});

describe('logging.level.invalid', () => {
  const invalid = (composer: Composer) => seen(checks['logging.level.invalid'], composer);
  const refused = (code: number) => ({ error: { code, message: '' } });
  const session = () => new Composer('stdio').established('2025-11-25', { logging: {} });
  const set = (composer: Composer, level: unknown, answer: object) =>
    composer.call('logging/setLevel', { level }, { ...answer });
  test.each([
    ['a result', { result: {} }, 1],
    ['another code', refused(-32603), 1],
    ['the code', refused(-32602), 0],
  ])('judges %s after a level that was accepted', (_, answer, findings) => {
    expect(invalid(set(set(session(), 'info', { result: {} }), 'loud', answer))).toEqual({ observed: 1, findings });
  });
  test('needs that twin', () => {
    expect(invalid(set(session(), 'loud', refused(-32601)))).toEqual({ observed: 0, findings: 0 });
    const loud = set(session(), 'loud', { result: {} });
    expect(invalid(set(loud, 'loud', refused(-32601)))).toEqual({ observed: 0, findings: 0 });
    const unset = set(session(), 'info', refused(-32603));
    expect(invalid(set(unset, 'loud', refused(-32601)))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of silence, of a server without the capability, and of what was turned away', () => {
    const nothing = { observed: 0, findings: 0 };
    const silent = set(session(), 'info', { result: {} }).call('logging/setLevel', { level: 'loud' }, undefined);
    expect(invalid(silent)).toEqual(nothing);
    const undeclared = set(new Composer('stdio').established('2025-11-25'), 'info', { result: {} });
    expect(invalid(set(undeclared, 'loud', { result: {} }))).toEqual(nothing);
    const level = (name: string, more: object = {}) => ({ 'io.modelcontextprotocol/logLevel': name, ...more });
    const http = (edit: object, more: object = {}) =>
      invalid(
        new Composer('streamable-http')
          .established('2026-07-28', { logging: {} })
          .call('tools/call', { name: 'a' }, done, { meta: level('info') })
          .call('tools/call', { name: 'a' }, refused(-32600), { meta: level('loud', more), ...edit }),
      );
    expect(http({})).toEqual({ observed: 1, findings: 1 });
    expect(http({ answer: { status: 401 } })).toEqual(nothing);
    expect(http({ headers: { 'Mcp-Name': 'b' } })).toEqual(nothing);
    const other = { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' };
    expect(http({ headers: { 'MCP-Protocol-Version': '1900-01-01' } }, other)).toEqual(nothing);
  });
  test('leaves what is no string to others', () => {
    expect(invalid(set(set(session(), 'info', { result: {} }), 7, { result: {} })).observed).toBe(0);
  });
  test('judges the level of a request without a session', () => {
    const meta = (level: string) => ({ meta: { 'io.modelcontextprotocol/logLevel': level } });
    const composer = new Composer('stdio').established('2026-07-28', { logging: {} });
    composer
      .call('tools/call', { name: 'a' }, done, meta('info'))
      .call('tools/call', { name: 'a' }, done, meta('loud'));
    expect(invalid(composer)).toEqual({ observed: 1, findings: 1 });
  });
});

test('a log message has one of the eight levels, and says something', () => {
  const look = (id: string, params: object) =>
    seen(
      checks[id],
      new Composer('stdio')
        .established('2025-11-25', { logging: {} })
        .received({ jsonrpc: '2.0', method: 'notifications/message', params }),
    );
  expect(look('logging.message.level', { level: 'notice', data: null })).toEqual({ observed: 1, findings: 0 });
  expect(look('logging.message.level', { level: 'warn', data: '' })).toEqual({ observed: 1, findings: 1 });
  expect(look('logging.message.level', {})).toEqual({ observed: 1, findings: 1 });
  for (const data of [null, '', 0, [], {}]) {
    expect(look('logging.message.data', { level: 'info', data })).toEqual({ observed: 1, findings: 0 });
  }
  expect(look('logging.message.data', { level: 'info', message: 'Hello' })).toEqual({ observed: 1, findings: 1 });
});
