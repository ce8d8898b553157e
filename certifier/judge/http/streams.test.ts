import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../evidence/transcript.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { checks as listening } from './listening.ts';
import { checks as messages } from './messages.ts';
import { checks as streams } from './streams.ts';

const ID = 'b1a7c0de';
const inSession = () => new Composer('streamable-http').session(ID).established('2025-11-25');
const look = looking({ ...streams, ...listening, ...messages });
const SESSION: readonly HeaderField[] = [['Mcp-Session-Id', ID]];
const call = { jsonrpc: '2.0', id: 'c', method: 'tools/call', params: { name: 'a' } };
const result = { jsonrpc: '2.0', id: 'c', result: { content: [] } };
const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } };

describe('http.sse.eventual-response', () => {
  const id = 'http.sse.eventual-response';
  const stream = (sse: readonly object[], composer = inSession(), ids: readonly string[] = []) =>
    composer.exchange(call, { sse: sse as never, ids }, { headers: SESSION });
  test('takes a stream with the response, and finds one that ends without', () => {
    expect(look(id, stream([progress, result]))).toEqual(PASS);
    expect(look(id, stream([progress]))).toEqual(FINDING);
    expect(look(id, stream([]))).toEqual(FINDING);
  });
  test('finds a response that comes on the stream of a GET, and not where that takes the stream up again', () => {
    const came = (more: readonly HeaderField[]) => {
      const composer = inSession().stream({ method: 'GET' }, { headers: [...SESSION, ...more] });
      const standing = composer.exchangeNumber;
      composer.stream({ method: 'tools/call', params: call.params, id: 'c' }).over();
      return look(id, composer.told(result, standing).left(standing));
    };
    expect(came([])).toEqual(FINDING);
    expect(came([['Last-Event-ID', '1-0']])).toEqual(PASS);
  });
  test('says nothing of a stream that ends with its session, if that is why', () => {
    const then = (composer: Composer, status: number) =>
      composer.call('ping', {}, status === 200 ? { result: {} } : undefined, { answer: { status } });
    expect(look(id, then(stream([progress]), 404))).toEqual(NOTHING);
    expect(look(id, then(stream([progress]), 200))).toEqual(FINDING);
    expect(look(id, then(then(stream([progress]), 404), 200))).toEqual(FINDING);
  });
  test('does not miss one that stands in an array, or behind a bound of ours', () => {
    const other = { ...result, id: 'other' };
    expect(look(id, stream([progress, [result, other]]))).toEqual(NOTHING);
    const cut = inSession().stream({ method: 'tools/call', params: call.params, id: 'c' }).told(progress);
    const of = { connection: 1, exchange: cut.exchangeNumber } as const;
    cut.event({ kind: 'truncated', direction: 'received', stream: 'response', ...of, bytes: 9 });
    expect(look(id, cut.over())).toEqual(NOTHING);
  });
  test('waits for the rest of a stream that can be resumed', () => {
    expect(look(id, stream([progress], inSession(), ['1']))).toEqual(NOTHING);
  });
  test('asks for nothing once the client gave the request up, or ended the session', () => {
    const of = { connection: 1, exchange: 9 } as const;
    const open = (composer: Composer) =>
      composer
        .event({
          kind: 'request',
          direction: 'sent',
          ...of,
          method: 'POST',
          target: '/mcp',
          headers: SESSION,
          text: JSON.stringify(call),
        })
        .event({
          kind: 'response',
          direction: 'received',
          ...of,
          status: 200,
          headers: [['Content-Type', 'text/event-stream']],
        });
    const end = { kind: 'end', stream: 'response', ...of } as const;
    const cancelled = open(inSession()).notify('notifications/cancelled', { requestId: 'c' });
    expect(look(id, cancelled.event({ ...end, direction: 'received' }))).toEqual(NOTHING);
    const deleted = open(inSession()).exchange(undefined, { status: 204 }, { method: 'DELETE', headers: SESSION });
    expect(look(id, deleted.event({ ...end, direction: 'received' }))).toEqual(NOTHING);
    expect(look(id, open(inSession()).event({ ...end, direction: 'sent' }))).toEqual(NOTHING);
    expect(look(id, open(inSession()).event({ ...end, direction: 'received' }))).toEqual(FINDING);
    const givenUpLater = open(inSession()).event({ ...end, direction: 'received' });
    expect(look(id, givenUpLater.notify('notifications/cancelled', { requestId: 'c' }))).toEqual(FINDING);
  });
});

describe('http.sse.priming-event', () => {
  const id = 'http.sse.priming-event';
  const stream = (sse: readonly (object | string)[], ids: readonly string[]) =>
    inSession().exchange(call, { sse: sse as never, ids }, { headers: SESSION });
  test('is an id without data, before everything else', () => {
    expect(look(id, stream(['', result], ['1-0', '1-1']))).toEqual(PASS);
    expect(look(id, stream([result], ['1-0']))).toEqual(FINDING);
    expect(look(id, stream([progress, '', result], ['1-0', '1-1', '1-2']))).toEqual(FINDING);
  });
  test('is not asked of the handshake, in which the version is yet to be settled', () => {
    const initialize = { ...call, method: 'initialize' };
    const composer = inSession().exchange(initialize, { sse: [result], ids: ['1-0'] }, { headers: SESSION });
    expect(look(id, composer)).toEqual(NOTHING);
  });
  test('is asked of those alone who give ids', () => {
    expect(look(id, stream([progress, result], []))).toEqual(NOTHING);
  });
});

describe('the stream of a GET', () => {
  const get = (sse: readonly object[], headers: readonly HeaderField[] = SESSION) =>
    inSession().exchange(undefined, { sse: sse as never }, { method: 'GET', headers });
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  test('carries requests and notifications, and no responses', () => {
    expect(look('http.get.no-responses', get([progress, ping]))).toEqual(PASS);
    expect(look('http.get.no-responses', get([progress, result]))).toEqual(FINDING);
  });
  test('carries responses where it takes up another stream', () => {
    expect(look('http.get.no-responses', get([result], [...SESSION, ['Last-Event-ID', '1-0']]))).toEqual(NOTHING);
  });
  test('may end', () => {
    expect(look('http.get.server-may-close', get([]))).toEqual(PASS);
  });
});

describe('http.sse.response-ends-stream', () => {
  const id = 'http.sse.response-ends-stream';
  const stateless = () => new Composer('streamable-http').established('2026-07-28');
  const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
  const told = (after: readonly [string | object, { event?: string; retry?: number }?][], composer = stateless()) => {
    composer.stream({ method: 'tools/call', params: call.params, id: 'c' }).told(result);
    for (const [body, rest] of after) composer.told(body as never, composer.exchangeNumber, rest);
    return look(id, composer.over());
  };
  test('finds what comes on the stream after the last response', () => {
    expect(told([])).toEqual(PASS);
    expect(told([[changed]])).toEqual(FINDING);
    expect(told([['[DONE]']])).toEqual(FINDING);
  });
  test('leaves progress and logs to the rules that say when these end', () => {
    expect(told([[progress]])).toEqual(PASS);
    expect(told([[{ ...changed, method: 'notifications/message' }]])).toEqual(PASS);
  });
  test('does not mind an event without data, one with another name, or a response that comes twice', () => {
    expect(told([['', { retry: 1000 }]])).toEqual(PASS);
    expect(told([['bye', { event: 'end' }]])).toEqual(PASS);
    expect(told([[result]])).toEqual(PASS);
  });
  test('lets a server of an earlier era say more before it ends the stream', () => {
    expect(told([[changed]], inSession())).toEqual(PASS);
  });
});

describe('http.sse.only-messages', () => {
  const id = 'http.sse.only-messages';
  const said = (text: string, rest: { event?: string; id?: string } = {}) => {
    const composer = inSession().stream({ method: 'tools/call', params: call.params, id: 'c' });
    return composer.told(text, composer.exchangeNumber, rest);
  };
  test.each(['[DONE]', 'ping', '{"jsonrpc": "2.0",'])('finds the data %s', (text) => {
    expect(look(id, said(text).over())).toEqual(FINDING);
  });
  test('finds it on the stream of a GET, too', () => {
    for (const text of ['ping', '"ping"', '[]'])
      expect(look(id, inSession().stream({ method: 'GET' }).told(text).left())).toEqual(FINDING);
  });
  test('leaves JSON that is no object to another rule, on the stream of a request', () => {
    expect(look(id, said('[]').over())).toEqual(PASS);
    expect(look('http.response.json-or-sse', said('[]').over()).findings).toBe(1);
  });
  test('does not mind an event without data, one with another name, or a message that is written over several lines', () => {
    expect(look(id, said('', { id: '1' }).over())).toEqual(NOTHING);
    expect(look(id, said('now', { event: 'ping' }).over())).toEqual(NOTHING);
    expect(look(id, said(JSON.stringify(result, undefined, 2)).over())).toEqual(PASS);
  });
  test('says nothing of what broke off, or a bound of ours cut', () => {
    const of = { connection: 1, exchange: 3 } as const;
    const cut = said('{"jsonrpc"').event({
      kind: 'truncated',
      direction: 'received',
      stream: 'response',
      ...of,
      bytes: 9,
    });
    expect(look(id, cut.over())).toEqual(NOTHING);
    const open = inSession().stream({ method: 'tools/call', params: call.params, id: 'c' });
    const half = {
      kind: 'sse',
      direction: 'received',
      stream: 'sse',
      ...of,
      text: '{"json',
      unterminated: true,
    } as const;
    expect(look(id, open.event(half).over())).toEqual(NOTHING);
  });
  test('has nothing to say of a comment', () => {
    const open = inSession().stream({ method: 'tools/call', params: call.params, id: 'c' });
    const of = { connection: 1, exchange: 3 } as const;
    const comment = { kind: 'sse', direction: 'received', stream: 'sse', ...of, text: 'ping', comment: true } as const;
    expect(look(id, open.event(comment).over())).toEqual(NOTHING);
  });
});
