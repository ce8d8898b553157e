import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './requests.ts';

const look = (id: string, composer: Composer) => seen(checks[`cancellation.${id}`], composer);
const session = (transport: 'stdio' | 'streamable-http' = 'stdio') =>
  new Composer(transport).established('2025-11-25', { tools: {} });
const stateless = (transport: 'stdio' | 'streamable-http' = 'stdio') =>
  new Composer(transport).established('2026-07-28', { tools: {} });
const cancelled = (requestId: unknown) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId },
});
const answer = (id: unknown) => ({ jsonrpc: '2.0', id, result: { content: [] } });
const pong = { result: {} };

describe('cancellation.request.no-response', () => {
  const begun = (id: string | number = 'a', params: object = {}) =>
    session().call('tools/call', { name: 't', ...params }, undefined, { id });
  test('finds an answer after the next request was answered', () => {
    const composer = begun().sent(cancelled('a')).call('ping', {}, pong).received(answer('a'));
    expect(look('request.no-response', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('lets an answer cross the cancellation', () => {
    const composer = begun().sent(cancelled('a')).received(answer('a')).call('ping', {}, pong);
    expect(look('request.no-response', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('counts silence only up to a request that was answered later', () => {
    const composer = begun().sent(cancelled('a'));
    expect(look('request.no-response', composer).observed).toBe(0);
    expect(look('request.no-response', composer.call('ping', {}, pong))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['the id of the other type', begun(7).sent(cancelled('7')).call('ping', {}, pong).received(answer(7))],
    ['another id', begun('a').sent(cancelled('b')).call('ping', {}, pong).received(answer('a'))],
    ['no id', begun('a').sent(cancelled(undefined)).call('ping', {}, pong).received(answer('a'))],
    ['a task', begun('a', { task: {} }).sent(cancelled('a')).call('ping', {}, pong).received(answer('a'))],
  ])('does not judge a cancellation that names %s', (_, composer) => {
    expect(look('request.no-response', composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('cancellation.invalid.ignored', () => {
  const silence = (composer: Composer, id: string) =>
    composer.event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 1000, id });
  const late = () => session().call('ping', {}, pong, { id: 'a' }).sent(cancelled('a'));
  test.each([
    ['an answered id', late()],
    ['an unknown id', session().sent(cancelled('none'))],
    ['no id', session().sent(cancelled(undefined))],
    ['a list for an id', session().sent(cancelled(['a']))],
  ])('is satisfied when the next request after %s is answered, and finds silence and an end', (_, composer) => {
    composer.call('ping', {}, undefined, { id: 'b' });
    expect(look('invalid.ignored', composer)).toEqual({ observed: 0, findings: 0 });
    expect(look('invalid.ignored', silence(composer, 'b'))).toEqual({ observed: 1, findings: 1 });
  });
  const ends = (composer: Composer) => composer.exits();
  const open = () => late().call('ping', {}, undefined, { id: 'b' });
  test('finds a process that ended', () => {
    expect(look('invalid.ignored', ends(open()))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of one that may have ended over what was asked next', () => {
    for (const [method, params] of [
      ['tools/call', { name: 't' }],
      ['accord/none', {}],
    ] as const)
      expect(look('invalid.ignored', ends(late().call(method, params, undefined)))).toEqual({
        observed: 0,
        findings: 0,
      });
  });
  test('says nothing of one that served on, and ended over something else', () => {
    expect(look('invalid.ignored', ends(open().call('ping', {}, pong).call('tools/list', {}, undefined)))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test('does not mind a process that ends when its input does', () => {
    expect(look('invalid.ignored', late().shutdown())).toEqual({ observed: 0, findings: 0 });
    expect(look('invalid.ignored', open().shutdown()).findings).toBe(0);
  });
  test('does not take the silence of one that hung before for an answer to it', () => {
    const hung = silence(session().call('ping', {}, undefined, { id: 'a' }), 'a').sent(cancelled('none'));
    const composer = silence(hung.call('ping', {}, undefined, { id: 'b' }), 'b');
    expect(look('invalid.ignored', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('takes that of one that has answered again since', () => {
    const back = silence(session().call('ping', {}, undefined, { id: 'a' }), 'a').call('ping', {}, pong, { id: 'c' });
    const composer = silence(back.sent(cancelled('none')).call('ping', {}, undefined, { id: 'b' }), 'b');
    expect(look('invalid.ignored', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('does not mind that a tool takes its time', () => {
    const composer = silence(late().call('tools/call', { name: 't' }, undefined, { id: 'b' }), 'b');
    expect(look('invalid.ignored', composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('cancellation.server.own-requests', () => {
  test('finds the id of a request of ours', () => {
    const composer = session().call('tools/call', { name: 't' }, undefined, { id: 'a' }).received(cancelled('a'));
    expect(look('server.own-requests', composer)).toEqual({ observed: 2, findings: 1 });
  });
  test('finds an id that nobody used, over stdio alone', () => {
    expect(look('server.own-requests', session().received(cancelled('x'))).findings).toBe(1);
    const http = session('streamable-http').exchange(undefined, { sse: [cancelled('x')] }, { method: 'GET' });
    expect(look('server.own-requests', http)).toEqual({ observed: 1, findings: 0 });
  });
  test('accepts its own id, also where a request of ours has the same', () => {
    const composer = session().call('ping', {}, pong, { id: 5 });
    composer.received({ jsonrpc: '2.0', id: 5, method: 'ping' }).received(cancelled(5));
    expect(look('server.own-requests', composer).findings).toBe(0);
  });
  test('leaves a cancellation without an id to the message schema', () => {
    expect(look('server.own-requests', session().received(cancelled(undefined))).findings).toBe(0);
  });
});

describe('cancellation.server.only-subscriptions', () => {
  test('accepts the id of a subscription, and finds any other', () => {
    const composer = stateless().call('subscriptions/listen', { notifications: {} }, undefined, { id: 'w' });
    expect(look('server.only-subscriptions', composer.received(cancelled('w')))).toEqual({ observed: 1, findings: 0 });
    composer.call('tools/call', { name: 't' }, undefined, { id: 'a' });
    expect(look('server.only-subscriptions', composer.received(cancelled('a'))).findings).toBe(1);
    expect(look('server.only-subscriptions', composer.received(cancelled('none'))).findings).toBe(2);
  });
});
