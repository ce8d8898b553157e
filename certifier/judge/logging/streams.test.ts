import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './streams.ts';

const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'All done' } };
const asking = { meta: { 'io.modelcontextprotocol/logLevel': 'debug' } };
const called = { name: 'report', arguments: {} };
const result = complete({ content: [] });

describe('logging.message.before-response', () => {
  const look = (composer: Composer) => seen(checks['logging.message.before-response'], composer);
  /** A call that asked for log messages, and was answered. */
  const answered = () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {}, logging: {} })
      .call('tools/call', called, { result }, asking);
  const andMore = (composer: Composer) => composer.call('tools/call', called, { result });

  test('finds a log message that comes when all is answered', () => {
    expect(look(andMore(answered().received(log)))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where a request is under way that had asked for none: it may be that one’s', () => {
    const composer = answered().call('tools/call', called, undefined, { id: 'other' }).received(log);
    expect(look(andMore(composer.received({ jsonrpc: '2.0', id: 'other', result }))).findings).toBe(0);
  });
});
