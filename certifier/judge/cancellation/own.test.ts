import { describe, expect, test } from 'vitest';
import { begun } from '../../examples/engine/asking.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks as lifecycle } from '../lifecycle/failures.ts';
import { checks } from './own.ts';

const look = (id: string, composer: Composer) => seen(checks[`cancellation.${id}`], composer);
const question = (id: number) => ({
  jsonrpc: '2.0',
  id,
  method: 'elicitation/create',
  params: { mode: 'form', message: 'Who?', requestedSchema: { type: 'object', properties: {} } },
});
const answer = (id: number, name = 'Ada') => ({
  jsonrpc: '2.0',
  id,
  result: { action: 'accept', content: { name } },
});
const cancelled = (requestId: unknown) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId },
});
const done = (text = 'Done') => ({ jsonrpc: '2.0', id: 'call', result: { content: [{ type: 'text', text }] } });
const pong = { result: {} };
const called = (name = 'greet') =>
  begun('2025-11-25').call('tools/call', { name, arguments: {} }, undefined, { id: 'call' }).received(question(1));
const GIVES_UP = 'test_elicitation_given_up';
const LATE = 'accord-late-7f3a';

describe('cancellation.server.in-progress', () => {
  const answered = () => called().sent(answer(1)).received(done());
  test('finds a cancellation that was sent when the answer had been read', () => {
    const composer = answered().call('ping', {}, pong).received(cancelled(1));
    expect(look('server.in-progress', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['crosses the answer', called().sent(answer(1)).received(cancelled(1)).received(done()).call('ping', {}, pong)],
    ['comes first', called().received(cancelled(1)).sent(answer(1)).received(done()).call('ping', {}, pong)],
    ['comes when nothing shows that the answer was read', answered().received(cancelled(1))],
  ])('does not judge one that %s', (_, composer) => {
    expect(look('server.in-progress', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('takes one of a later request with the same id for what it is', () => {
    const composer = answered()
      .call('tools/call', { name: 'again', arguments: {} }, undefined, { id: 'other' })
      .received({ ...question(1), params: { ...question(1).params, message: 'And who else?' } })
      .received(cancelled(1))
      .call('ping', {}, pong);
    expect(look('server.in-progress', composer).findings).toBe(0);
  });
  test('counts silence over HTTP only where what belongs to no request would have been heard', () => {
    const overHttp = (isListening: boolean) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} }, 'main', {
        elicitation: {},
      });
      if (isListening) composer.stream({ method: 'GET' });
      composer.stream({ method: 'tools/call', params: { name: 'greet', arguments: {} }, id: 'call' });
      const { exchangeNumber } = composer;
      composer.told(question(1), exchangeNumber);
      composer.exchange(answer(1), { status: 202 });
      return composer.told(done(), exchangeNumber).over(exchangeNumber).call('ping', {}, pong);
    };
    expect(look('server.in-progress', overHttp(false))).toEqual({ observed: 0, findings: 0 });
    expect(look('server.in-progress', overHttp(true))).toEqual({ observed: 1, findings: 0 });
  });
  test('does not take the id of another type for it', () => {
    const composer = answered().call('ping', {}, pong).received(cancelled('1'));
    expect(look('server.in-progress', composer)).toEqual({ observed: 1, findings: 0 });
  });
});

describe('cancellation.server.late-response', () => {
  const late = (text: string) =>
    called().received(cancelled(1)).sent(answer(1, LATE)).received(done(text)).call('ping', {}, pong);
  test('finds what the late answer says in the result', () => {
    expect(look('server.late-response', late(`Hello, ${LATE}`))).toEqual({ observed: 1, findings: 1 });
    expect(look('server.late-response', late('Hello, stranger'))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    [
      'its log',
      { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'debug', data: `Ignored: ${LATE}` } },
    ],
    ['an error that answers nothing', { jsonrpc: '2.0', error: { code: -32600, message: `Nobody asked: ${LATE}` } }],
  ])('lets a server that ignores it say so in %s', (_, remark) => {
    const composer = called().received(cancelled(1)).received(done()).sent(answer(1, LATE)).received(remark);
    expect(look('server.late-response', composer.call('ping', {}, pong))).toEqual({ observed: 1, findings: 0 });
  });
  test('blames the answer for an end only where the server had served until it came', () => {
    const ended = (composer: Composer) =>
      composer.sent(answer(1, LATE)).exits().sent({ jsonrpc: '2.0', id: 'p', method: 'ping' });
    const givenUp = () => called().received(cancelled(1)).received(done());
    expect(look('server.late-response', ended(givenUp().call('ping', {}, pong)))).toEqual({ observed: 1, findings: 1 });
    expect(look('server.late-response', ended(givenUp()))).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge an answer that came in time', () => {
    const composer = called().sent(answer(1, LATE)).received(cancelled(1)).received(done(LATE)).call('ping', {}, pong);
    expect(look('server.late-response', composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('cancellation.timeout.server-cancels', () => {
  test('finds a question that is given up without a word', () => {
    const composer = called(GIVES_UP).received(done()).call('ping', {}, pong);
    expect(look('timeout.server-cancels', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['is no tool that is known to wait for it', called().received(done()).call('ping', {}, pong)],
    ['answers when the user has', called(GIVES_UP).sent(answer(1)).received(done()).call('ping', {}, pong)],
    ['may cancel it still', called(GIVES_UP).received(done())],
    [
      'asks whether anybody is there before it answers',
      called(GIVES_UP)
        .sent(answer(1))
        .received({ jsonrpc: '2.0', id: 'there', method: 'ping' })
        .received(done())
        .sent({ jsonrpc: '2.0', id: 'there', result: {} })
        .call('ping', {}, pong),
    ],
  ])('does not judge a tool that %s', (_, composer) => {
    expect(look('timeout.server-cancels', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not miss a cancellation that comes when the stream is taken up again', () => {
    const resumed = (told: Readonly<Record<string, unknown>> | undefined) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} }, 'main', {
        elicitation: {},
      });
      composer.exchange(undefined, { status: 405 }, { method: 'GET' });
      composer.stream({ method: 'tools/call', params: { name: GIVES_UP, arguments: {} }, id: 'call' });
      composer
        .told(question(1))
        .over()
        .stream({ method: 'GET' }, { headers: [['Last-Event-ID', '1']] });
      if (told !== undefined) composer.told(told);
      return look('timeout.server-cancels', composer.told(done()).over().call('ping', {}, pong));
    };
    expect(resumed(cancelled(1)).findings).toBe(0);
    expect(resumed(undefined).findings).toBe(1);
    // That of another question, and what only names this one.
    expect(resumed(cancelled(2)).findings).toBe(1);
    expect(resumed({ ...cancelled(1), method: 'notifications/message' }).findings).toBe(1);
  });
  test('counts silence over HTTP only where a stream for what belongs to no request was open, or none can be had', () => {
    const overHttp = (status: number | undefined) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} }, 'main', {
        elicitation: {},
      });
      if (status !== undefined) composer.exchange(undefined, { status }, { method: 'GET' });
      composer.stream({ method: 'tools/call', params: { name: GIVES_UP, arguments: {} }, id: 'call' });
      const { exchangeNumber } = composer;
      return composer
        .told(question(1), exchangeNumber)
        .told(done(), exchangeNumber)
        .over(exchangeNumber)
        .call('ping', {}, pong);
    };
    expect(look('timeout.server-cancels', overHttp(undefined)).findings).toBe(0);
    expect(look('timeout.server-cancels', overHttp(405))).toEqual({ observed: 1, findings: 1 });
    // Another refusal does not say that there is none.
    expect(look('timeout.server-cancels', overHttp(400)).findings).toBe(0);
  });
  test('takes for such a stream only one of a GET on the connection, from before the question to the end', () => {
    type Act = (composer: Composer) => Composer;
    const none: Act = (composer) => composer;
    const gives = (first: Act, later: Act = none) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} }, 'main', {
        elicitation: {},
      });
      first(composer);
      const { exchangeNumber } = composer.stream({
        method: 'tools/call',
        params: { name: GIVES_UP, arguments: {} },
        id: 'call',
      });
      later(composer.told(question(1), exchangeNumber));
      composer.told(done(), exchangeNumber).over(exchangeNumber);
      return look('timeout.server-cancels', composer.call('ping', {}, pong)).findings;
    };
    const opened: Act = (composer) => composer.stream({ method: 'GET' });
    const elsewhere: Act = (composer) => opened(composer.open('2025-11-25', 'second')).on(1);
    const page: Act = (composer) => composer.exchange(undefined, { json: {} }, { method: 'GET' });
    expect(gives(opened)).toBe(1);
    expect(gives(none, opened)).toBe(0);
    expect(gives(opened, (composer) => composer.over(composer.exchangeNumber - 1))).toBe(0);
    expect(gives(elsewhere)).toBe(0);
    expect(gives(page)).toBe(0);
    expect(gives((composer) => composer.stream({ method: 'tools/call', params: { name: 'a' } }))).toBe(0);
  });
  test('does not judge a tool that failed: it did not go on without the answer', () => {
    const failed = called(GIVES_UP).received({ jsonrpc: '2.0', id: 'call', error: { code: -32603, message: 'No' } });
    expect(look('timeout.server-cancels', failed.call('ping', {}, pong))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a cancellation that comes too late to be of use', () => {
    const composer = called(GIVES_UP).received(done()).call('ping', {}, pong).received(cancelled(1));
    expect(look('timeout.server-cancels', composer)).toEqual({ observed: 1, findings: 1 });
  });
});

describe('lifecycle.errors.timeout', () => {
  const judged = (composer: Composer) => seen(lifecycle['lifecycle.errors.timeout'], composer);
  const exit = (composer: Composer) => composer.exits();
  test('finds a process that ends while it waits for us', () => {
    expect(judged(exit(called()))).toEqual({ observed: 1, findings: 1 });
  });
  test('does not blame the silence for an end that something else may have brought about', () => {
    expect(judged(exit(called().sent({ jsonrpc: '2.0', id: 'p', method: 'ping' })))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(judged(exit(called().sent(answer(1))))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a server that answers nobody until its question is answered', () => {
    const waiting = (composer: Composer) =>
      composer
        .sent({ jsonrpc: '2.0', id: 'p', method: 'ping' })
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 1000, id: 'p' });
    const composer = waiting(called()).sent(answer(1)).received(done());
    expect(judged(composer.call('ping', {}, pong))).toEqual({ observed: 1, findings: 1 });
    expect(judged(waiting(called()))).toEqual({ observed: 0, findings: 0 });
    // Nothing shows that it serves again; the ping waited longer than the question, or elsewhere.
    expect(judged(waiting(called()).sent(answer(1)).received(done()))).toEqual({ observed: 0, findings: 0 });
    const late = called().sent({ jsonrpc: '2.0', id: 'p', method: 'ping' }).sent(answer(1));
    late.event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 1000, id: 'p' });
    expect(judged(late.received(done()).call('ping', {}, pong))).toEqual({ observed: 0, findings: 0 });
    const elsewhere = called()
      .open('2025-11-25', 'second')
      .sent({ jsonrpc: '2.0', id: 'p', method: 'ping' })
      .event({ kind: 'gave-up', connection: 2, awaited: 'response', after: 1000, id: 'p' });
    expect(judged(elsewhere.on(1).sent(answer(1)).received(done()).call('ping', {}, pong))).toEqual({
      observed: 0,
      findings: 0,
    });
    const before = waiting(begun('2025-11-25')).received(question(1)).sent(answer(1)).call('ping', {}, pong);
    expect(judged(before)).toEqual({ observed: 0, findings: 0 });
  });
  test('passes where the next request is answered after the question was given up', () => {
    expect(judged(called().received(done()).call('ping', {}, pong))).toEqual({ observed: 1, findings: 0 });
  });
});

describe('lifecycle.errors.capability-failure', () => {
  const judged = (composer: Composer) => seen(lifecycle['lifecycle.errors.capability-failure'], composer);
  const lacking = (composer: Composer) => composer.established('2025-11-25', { tools: {} }, 'second');
  const call = (composer: Composer, answered: boolean) =>
    composer.call(
      'tools/call',
      { name: 'greet', arguments: {} },
      answered ? { result: { content: [], isError: true } } : undefined,
      {
        id: 'lacking',
      },
    );
  const asked = () => called().sent(answer(1)).received(done());
  test('passes where the same call is answered for a client that lacks what it needs', () => {
    expect(judged(call(lacking(asked()), true))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds one that is never answered, while another request is', () => {
    const composer = call(lacking(asked()), false)
      .event({ kind: 'gave-up', connection: 2, awaited: 'response', after: 1000, id: 'lacking' })
      .call('ping', {}, pong);
    expect(judged(composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('takes an internal error for an answer, and knows nothing where nobody waited', () => {
    const broken = lacking(asked()).call(
      'tools/call',
      { name: 'greet', arguments: {} },
      {
        error: { code: -32603, message: 'No' },
      },
    );
    expect(judged(broken)).toEqual({ observed: 1, findings: 0 });
    expect(judged(call(lacking(asked()), false))).toEqual({ observed: 0, findings: 0 });
  });
  test('takes only what a call asked of a client that had declared it for a need', () => {
    const silent = (composer: Composer) =>
      judged(
        call(composer, false)
          .event({ kind: 'gave-up', connection: 2, awaited: 'response', after: 1000, id: 'lacking' })
          .call('ping', {}, pong),
      );
    const asks = (client: object, own: object) =>
      begun('2025-11-25', { ...client })
        .call('tools/call', { name: 'greet', arguments: {} }, undefined, { id: 'call' })
        .received({ ...own })
        .received(done());
    expect(silent(lacking(asks({ elicitation: {} }, question(1))))).toEqual({ observed: 1, findings: 1 });
    expect(silent(lacking(asks({}, question(1))))).toEqual(NOTHING);
    // Roots it may want whatever is called; and of a client that never said what it can do nothing is known.
    const roots = { jsonrpc: '2.0', id: 1, method: 'roots/list' };
    expect(silent(lacking(asks({ roots: {} }, roots)))).toEqual(NOTHING);
    expect(silent(asks({ elicitation: {} }, question(1)).open('2025-11-25', 'second'))).toEqual(NOTHING);
  });
  test('does not judge a call that was not seen to need anything', () => {
    const silent = begun('2025-11-25').call('tools/call', { name: 'greet', arguments: {} }, done(), { id: 'call' });
    expect(judged(call(lacking(silent), true))).toEqual({ observed: 0, findings: 0 });
  });
});
