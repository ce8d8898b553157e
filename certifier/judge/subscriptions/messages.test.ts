import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './messages.ts';

const KEY = 'io.modelcontextprotocol/subscriptionId';
const note = (method: string, id?: unknown) => ({
  jsonrpc: '2.0',
  method: `notifications/${method}`,
  params: { ...(id === undefined ? {} : { _meta: { [KEY]: id } }), notifications: {} },
});
const acknowledged = (id?: unknown) => note('subscriptions/acknowledged', id);
const changed = (id?: unknown) => note('tools/list_changed', id);
const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: '' } };

const stdio = (id: string | number = 7) =>
  new Composer('stdio')
    .established('2026-07-28', { tools: { listChanged: true } })
    .call('subscriptions/listen', { notifications: { toolsListChanged: true } }, undefined, { id });
/** Over HTTP; the stream was closed by the client. */
const http = (...sse: readonly (object | string)[]) =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: { listChanged: true } })
    .call('subscriptions/listen', { notifications: { toolsListChanged: true } }, undefined, {
      id: 7,
      answer: { sse: sse as readonly Record<string, unknown>[] },
    });

describe('subscriptions.acknowledged.first', () => {
  const look = (composer: Composer) => seen(checks['subscriptions.acknowledged.first'], composer);
  test('accepts the acknowledgement before a change', () => {
    expect(look(stdio().received(acknowledged(7)).received(changed(7)))).toEqual({ observed: 1, findings: 0 });
    expect(look(http(acknowledged(7), changed(7)))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds a change before it', () => {
    expect(look(stdio().received(changed(7)).received(acknowledged(7)))).toEqual({ observed: 1, findings: 1 });
    expect(look(http(changed(7), acknowledged(7)))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds an end without it', () => {
    const end = { jsonrpc: '2.0', id: 7, result: complete({ _meta: { [KEY]: 7 } }) };
    expect(look(stdio().received(end))).toEqual({ observed: 1, findings: 1 });
    expect(look(stdio().received(acknowledged(7)).received(end))).toEqual({ observed: 1, findings: 0 });
    expect(look(stdio().received(end).received(acknowledged(7)))).toEqual({ observed: 1, findings: 1 });
  });
  test('lets messages of other subscriptions and of other requests come in between over stdio', () => {
    const other = { meta: {}, id: 8 };
    const composer = stdio()
      .call('subscriptions/listen', { notifications: {} }, undefined, other)
      .received(acknowledged(8))
      .received(changed(8))
      .received(log)
      .received(acknowledged(7));
    expect(look(composer)).toEqual({ observed: 2, findings: 0 });
  });
  test('takes one with a strange id, or none, for the one that is due, and not that of another subscription', () => {
    const waited = (composer: Composer, id: number) =>
      composer
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id })
        .call('server/discover', {}, { result: complete({}) });
    const listens = (composer: Composer, id: number) =>
      composer.call('subscriptions/listen', { notifications: { toolsListChanged: true } }, undefined, { id });
    for (const id of [undefined, '7'])
      expect(look(waited(stdio().received(acknowledged(id)), 7))).toEqual({ observed: 1, findings: 0 });
    expect(look(listens(waited(stdio(), 7), 8).received(acknowledged(8)))).toEqual({ observed: 2, findings: 1 });
  });
  test('does not judge a request that was refused', () => {
    expect(look(stdio().received({ jsonrpc: '2.0', id: 7, error: { code: -32601, message: 'No' } }))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test('finds silence only after the bound, and only where another request was answered', () => {
    const waited = () => stdio().event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: 7 });
    expect(look(stdio())).toEqual({ observed: 0, findings: 0 });
    expect(look(waited())).toEqual({ observed: 0, findings: 0 });
    expect(look(waited().call('server/discover', {}, undefined))).toEqual({ observed: 0, findings: 0 });
    expect(look(waited().call('server/discover', {}, { result: complete({}) }))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('subscriptions.message.subscription-id', () => {
  const look = (composer: Composer) => seen(checks['subscriptions.message.subscription-id'], composer);
  test('accepts the id of the request', () => {
    expect(look(stdio().received(acknowledged(7)).received(changed(7)))).toEqual({ observed: 2, findings: 0 });
    expect(look(stdio('a').received(acknowledged('a')))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([undefined, '7', 8, null, [7]])('finds %j where the id is the number 7', (id) => {
    expect(look(stdio().received(acknowledged(id)))).toEqual({ observed: 1, findings: 1 });
    expect(look(http(acknowledged(id)))).toEqual({ observed: 1, findings: 1 });
  });
  test('accepts either of two open subscriptions over stdio', () => {
    const composer = stdio()
      .call('subscriptions/listen', { notifications: {} }, undefined, { id: 8 })
      .received(acknowledged(8))
      .received(acknowledged(7));
    expect(look(composer)).toEqual({ observed: 2, findings: 0 });
  });
  test('leaves alone what belongs to no subscription', () => {
    const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } };
    expect(look(http(acknowledged(7), progress, log))).toEqual({ observed: 1, findings: 0 });
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } };
    expect(look(stdio().received(progress).received(log).received(cancelled))).toEqual({ observed: 0, findings: 0 });
    expect(look(new Composer('stdio').established('2026-07-28').received(changed()))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(look(http(cancelled))).toEqual({ observed: 0, findings: 0 });
    expect(look(stdio().received(note('com.example/own')))).toEqual({ observed: 0, findings: 0 });
    const elsewhere = http(acknowledged(7)).call('tools/call', { name: 'a' }, { result: {} }, { stream: [changed()] });
    expect(look(elsewhere)).toEqual({ observed: 1, findings: 0 });
  });
});
