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

describe('logging.stream.own-request', () => {
  const look = (composer: Composer) => seen(checks['logging.stream.own-request'], composer);
  const meta = { 'io.modelcontextprotocol/logLevel': 'info' };
  const said = (data: string) => ({ ...log, params: { level: 'info', data } });
  const alone = (composer: Composer, name: string, ...words: readonly string[]) =>
    composer.call('tools/call', { name }, { result: done }, { meta, stream: words.map(said) });
  /** Both at once, and these words on the stream of the first. */
  const together = (composer: Composer, ...words: readonly string[]) => {
    composer.stream({ method: 'tools/call', params: { name: 'a' }, id: 'a' }, { meta });
    const first = composer.exchangeNumber;
    composer.stream({ method: 'tools/call', params: { name: 'b' }, id: 'b' }, { meta });
    for (const each of words) composer.told(said(each), first);
    composer.told({ ...answer }).over();
    return composer.told({ jsonrpc: '2.0', id: 'a', result: done }, first).over(first);
  };
  const begun = () => new Composer('streamable-http').established('2026-07-28', { logging: {}, tools: {} });
  test('finds what another tool says, several messages or one that it says each time', () => {
    const several = alone(alone(begun(), 'a', 'A begins'), 'b', 'B begins', 'B ends');
    expect(look(together(several, 'A begins', 'B begins', 'B ends'))).toEqual({ observed: 3, findings: 2 });
    const each = alone(alone(alone(begun(), 'a', 'A begins'), 'b', 'B begins'), 'b', 'B begins');
    expect(look(together(each, 'B begins'))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves one message alone that both may have to say at times', () => {
    const once = alone(alone(begun(), 'a', 'A begins'), 'b', 'Trying again');
    expect(look(together(once, 'A begins', 'Trying again'))).toEqual({ observed: 1, findings: 0 });
  });
});

test('a subscription that nobody acknowledged, nor refused, has a stream on which nothing is logged', () => {
  const look = (composer: Composer) => seen(checks['logging.stream.not-on-subscription'], composer);
  const listening = () =>
    new Composer('streamable-http')
      .established('2026-07-28', { logging: {}, tools: { listChanged: true } })
      .stream({ method: 'subscriptions/listen', params: { notifications: { toolsListChanged: true } }, id: 'watch' })
      .told(log);
  expect(look(listening())).toEqual({ observed: 1, findings: 1 });
  const refused = { jsonrpc: '2.0', id: 'watch', error: { code: -32602, message: 'No' } };
  expect(look(listening().told(refused).over())).toEqual({ observed: 0, findings: 0 });
});

test('a subscription is seen to be free of what was logged elsewhere meanwhile', () => {
  const look = (logged: boolean) => {
    const composer = new Composer('streamable-http')
      .established('2026-07-28', { logging: {}, tools: { listChanged: true } })
      .stream({ method: 'subscriptions/listen', params: { notifications: { toolsListChanged: true } }, id: 'watch' })
      .told({
        jsonrpc: '2.0',
        method: 'notifications/subscriptions/acknowledged',
        params: {
          _meta: { 'io.modelcontextprotocol/subscriptionId': 'watch' },
          notifications: { toolsListChanged: true },
        },
      })
      .call(
        'tools/call',
        { name: 'a' },
        { result: { resultType: 'complete', content: [] } },
        {
          meta: { 'io.modelcontextprotocol/logLevel': 'debug' },
          stream: logged ? [log] : [],
        },
      );
    return seen(checks['logging.stream.not-on-subscription'], composer);
  };
  expect(look(true)).toEqual({ observed: 1, findings: 0 });
  expect(look(false)).toEqual({ observed: 0, findings: 0 });
});
