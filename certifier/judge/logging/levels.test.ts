import { describe, expect, test } from 'vitest';
import { type Body, Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './levels.ts';

const done = { content: [{ type: 'text', text: 'Done' }] };

/** One tool, under these levels, logs messages of those. */
const logs = (name: string, ...calls: readonly (readonly [level: string, ...said: string[]])[]): Composer => {
  const composer = new Composer('stdio').established('2025-11-25', { logging: {}, tools: {} });
  for (const [index, [level, ...said]] of calls.entries()) {
    composer
      .call('logging/setLevel', { level }, { result: {} })
      .call('tools/call', { name, arguments: {} }, undefined, { id: `call-${index}` });
    for (const each of said)
      composer.received({ jsonrpc: '2.0', method: 'notifications/message', params: { level: each, data: each } });
    composer.received({ jsonrpc: '2.0', id: `call-${index}`, result: done });
  }
  return composer;
};

describe('logging.set-level.all-sent', () => {
  const look = (composer: Composer) => seen(checks['logging.set-level.all-sent'], composer);
  test('finds what was heard under a graver level and is missing under a more talkative one', () => {
    const equal = logs('run', ['debug', 'debug'], ['error', 'error'], ['error', 'error'], ['debug', 'debug']);
    expect(look(equal)).toMatchObject({ findings: 1 });
  });
  test('says nothing of what was logged once, and never again', () => {
    expect(look(logs('run', ['debug', 'debug', 'error'], ['error'], ['debug', 'debug']))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(look(logs('run', ['error', 'error'], ['debug', 'debug'], ['error']))).toEqual({ observed: 0, findings: 0 });
  });
  test('asks for nothing below the level', () => {
    expect(look(logs('run', ['debug', 'debug', 'error'], ['error', 'error']))).toEqual({ observed: 1, findings: 0 });
  });
});

describe('what a tool logs on the stream of a GET', () => {
  const all = (composer: Composer) => seen(checks['logging.set-level.all-sent'], composer);
  const session = ['Mcp-Session-Id', 's1'] as const;
  const begun = () => {
    const composer = new Composer('streamable-http')
      .session('s1')
      .established('2025-11-25', { logging: {}, tools: {} });
    return composer.call('logging/setLevel', { level: 'info' }, { result: {} });
  };
  const info = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'Begun' } };
  const call = (composer: Composer) => composer.call('tools/call', { name: 'run', arguments: {} }, { result: done });
  test('is not missing once nobody listens', () => {
    const composer = begun().stream({ method: 'GET' }, { headers: [session] });
    const standing = composer.exchangeNumber;
    for (const _ of ['first', 'second']) call(composer).told(info, standing);
    expect(all(call(composer.left(standing)))).toEqual({ observed: 1, findings: 0 });
  });
  test('is compared with what was logged while a GET was refused: that is nothing to listen on', () => {
    const composer = begun();
    const log = (id: string, ...said: readonly Body[]) =>
      composer.call('tools/call', { name: 'run', arguments: {} }, { result: done }, { id, stream: said });
    for (const id of ['first', 'second']) log(id, info);
    const of = { connection: 1, exchange: 1000 } as const;
    composer
      .event({ kind: 'request', direction: 'sent', ...of, method: 'GET', target: '/mcp', headers: [session] })
      .event({ kind: 'response', direction: 'received', ...of, status: 405, headers: [] });
    log('third').event({ kind: 'end', direction: 'received', stream: 'response', ...of });
    expect(all(composer)).toEqual({ observed: 2, findings: 1 });
  });
  test('may come later than the answer', () => {
    const composer = begun().stream({ method: 'GET' }, { headers: [session] });
    const standing = composer.exchangeNumber;
    for (const _ of ['first', 'second', 'third']) call(composer).call('ping', {}, { result: {} }).told(info, standing);
    expect(all(composer)).toEqual({ observed: 2, findings: 0 });
    expect(all(call(composer))).toEqual({ observed: 3, findings: 1 });
  });
});

describe('logging.set-level.last-wins', () => {
  const look = (composer: Composer) => seen(checks['logging.set-level.last-wins'], composer);
  test('finds a level that holds on, whatever else was heard under another one', () => {
    const stuck = logs('run', ['info'], ['debug', 'debug'], ['debug', 'debug'], ['error'], ['debug']);
    expect(look(stuck)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of what was logged once, and never again', () => {
    const once = logs('run', ['info'], ['debug', 'debug'], ['error'], ['debug']);
    expect(look(once)).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where graver messages are missing as well: a server may limit their rate', () => {
    const said = ['debug', 'error'];
    const limited = logs('run', ['debug', ...said], ['debug', ...said], ['error', 'error'], ['debug']);
    expect(look(limited)).toEqual({ observed: 0, findings: 0 });
    const stuck = logs('run', ['debug', ...said], ['debug', ...said], ['error', 'error'], ['debug', 'error']);
    expect(look(stuck)).toEqual({ observed: 1, findings: 1 });
  });
});
