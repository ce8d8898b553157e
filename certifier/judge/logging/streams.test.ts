import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './streams.ts';

const done = complete({ content: [] });
const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'Done' } };
const asked = () =>
  new Composer('stdio')
    .established('2026-07-28', { logging: {}, tools: {} })
    .call('tools/call', { name: 'a' }, { result: done }, { meta: { 'io.modelcontextprotocol/logLevel': 'info' } });
const call = (composer: Composer) => composer.call('tools/call', { name: 'b' }, undefined, { id: 'b' });
const answer = { jsonrpc: '2.0', id: 'b', result: done };

describe('logging.message.before-response over stdio', () => {
  const look = (composer: Composer) => seen(checks['logging.message.before-response'], composer);
  test('finds a message that comes while nothing is open', () => {
    expect(look(call(asked().received(log)).received(answer))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone what comes while another request is open, though that one did not ask', () => {
    expect(look(call(asked()).received(log).received(answer)).findings).toBe(0);
  });
});
