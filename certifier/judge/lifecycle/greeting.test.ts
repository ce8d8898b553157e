import { describe, expect, test } from 'vitest';
import type { Body, Composer } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../lifecycle.ts';
import { asks, begun, refused, request, result } from './handshakes.fixture.ts';

const look = looking(checks);

describe('lifecycle.initialize.server-silent', () => {
  const id = 'lifecycle.initialize.server-silent';
  const quiet = (composer: Composer) =>
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'silence', after: 300 });
  const started = () => begun().open('2025-11-25');
  const opens = (composer: Composer) => composer.call('initialize', asks('2025-11-25'), result());
  const greeted = (greeting: Body) => opens(started().received(greeting));
  test('finds a message before the handshake', () => {
    expect(look(id, greeted(request('ping')))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, greeted({ jsonrpc: '2.0', method: 'notifications/message', params: {} }))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('says nothing of what may have been under way when the handshake was sent: the process was slow to start', () => {
    const late = (first: Body) =>
      quiet(started())
        .sent({ jsonrpc: '2.0', id: 'x', method: 'initialize', params: asks('2025-11-25') })
        .received(first)
        .received({ jsonrpc: '2.0', id: 'x', ...result() });
    expect(look(id, late(request('ping')))).toEqual({ observed: 0, findings: 0 });
    // What a server logs while it begins a session may come before the answer.
    expect(look(id, late({ jsonrpc: '2.0', method: 'notifications/message', params: {} }))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test('finds one that was answered before the handshake', () => {
    const answered = begun()
      .open('2025-11-25')
      .received(request('ping'))
      .sent({ jsonrpc: '2.0', id: 'hello', result: {} });
    expect(look(id, opens(answered))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone what is no message', () => {
    expect(look(id, opens(quiet(started().received('Server is running'))))).toEqual({ observed: 1, findings: 0 });
  });
  test('takes what follows the handshake, and answers to what was asked before it', () => {
    expect(look(id, opens(quiet(started())).received(request('ping')))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, opens(started().call('server/discover', {}, refused)))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds what does not come of a discovery that was asked for before, and leaves alone what may', () => {
    const discovering = () => started().sent({ jsonrpc: '2.0', id: 'd', method: 'server/discover' });
    const refusing = (composer: Composer) => opens(composer.received({ jsonrpc: '2.0', id: 'd', ...refused }));
    expect(look(id, refusing(discovering().received(request('ping'))))).toEqual({ observed: 1, findings: 1 });
    const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'unknown method' } };
    expect(look(id, refusing(discovering().received(log)))).toEqual({ observed: 1, findings: 0 });
    const before = started().received(log).sent({ jsonrpc: '2.0', id: 'd', method: 'server/discover' });
    expect(look(id, refusing(before))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where the handshake does not come first, or nobody answers it', () => {
    const pinged = started().received(request('ping')).call('ping', {}, { result: {} });
    expect(look(id, opens(pinged))).toEqual({ observed: 0, findings: 0 });
    const unanswered = started().received(request('ping')).call('initialize', asks('2025-11-25'), undefined);
    expect(look(id, unanswered)).toEqual({ observed: 0, findings: 0 });
    expect(look(id, quiet(started()).call('initialize', asks('2025-11-25'), undefined))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test('takes no other wait for one in which nobody spoke', () => {
    const waited = started().event({ kind: 'gave-up', connection: 2, awaited: 'response', after: 300, id: 'x' });
    expect(look(id, opens(waited))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of a process that was asked at once, or listened to only afterwards', () => {
    expect(look(id, begun())).toEqual({ observed: 0, findings: 0 });
    expect(look(id, quiet(opens(started())))).toEqual({ observed: 0, findings: 0 });
  });
});
