import { describe, expect, test } from 'vitest';
import { type Body, Composer } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { seen } from '../engine/seen.fixture.ts';

const session = () => new Composer('stdio').established('2025-11-25', { tools: {} });
const ask = (id: string | number) => ({ jsonrpc: '2.0', id, method: 'ping' });
const received = (message: Body) => session().sent(ask(7)).received(message);
/** What the handshake alone gives. */
const BEGUN = 1;

describe('base.jsonrpc.conformance', () => {
  const look = (composer: Composer) => seen(checks['base.jsonrpc.conformance'], composer);
  test.each([
    ['a result', { jsonrpc: '2.0', id: 7, result: {} }],
    ['an error without an id', { jsonrpc: '2.0', error: { code: -32700, message: 'no' } }],
    ['a notification with further members', { jsonrpc: '2.0', method: 'notifications/x', extra: null }],
    ['a request', { jsonrpc: '2.0', id: 'a', method: 'ping' }],
    ['a response that says nothing, which is another rule’s business', { jsonrpc: '2.0', id: 7 }],
  ])('takes %s', (_, message) => {
    expect(look(received(message))).toEqual({ observed: BEGUN + 1, findings: 0 });
  });
  test.each([
    ['no version', { id: 7, result: {} }],
    ['another version', { jsonrpc: '1.0', id: 7, result: {} }],
    ['a version that is a number', { jsonrpc: 2, id: 7, result: {} }],
    ['a method that is no string', { jsonrpc: '2.0', id: 7, method: 3 }],
    ['a method in a response', { jsonrpc: '2.0', id: 7, method: 'ping', result: {} }],
    ['none of the members of any kind', { jsonrpc: '2.0', data: 1 }],
  ])('finds %s', (_, message) => {
    expect(look(received(message))).toEqual({ observed: BEGUN + 1, findings: 1 });
  });
  test('leaves alone what is no message', () => {
    expect(look(received('started').received({ level: 'info' }))).toEqual({ observed: BEGUN, findings: 0 });
  });
  test.each(['DELETE', 'GET'])(
    'leaves alone the body that answers a %s, where it does not say that it is a message',
    (method) => {
      const http = () => new Composer('streamable-http').established('2025-11-25', { tools: {} });
      const answered = (json: Body) => http().exchange(undefined, { json }, { method });
      for (const id of ['base.jsonrpc.conformance', 'base.message.valid']) {
        const begun = seen(checks[id], http()).observed;
        expect(seen(checks[id], answered({ message: 'Session terminated' }))).toEqual({ observed: begun, findings: 0 });
        expect(seen(checks[id], answered({ jsonrpc: '2.0', data: 1 })).findings).toBeGreaterThan(0);
      }
    },
  );
  test('judges what came in the place of another answer by the request whose id it bears', () => {
    const look = (result: object) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { prompts: {} });
      composer.exchange({ ...ask('a'), method: 'prompts/list' }, { status: 202 });
      composer.exchange({ ...ask('b'), method: 'resources/list' }, { json: { jsonrpc: '2.0', id: 'a', result } });
      return seen(checks['base.message.valid'], composer).findings;
    };
    expect(look({ prompts: [] })).toBe(0);
    expect(look({ resources: [] })).toBe(1);
  });
  test('finds what is no message on the stream of a GET', () => {
    const stream = new Composer('streamable-http').established('2025-11-25').stream({ method: 'GET' });
    expect(look(stream.told({ level: 'info' }).over()).findings).toBe(1);
  });
});

describe('base.response.result-or-error', () => {
  const look = (composer: Composer) => seen(checks['base.response.result-or-error'], composer);
  test.each([
    ['a result', { result: {} }],
    ['an error', { error: { code: 1, message: 'no' } }],
    ['an error of a wrong kind, which is another rule’s business', { error: 'no' }],
  ])('takes %s', (_, members) => {
    expect(look(received({ jsonrpc: '2.0', id: 7, ...members }))).toEqual({ observed: BEGUN + 1, findings: 0 });
  });
  test.each([
    ['both', { result: {}, error: { code: 1, message: 'no' } }],
    ['an error of null beside the result', { result: {}, error: null }],
    ['neither', {}],
    ['a result that is null', { result: null }],
    ['a result that is a list', { result: [] }],
  ])('finds %s', (_, members) => {
    expect(look(received({ jsonrpc: '2.0', id: 7, ...members }))).toEqual({ observed: BEGUN + 1, findings: 1 });
  });
  test('leaves requests and notifications alone', () => {
    const others = received({ jsonrpc: '2.0', id: 7, method: 'ping' }).received({ jsonrpc: '2.0', method: 'x' });
    expect(look(others)).toEqual({ observed: BEGUN, findings: 0 });
  });
});

describe('base.notification.no-id', () => {
  const look = (composer: Composer) => seen(checks['base.notification.no-id'], composer);
  const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
  test('takes a notification without an id, and requests with one', () => {
    expect(look(received(changed).received({ jsonrpc: '2.0', id: 1, method: 'roots/list' }))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test.each([1, 'a', null, {}])('finds the id %j', (id) => {
    expect(look(received({ ...changed, id }))).toEqual({ observed: 1, findings: 1 });
  });
});
