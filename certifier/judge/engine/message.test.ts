import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import type { Call } from './message.ts';
import { only } from './view.fixture.ts';
import type { View } from './view.ts';

describe('requests and their answers', () => {
  const begun = () => new Composer('stdio').established('2025-11-25', { tools: {} });
  const last = (view: View): Call => view.calls.at(-1) as Call;
  const call = (view: View, id: unknown): Call | undefined => view.calls.find((each) => each.id === id);
  const ask = (id: string | number, method = 'ping') => ({ jsonrpc: '2.0', id, method });
  const answer = (id: unknown, result: object = {}) => ({ jsonrpc: '2.0', id, result });

  test('answers may come in any order', () => {
    const view = only(
      begun()
        .sent(ask('a'))
        .sent(ask('b'))
        .received(answer('b', { b: 1 }))
        .received(answer('a', { a: 1 })),
    );
    expect(call(view, 'a')?.result).toEqual({ a: 1 });
    expect(call(view, 'b')?.result).toEqual({ b: 1 });
  });
  test('an event with a name of its own is no message, unless it bears one', () => {
    const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} });
    composer.stream({ method: 'ping', id: 'a' }).told({ error: 'none yet' }, undefined, { event: 'ping' });
    composer.told({ jsonrpc: '2.0', method: 'notifications/a' }, undefined, { event: 'note' });
    const view = only(composer.told(answer('a', { a: 1 }), undefined, { event: 'message' }).over());
    expect(view.received.slice(-2).map(({ value }) => value)).toEqual([
      { jsonrpc: '2.0', method: 'notifications/a' },
      answer('a', { a: 1 }),
    ]);
    expect(last(view).responses).toHaveLength(1);
  });
  test('over HTTP, what bears the id of another request says nothing of the one in whose place it came', () => {
    const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} });
    const lists = ask('a', 'prompts/list');
    const view = only(
      composer
        .exchange(lists, { status: 202 })
        .exchange(ask('b'), { json: answer('a', { prompts: [] }) })
        .exchange(ask('c'), { json: answer('z', { of: 'nobody' }) }),
    );
    expect(call(view, 'b')?.result).toBeUndefined();
    expect(call(view, 'b')?.responses).toHaveLength(1);
    // An id that is nobody's is written wrongly, and the answer is in its place.
    expect(call(view, 'c')?.result).toEqual({ of: 'nobody' });
  });
  test('1 and "1" are two ids', () => {
    const view = only(
      begun()
        .sent(ask(71))
        .sent(ask('71'))
        .received(answer('71', { text: 1 })),
    );
    expect(call(view, '71')?.result).toEqual({ text: 1 });
    expect(call(view, 71)?.response).toBeUndefined();
  });
  test('an answer that comes twice is kept twice, and the first counts', () => {
    const view = only(
      begun()
        .sent(ask(9))
        .received(answer(9, { first: 1 }))
        .received(answer(9, { second: 1 })),
    );
    expect(last(view).result).toEqual({ first: 1 });
    expect(last(view).responses).toHaveLength(2);
  });
  test('the same id on two connections is two requests', () => {
    const composer = begun()
      .sent(ask(9))
      .established('2025-11-25')
      .sent(ask(9))
      .received(answer(9, { second: 1 }));
    const view = only(composer.on(1).received(answer(9, { first: 1 })));
    expect(view.calls.filter(({ id }) => id === 9).map(({ connection, result }) => [connection, result])).toEqual([
      [1, { first: 1 }],
      [2, { second: 1 }],
    ]);
  });
  test('an id that is used again belongs to the later request', () => {
    const view = only(
      begun()
        .sent(ask(9))
        .received(answer(9, { a: 1 }))
        .sent(ask(9))
        .received(answer(9, { b: 1 })),
    );
    expect(view.calls.filter(({ id }) => id === 9).map(({ result }) => result)).toEqual([{ a: 1 }, { b: 1 }]);
  });
  test('over HTTP an answer belongs to its exchange, whatever id it bears', () => {
    const http = new Composer('streamable-http').established('2025-11-25');
    const view = only(http.call('ping', {}, { jsonrpc: '2.0', id: 'other', result: {} }));
    expect(last(view)).toMatchObject({ method: 'ping', result: {} });
  });
  test('an answer at the end of an event stream is found behind notifications', () => {
    const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1, progressToken: 1 } };
    const http = new Composer('streamable-http').established('2025-11-25');
    const view = only(http.call('ping', {}, { result: { a: 1 } }, { stream: [progress, progress] }));
    expect(last(view).result).toEqual({ a: 1 });
    expect(view.notifications).toHaveLength(2);
  });
  test('an answer that comes on a resumed stream is matched by its id', () => {
    const http = new Composer('streamable-http')
      .established('2025-11-25')
      .exchange(ask('long', 'tools/call'), { sse: [] })
      .exchange(undefined, { sse: [answer('long', { content: [] })] }, { method: 'GET' });
    expect(call(only(http), 'long')?.result).toEqual({ content: [] });
  });
  test('the body of an HTTP error is an answer only where it is JSON-RPC', () => {
    const http = new Composer('streamable-http')
      .established('2025-11-25')
      .exchange(ask('a'), { status: 401, json: { error: 'invalid_token', id: 'request-17' } })
      .exchange(ask('b'), { status: 400, json: { jsonrpc: '2.0', id: 'b', error: { code: 1, message: '' } } });
    const view = only(http);
    expect([call(view, 'a')?.response, call(view, 'b')?.error]).toEqual([undefined, { code: 1, message: '' }]);
    expect(view.responses).toHaveLength(2);
  });
  test('a log line that is a JSON object is no message', () => {
    const view = only(
      begun()
        .received({ level: 'error', error: { code: 'E' } })
        .received({ method: 'GET', path: '/' })
        .received({ id: 1, method: 'GET' }),
    );
    expect([view.responses.length, view.notifications.length, view.serverRequests.length]).toEqual([1, 0, 0]);
    expect(view.received).toHaveLength(4);
  });
  test('a text of which a bound of ours cut the end is no message', () => {
    const cut = begun()
      .sent(ask(9))
      .received('{"jsonrpc":"2.0","id":9,"result":{}}')
      .event({ kind: 'truncated', direction: 'received', stream: 'stdout', connection: 1, process: 1, bytes: 1 });
    expect(last(only(cut)).response).toBeUndefined();
    // The same on stderr is none of its business.
    const elsewhere = begun()
      .sent(ask(9))
      .received(answer(9))
      .event({ kind: 'truncated', direction: 'received', stream: 'stderr', connection: 1, process: 1, bytes: 1 });
    expect(last(only(elsewhere)).response).toBeDefined();
  });
  test('a wait that ended at its bound is known to its request', () => {
    const wait = { kind: 'gave-up', connection: 1, awaited: 'response', after: 50 } as const;
    const view = only(
      begun()
        .sent(ask(9))
        .event({ ...wait, id: 9 })
        .sent(ask('9'))
        .event({ ...wait, awaited: 'exit' }),
    );
    expect([call(view, 9)?.gaveUp?.after, call(view, '9')?.gaveUp]).toEqual([50, undefined]);
  });
  test('ids that JSON can write and no number can hold do no harm', () => {
    const view = only(begun().sent('{"jsonrpc":"2.0","id":1e400,"method":"ping"}').received(answer(null)));
    expect(last(view)).toMatchObject({ id: Number.POSITIVE_INFINITY });
  });
  test('messages that are neither request nor answer are neither', () => {
    const odd = ['null', '[]', '17', '"text"', '{}', '{"jsonrpc":"2.0"}', '{', '{"jsonrpc":"2.0","id":{},"method":[]}'];
    const view = only(odd.reduce((composer, text) => composer.sent(text).received(text), begun()));
    expect([view.calls.length, view.notifications.length, view.serverRequests.length]).toEqual([1, 0, 0]);
  });
});

describe('batches', () => {
  const note = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'a' } };
  const ask = (id: string) => ({ jsonrpc: '2.0', id, method: 'ping' });
  const answer = (id: string) => ({ jsonrpc: '2.0', id, result: {} });
  const told = (revision: '2024-11-05' | '2025-03-26' | '2025-06-18', ...messages: readonly object[]) =>
    only(new Composer('stdio').established(revision).sent(ask('a')).sent(ask('b')).received(JSON.stringify(messages)));
  test('are read message by message in 2025-03-26', () => {
    const { notifications, serverRequests, calls } = told('2025-03-26', note, ask('c'), note, answer('a'));
    expect([notifications.length, serverRequests.length]).toEqual([2, 1]);
    expect(calls.find(({ id }) => id === 'a')?.result).toEqual({});
  });
  test.each(['2024-11-05', '2025-06-18'] as const)('are none in %s', (revision) => {
    const { notifications, serverRequests, calls } = told(revision, note, ask('c'), answer('a'));
    expect([notifications.length, serverRequests.length]).toEqual([0, 0]);
    expect(calls.find(({ id }) => id === 'a')?.response).toBeUndefined();
  });
  test('of several answers, or of something else than messages, stay what they are', () => {
    expect(told('2025-03-26', answer('a'), answer('b')).calls.filter(({ response }) => response)).toHaveLength(1);
    expect(told('2025-03-26', note, [note]).notifications).toHaveLength(0);
  });
});
