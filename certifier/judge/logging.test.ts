import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './logging.ts';

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
  test('accepts messages on the stream of a request that asked', () => {
    expect(look(begun().call('tools/call', { name: 'a' }, done, { ...asking, stream: [log, log] })).findings).toBe(0);
  });
});
