import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../lifecycle.ts';
import { begun, refused, request } from './handshakes.fixture.ts';

const look = looking(checks);

describe('lifecycle.ping.answered', () => {
  const id = 'lifecycle.ping.answered';
  test.each([{}, { _meta: { 'com.example/a': 1 } }, { resultType: 'complete' }])('takes the result %j', (given) => {
    expect(look(id, begun().call('ping', {}, { result: given }))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['more than nothing', { result: { ok: true } }],
    ['an error', { error: { code: -32601, message: 'Method not found' } }],
    ['null', { result: null }],
    ['a list', { result: [] }],
    ['text', { result: 'pong' }],
  ])('finds %s', (_, answer) => {
    expect(look(id, begun().call('ping', {}, answer))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['never answered', begun().call('ping', {}, undefined)],
    [
      'forbidden for its origin',
      begun('streamable-http').call('ping', {}, refused, {
        headers: { Origin: 'http://a.invalid' },
        answer: { status: 403 },
      }),
    ],
    [
      'sent into a session that was gone',
      begun('streamable-http').call('ping', {}, refused, {
        headers: { 'Mcp-Session-Id': 's' },
        answer: { status: 404 },
      }),
    ],
    [
      'refused for the same by a status that tells nothing',
      begun('streamable-http').call('ping', {}, refused, {
        headers: { Origin: 'http://a.invalid' },
        answer: { status: 400 },
      }),
    ],
    ['one too many', begun('streamable-http').call('ping', {}, refused, { answer: { status: 429 } })],
  ])('says nothing of a ping that was %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('lifecycle.ping.no-parameters', () => {
  const id = 'lifecycle.ping.no-parameters';
  const pinged = (more: object) => look(id, begun().received({ ...request('ping'), ...more }));
  test.each([{}, { params: {} }, { params: [] }, { params: null }, { params: { _meta: { progressToken: 1 } } }])(
    'takes %j',
    (more) => {
      expect(pinged(more)).toEqual({ observed: 1, findings: 0 });
    },
  );
  test.each([{ params: { time: 1 } }, { params: ['are you there'] }, { params: 'hello' }])('finds %j', (more) => {
    expect(pinged(more)).toEqual({ observed: 1, findings: 1 });
  });
});

test('lifecycle.ping.answered finds pings that are passed over again and again, while other requests are served', () => {
  const id = 'lifecycle.ping.answered';
  const silent = (composer: Composer, ping: string) =>
    composer
      .call('ping', {}, undefined, { id: ping })
      .event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', after: 5000, id: ping });
  const list = (composer: Composer) => composer.call('tools/list', {}, { result: { tools: [] } });
  const pong = { result: {} };
  expect(look(id, list(silent(begun().call('ping', {}, pong), 'a')))).toEqual({ observed: 1, findings: 0 });
  const twice = () => silent(list(silent(begun().call('ping', {}, pong), 'a')), 'b');
  expect(look(id, twice())).toEqual({ observed: 1, findings: 0 });
  expect(look(id, list(twice()))).toEqual({ observed: 3, findings: 2 });
  // One that was held up answers again.
  expect(look(id, list(twice().call('ping', {}, pong)))).toEqual({ observed: 2, findings: 0 });
});
