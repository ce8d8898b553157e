import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { looking } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { answer, ask, error, http, stdio } from './messages.fixture.ts';

const look = looking(checks);
/** The handshake is one observation of most checks; what a test adds comes on top. */
const findings = (id: string, composer: Composer) => look(id, composer).findings;

describe('base.response.same-id', () => {
  const id = 'base.response.same-id';
  test.each([
    ['answers in any order', stdio().sent(ask(7)).sent(ask('8')).received(answer('8')).received(answer(7))],
    [
      'notifications in between',
      stdio()
        .sent(ask(7))
        .received({ jsonrpc: '2.0', method: 'notifications/message', params: {} })
        .received(answer(7)),
    ],
    ['a number written another way', stdio().sent(ask(7)).received('{"jsonrpc":"2.0","id":7.0,"result":{}}')],
    [
      'the answer that comes after all others',
      stdio().sent(ask(7)).sent(ask(8)).received(answer(8)).shutdown().received(answer(7)),
    ],
    [
      'a null id for what was no JSON',
      stdio().sent('{').received(error(null, -32700)).sent(ask(7)).received(answer(7)),
    ],
    [
      'no id for what was no JSON, while a request is open',
      stdio().sent(ask(7)).sent('nonsense').received(error(undefined, -32700)),
    ],
    [
      'a null id for an id of a type that is not allowed',
      stdio().sent(ask({})).sent(ask(7)).received(error(null)).received(answer(7)),
    ],
    ['a null id for a fraction', stdio().sent(ask(1.5)).received(error(null))],
    [
      'a null id for parameters that are no object',
      stdio()
        .sent({ ...ask(7), params: 'p' })
        .received(error(null)),
    ],
    [
      'the id of a request whose method was no text',
      stdio()
        .sent({ ...ask(7), method: 5 })
        .received(error(7)),
    ],
    [
      'the ids of a batch that the revision does not know',
      stdio()
        .sent(JSON.stringify([ask(7), ask(8)]))
        .received(error(7))
        .received(error(8)),
    ],
    [
      'a rejection by HTTP that did not read the body',
      http().exchange(ask('a'), { status: 400, json: error(undefined) }),
    ],
    [
      'a null id by HTTP with status 200 for what was no request',
      http().exchange({ ...ask('a'), jsonrpc: '1.0' }, { json: error(null) }),
    ],
    ['an OAuth error', http().exchange(ask('a'), { status: 401, json: { error: 'invalid_token', id: 'x' } })],
    [
      'a log line that speaks of an error',
      stdio()
        .sent(ask(7))
        .received({ level: 'error', error: { code: 'E' } })
        .received(answer(7)),
    ],
    [
      "the answer to a notification, which is another rule's",
      stdio()
        .notify('notifications/cancelled', { requestId: 'x' })
        .sent(ask(7))
        .received(error(undefined))
        .received(answer(7)),
    ],
  ])('takes %s', (_, composer) => {
    expect(findings(id, composer)).toBe(0);
  });
  test.each([
    ['a number as text', stdio().sent(ask(7)).received(answer('7'))],
    ['text as a number', stdio().sent(ask('7')).received(answer(7))],
    ['null for a good request', stdio().sent(ask(7)).received(answer(null))],
    ['no id for a good request', stdio().sent(ask(7)).received({ jsonrpc: '2.0', result: {} })],
    ['an id that nobody used, with nothing open', stdio().received(answer('nobody'))],
    ['an answer before its request', stdio().received(answer(7)).sent(ask(7))],
    ['another id over HTTP', http().call('ping', {}, { ...answer('other') })],
    ['no id over HTTP with status 200', http().call('ping', {}, { jsonrpc: '2.0', result: {} })],
    ['an error without an id for a good request', stdio().sent(ask(7)).received(error(undefined, -32602))],
    ['an error without an id over HTTP with status 200', http().exchange(ask('a'), { json: error(null) })],
    ['another id in an event stream', http().exchange(ask('a'), { sse: [answer('b')] })],
    ['another id with status 400', http().exchange(ask('a'), { status: 400, json: error('b') })],
    ['the id of a request on another connection', stdio().sent(ask(7)).established('2025-11-25').received(answer(7))],
  ])('finds %s', (_, composer) => {
    expect(findings(id, composer)).toBe(1);
  });
});

describe('base.response.once', () => {
  const once = (composer: Composer) => seen(checks['base.response.once'], composer);
  const begun = () => new Composer('stdio').established('2025-11-25').call('ping', {}, { result: {} }, { id: 'a' });
  const again = { jsonrpc: '2.0', id: 'a', result: {} };
  test('finds a second answer', () => {
    expect(once(begun().received(again))).toEqual({ observed: 2, findings: 1 });
  });
  test('lets an id be used again, and does not mind a slow answer', () => {
    expect(once(begun().call('ping', {}, { result: {} }, { id: 'a' }))).toEqual({ observed: 1, findings: 0 });
    expect(once(begun().call('ping', {}, undefined, { id: 'b' }))).toEqual({ observed: 2, findings: 0 });
  });
  describe('over HTTP', () => {
    const first = answer('a');
    const streamed = (...more: readonly object[]) => http().exchange(ask('a'), { sse: [first, ...more] as never });
    test('finds a second answer on the stream of the request', () => {
      expect(once(streamed())).toEqual({ observed: 2, findings: 0 });
      expect(once(streamed(first))).toEqual({ observed: 2, findings: 1 });
    });
    test('leaves another id to another rule, and counts no answer that an id brings elsewhere', () => {
      expect(once(streamed(answer('b')))).toEqual({ observed: 2, findings: 0 });
      const again = streamed().exchange(undefined, { sse: [first as never] }, { method: 'GET' });
      expect(once(again)).toEqual({ observed: 2, findings: 0 });
    });
    test('holds two requests with one id apart', () => {
      expect(once(streamed().exchange(ask('a'), { json: first }))).toEqual({ observed: 3, findings: 0 });
      expect(once(streamed(first).exchange(ask('a'), { json: first }))).toEqual({ observed: 3, findings: 1 });
    });
  });
});
