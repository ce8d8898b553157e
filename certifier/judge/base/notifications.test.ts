import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { looking } from '../engine/looked.fixture.ts';
import { answer, ask, error, http, stdio } from './messages.fixture.ts';

const look = looking(checks);
/** The handshake is one observation of most checks; what a test adds comes on top. */
const findings = (id: string, composer: Composer) => look(id, composer).findings;

describe('base.notification.no-response', () => {
  const id = 'base.notification.no-response';
  const notified = () => stdio().notify('notifications/cancelled', { requestId: 'none' });
  test('takes silence that a later answer shows', () => {
    expect(look(id, notified().call('ping', {}, { result: {} }))).toEqual({ observed: 2, findings: 0 });
  });
  test('sees nothing in silence that nothing shows', () => {
    expect(look(id, notified())).toEqual({ observed: 0, findings: 0 });
  });
  test('takes notifications from the server, log lines, and requests of its own', () => {
    const composer = notified()
      .received({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: '' } })
      .received({ jsonrpc: '2.0', id: 's', method: 'ping' })
      .received({ error: 'ignored' })
      .call('ping', {}, { result: {} });
    expect(findings(id, composer)).toBe(0);
  });
  test.each([
    ['before the next request', notified().received(error(undefined)).call('ping', {}, { result: {} })],
    ['with a null id', notified().received(error(null)).call('ping', {}, { result: {} })],
    ['while another request is open', notified().sent(ask(7)).received(error(undefined)).received(answer(7))],
    [
      'while two other requests are open',
      notified().sent(ask(7)).sent(ask(8)).received(error(undefined)).received(answer(8)).received(answer(7)),
    ],
    ['after the next request was answered', notified().call('ping', {}, { result: {} }).received(error(undefined))],
    ['by a result', notified().received({ jsonrpc: '2.0', result: {} }).call('ping', {}, { result: {} })],
    [
      'over HTTP with status 200',
      http().notify('notifications/cancelled', {}, { status: 200, json: error(undefined) }),
    ],
    ['over HTTP in a stream', http().notify('notifications/cancelled', {}, { status: 200, sse: [answer('a')] })],
  ])('finds an answer %s', (_, composer) => {
    expect(findings(id, composer)).toBe(1);
  });
  test.each([
    [
      'to a request that was never answered',
      notified().sent(ask(7)).received(error(undefined)).sent(ask(8)).received(answer(8)),
    ],
    ['to what was no message', notified().sent('{').received(error(null, -32700)).call('ping', {}, { result: {} })],
    [
      'before any notification',
      new Composer('stdio').open('2025-11-25').received(error(undefined)).established('2025-11-25'),
    ],
    [
      'that is a rejection by HTTP',
      http().notify('notifications/cancelled', {}, { status: 400, json: error(undefined) }),
    ],
    [
      'that bears an id, of which another rule speaks',
      notified().received(error('nobody')).call('ping', {}, { result: {} }),
    ],
    ['that HTTP gives to nobody', http().notify('notifications/cancelled', {}, { status: 200 })],
  ])('takes an answer %s', (_, composer) => {
    expect(findings(id, composer)).toBe(0);
  });
});

describe('base.notification.no-response after a cancellation', () => {
  const refused = { jsonrpc: '2.0', id: null, error: { code: -32601, message: 'no' } };
  const begun = () => stdio().call('tools/call', { name: 't' }, undefined, { id: 'a' });
  test('finds an answer to the cancellation: the request that it named waits for none', () => {
    const composer = begun().notify('notifications/cancelled', { requestId: 'a' }).received(refused);
    expect(look('base.notification.no-response', composer).findings).toBe(1);
    expect(look('base.response.same-id', composer).findings).toBe(0);
  });
  test('takes it for the answer of another request that waits', () => {
    const composer = begun().notify('notifications/cancelled', { requestId: 'b' }).received(refused);
    expect(look('base.notification.no-response', composer).findings).toBe(0);
    expect(look('base.response.same-id', composer).findings).toBe(1);
  });
});
