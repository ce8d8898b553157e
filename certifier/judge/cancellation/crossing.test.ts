import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { inSession, pong, session } from '../../examples/http/conversations.ts';
import { FINDING, NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './crossing.ts';

describe('cancellation.race.survived', () => {
  const begun = () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/call', { name: 't' }, undefined, { id: 'a' })
      .sent({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } });
  const silent = (method: string, params: Record<string, unknown>) => {
    const composer = begun().call(method, params, undefined, { id: 'b' });
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', id: 'b', after: 1000 });
    return composer.call('ping', {}, pong);
  };
  const look = (composer: Composer) => seen(checks['cancellation.race.survived'], composer);
  test('finds that the next request is not served, while a later one is', () => {
    expect(look(silent('tools/list', {}))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a request that may have been answered under another id', () => {
    const composer = begun().call('ping', {}, undefined, { id: 7 }).received({ jsonrpc: '2.0', id: '7', result: {} });
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', id: 7, after: 1000 });
    expect(look(composer.call('ping', {}, pong))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of the silence of a tool: it may take as long as it likes', () => {
    expect(look(silent('tools/call', { name: 'slow' }))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of a process that served on, and ended over something else', () => {
    const ends = (composer: Composer) => composer.exits();
    const pings = () => begun().call('ping', {}, undefined, { id: 'b' });
    expect(look(ends(pings()))).toEqual({ observed: 1, findings: 1 });
    expect(look(ends(pings().call('ping', {}, pong).call('ping', {}, undefined)))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test('says nothing of a process that ended over what was asked next, unless that is given at other times', () => {
    const ends = (composer: Composer) => look(composer.exits());
    expect(ends(begun().call('accord/none', {}, undefined))).toEqual(NOTHING);
    expect(ends(begun().call('tools/list', { cursor: 'none' }, undefined))).toEqual(NOTHING);
    const count = { name: 'count', arguments: {} };
    expect(ends(begun().call('tools/call', count, undefined))).toEqual(NOTHING);
    const given = new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/call', count, { result: { content: [] } })
      .call('tools/call', { name: 't' }, undefined, { id: 'a' })
      .sent({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } });
    expect(ends(given.call('tools/call', count, undefined))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a server that could not be reached any more when it was told', () => {
    const sent = (composer: Composer, exchange: number, message: object): Composer =>
      composer.event({
        connection: composer.connection,
        exchange,
        kind: 'request',
        direction: 'sent',
        method: 'POST',
        target: '/mcp',
        headers: session,
        text: JSON.stringify(message),
      });
    const fails = (composer: Composer, exchange: number, code: string, words = code): Composer =>
      composer.event({
        connection: composer.connection,
        exchange,
        kind: 'failure',
        direction: 'received',
        code,
        message: words,
      });
    const refused = (composer: Composer, exchange: number, message: object): Composer =>
      fails(sent(composer, exchange, message), exchange, 'ECONNREFUSED');
    const brokenOff = (first: 'the request' | 'the cancellation'): Composer => {
      const composer = inSession();
      sent(composer, 80, { jsonrpc: '2.0', id: 'a', method: 'tools/list' });
      if (first === 'the request') fails(composer, 80, 'ECONNRESET');
      sent(composer, 81, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } });
      fails(composer, 81, 'ECONNRESET');
      if (first === 'the cancellation') fails(composer, 80, 'ECONNRESET');
      return refused(composer, 82, { jsonrpc: '2.0', id: 'b', method: 'ping' });
    };
    // It broke down over what it read, or had done so before.
    expect(look(brokenOff('the cancellation'))).toEqual({ observed: 1, findings: 1 });
    expect(look(brokenOff('the request'))).toEqual({ observed: 0, findings: 0 });
    const unreachable = (isTold: boolean): Composer => {
      const composer = inSession().call('tools/list', {}, undefined, { id: 'a' });
      const cancellation = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } };
      const told = isTold ? composer.exchange(cancellation, { status: 202 }) : refused(composer, 90, cancellation);
      return refused(told, 91, { jsonrpc: '2.0', id: 'b', method: 'ping' });
    };
    const late = (words: string): Composer => {
      const composer = inSession().call('tools/list', {}, undefined, { id: 'a' });
      sent(composer, 90, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } });
      fails(composer, 90, 'ETIMEDOUT', words);
      return refused(composer, 91, { jsonrpc: '2.0', id: 'b', method: 'ping' });
    };
    // No connection was made; or one was, and the server fell silent when it had been told.
    for (const words of ['connect ETIMEDOUT 192.0.2.1:443', 'no connection within 10000 ms'])
      expect(look(late(words))).toEqual({ observed: 0, findings: 0 });
    for (const words of ['read ETIMEDOUT', 'write ETIMEDOUT'])
      expect(look(late(words))).toEqual({ observed: 1, findings: 1 });
    expect(look(unreachable(false))).toEqual({ observed: 0, findings: 0 });
    expect(look(unreachable(true))).toEqual({ observed: 1, findings: 1 });
  });
  test('takes a stream that its client closes for a cancellation, in the era in which it is one', () => {
    const closed = (composer: Composer, between: (open: Composer) => Composer = (open) => open) => {
      const open = composer.stream({ method: 'tools/call', params: { name: 't', arguments: {} }, id: 'a' });
      return look(
        between(open)
          .left()
          .call('tools/list', {}, undefined, { answer: { status: 500 } }),
      );
    };
    const stateless = () => new Composer('streamable-http').established('2026-07-28', { tools: {} });
    const list = { result: { ...complete({ tools: [], ttlMs: 0, cacheScope: 'public' }) } };
    expect(closed(stateless().call('tools/list', {}, list))).toEqual(FINDING);
    expect(closed(inSession({ tools: {} }).call('tools/list', {}, { result: { tools: [] } }))).toEqual(NOTHING);
    // One that was answered, or whose wait had come to its bound, is given up by nobody.
    const answered = (open: Composer) => open.told({ jsonrpc: '2.0', id: 'a', result: complete({ content: [] }) });
    expect(closed(stateless().call('tools/list', {}, list), answered)).toEqual(NOTHING);
    const waited = (open: Composer) =>
      open.event({ kind: 'gave-up', connection: 1, exchange: open.exchangeNumber, awaited: 'response', after: 1000 });
    expect(closed(stateless().call('tools/list', {}, list), waited)).toEqual(NOTHING);
  });
  test('accepts whatever answer the next request gets', () => {
    expect(look(begun().call('ping', {}, pong))).toEqual({ observed: 1, findings: 0 });
  });
});

describe('cancellation.invalid.http-ignored', () => {
  const refusing = (params: object) =>
    inSession()
      .call('ping', {}, pong, { id: 12 })
      .exchange({ jsonrpc: '2.0', method: 'notifications/cancelled', params }, { status: 400 })
      .call('ping', {}, pong);
  const look = (params: object) => seen(checks['cancellation.invalid.http-ignored'], refusing(params));
  const late = (status: number, next: number) =>
    seen(
      checks['cancellation.invalid.http-ignored'],
      inSession()
        .call('ping', {}, pong, { id: 12 })
        .exchange({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 12 } }, { status })
        .call('ping', {}, next === 200 ? pong : undefined, { answer: { status: next } }),
    );
  test('finds the refusal of a cancellation that came too late', () => {
    expect(look({ requestId: 12 })).toEqual({ observed: 1, findings: 1 });
    for (const status of [400, 404, 500]) expect(late(status, 200)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of one that names what is still in progress: it is no invalid one', () => {
    const composer = inSession()
      .stream({ method: 'tools/call', params: { name: 't', arguments: {} }, id: 'a' })
      .exchange({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } }, { status: 400 });
    const seenOf = seen(checks['cancellation.invalid.http-ignored'], composer.call('ping', {}, pong));
    expect(seenOf).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where the next request was still waiting when nobody looked any more', () => {
    const composer = inSession().exchange(
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'none' } },
      { status: 202 },
    );
    const text = JSON.stringify({ jsonrpc: '2.0', id: 'p', method: 'ping' });
    const of = { connection: composer.connection, exchange: 70 } as const;
    composer.event({
      kind: 'request',
      direction: 'sent',
      ...of,
      method: 'POST',
      target: '/mcp',
      headers: session,
      text,
    });
    expect(seen(checks['cancellation.invalid.http-ignored'], composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a session that ends over it', () => {
    expect(late(202, 404)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['was one too many', 429, 200],
    ['met nobody behind the gateway', 503, 200],
    ['came when the credentials had run out', 401, 401],
    ['came before they did', 202, 401],
    ['came when the session had ended', 404, 404],
  ])('says nothing of one that %s', (_, status, next) => {
    expect(late(status, next)).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where the next request is refused for what it is itself', () => {
    const next = (
      method: string,
      headers: Readonly<Record<string, string | null>>,
      answer?: Readonly<Record<string, unknown>>,
    ) =>
      seen(
        checks['cancellation.invalid.http-ignored'],
        inSession()
          .call('ping', {}, pong, { id: 12 })
          .exchange(
            { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 12 } },
            { status: 202, headers: [] },
          )
          .call(method, {}, answer, { headers, answer: { status: 400 } }),
      );
    const error = { error: { code: -32601, message: 'Method not found' } };
    expect(next('ping', { 'MCP-Protocol-Version': '1900-01-01' })).toEqual({ observed: 0, findings: 0 });
    expect(next('prompts/list', {}, error)).toEqual({ observed: 0, findings: 0 });
    expect(next('prompts/list', {})).toEqual({ observed: 1, findings: 1 });
    expect(next('ping', {}, error)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where the next request met a limit of requests', () => {
    const limited = (status: number): Composer =>
      inSession()
        .exchange({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { reason: 'Stop' } }, { status: 202 })
        .call('ping', {}, undefined, { answer: { status } });
    const seenOf = (status: number) => seen(checks['cancellation.invalid.http-ignored'], limited(status));
    expect(seenOf(429)).toEqual({ observed: 0, findings: 0 });
    expect(seenOf(400)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of one from a foreign origin, nor of one that never got through', () => {
    const cancellation = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'none' } };
    const broken = (origin: string | undefined, message: string): Composer => {
      const composer = inSession();
      const on = { connection: composer.connection, exchange: 70 } as const;
      return composer
        .event({
          ...on,
          kind: 'request',
          direction: 'sent',
          method: 'POST',
          target: '/mcp',
          headers: origin === undefined ? [] : [['Origin', origin]],
          text: JSON.stringify(cancellation),
        })
        .event({ ...on, kind: 'failure', direction: 'received', code: 'ECONNRESET', message })
        .call('ping', {}, undefined, { answer: { status: 500 } });
    };
    const seenOf = (composer: Composer) => seen(checks['cancellation.invalid.http-ignored'], composer);
    expect(seenOf(broken(undefined, 'read ECONNRESET'))).toEqual({ observed: 1, findings: 1 });
    expect(seenOf(broken(undefined, 'connect ECONNRESET 127.0.0.1:80'))).toEqual({ observed: 0, findings: 0 });
    expect(seenOf(broken('https://accord.invalid', 'read ECONNRESET'))).toEqual({ observed: 0, findings: 0 });
  });
  test('lets one be refused that names nothing: a server may say that it does not understand it', () => {
    expect(look({ reason: 'Stop' })).toEqual({ observed: 1, findings: 0 });
  });
});

describe('cancellation.request.http-no-response', () => {
  const look = (composer: Composer) => seen(checks['cancellation.request.http-no-response'], composer);
  /** A call is cancelled, the next request is answered, and then the call is, in a body of this type. */
  const answered = (
    message: object,
    type: string,
    { method = 'tools/list', params = {}, status = 202 }: { method?: string; params?: object; status?: number } = {},
  ) => {
    const composer = inSession();
    const on = { connection: composer.connection, exchange: 80 } as const;
    const text = JSON.stringify({ jsonrpc: '2.0', id: 'a', method, params });
    composer
      .event({ ...on, kind: 'request', direction: 'sent', method: 'POST', target: '/mcp', headers: [], text })
      .exchange({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } }, { status })
      .call('ping', {}, pong)
      .event({ ...on, kind: 'response', direction: 'received', status: 200, headers: [['Content-Type', type]] });
    const answer = JSON.stringify({ jsonrpc: '2.0', id: 'a', ...message });
    const received = { ...on, direction: 'received', text: answer } as const;
    composer.event(
      type === 'application/json' ? { ...received, kind: 'body' } : { ...received, kind: 'sse', stream: 'sse' },
    );
    return look(composer.event({ ...on, kind: 'end', direction: 'received', stream: 'response' }));
  };
  const cancelled = { error: { code: 0, message: 'Request cancelled' } };
  test('finds an answer that comes when the cancellation was read', () => {
    for (const type of ['text/event-stream', 'application/json'])
      expect(answered({ result: { tools: [] } }, type)).toEqual({ observed: 1, findings: 1 });
    expect(answered(cancelled, 'text/event-stream')).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of what this notification does not end, and of one that was refused', () => {
    const late = (rest: object) => answered({ result: { tools: [] } }, 'text/event-stream', rest);
    expect(late({ method: 'initialize' })).toEqual({ observed: 0, findings: 0 });
    expect(late({ method: 'tools/call', params: { name: 't', task: {} } })).toEqual({ observed: 0, findings: 0 });
    expect(late({ status: 400 })).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of an answer that came first, or that nothing shows to have come later', () => {
    const cancellation = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'a' } };
    const open = () => inSession().stream({ method: 'tools/call', params: { name: 't', arguments: {} }, id: 'a' });
    const says = (composer: Composer, exchange: number) =>
      composer.told({ jsonrpc: '2.0', id: 'a', result: { content: [] } }, exchange).over(exchange);
    const at = open().exchangeNumber;
    const before = says(open(), at).exchange(cancellation, { status: 202 }).call('ping', {}, pong);
    expect(look(before)).toEqual(NOTHING);
    const crossed = says(open().exchange(cancellation, { status: 202 }), at).call('ping', {}, pong);
    expect(look(crossed)).toEqual(NOTHING);
    expect(look(says(open().exchange(cancellation, { status: 202 }), at))).toEqual(NOTHING);
    const silent = open().exchange(cancellation, { status: 202 }).call('ping', {}, pong);
    expect(look(silent)).toEqual({ observed: 1, findings: 0 });
    expect(look(says(silent, at))).toEqual({ observed: 1, findings: 1 });
  });
  test('lets a body, which has to be one message, be an error', () => {
    expect(answered(cancelled, 'application/json')).toEqual({ observed: 0, findings: 0 });
  });
});

describe('cancellation.subscription.told', () => {
  const look = (composer: Composer) => seen(checks['cancellation.subscription.told'], composer);
  const related = { _meta: { 'io.modelcontextprotocol/subscriptionId': 'sub' } };
  const listening = (transport: 'stdio' | 'streamable-http' = 'stdio', isAcknowledged = true) => {
    const composer = new Composer(transport).established('2026-07-28', { tools: { listChanged: true } });
    const params = { notifications: { toolsListChanged: true } };
    const acknowledgement = {
      jsonrpc: '2.0',
      method: 'notifications/subscriptions/acknowledged',
      params: { ...params, ...related },
    };
    if (transport === 'streamable-http')
      return composer.stream({ method: 'subscriptions/listen', params, id: 'sub' }).told(acknowledgement);
    composer.call('subscriptions/listen', params, undefined, { id: 'sub' });
    return isAcknowledged ? composer.received(acknowledgement) : composer;
  };
  const result = { jsonrpc: '2.0', id: 'sub', result: complete({ ...related }) };
  const discover = (composer: Composer) =>
    composer.call(
      'server/discover',
      {},
      {
        result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 0, cacheScope: 'public' }),
      },
    );
  const leave = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'sub' } };
  test('finds one that ends by its result alone', () => {
    expect(look(discover(listening().received(result)))).toEqual({ observed: 1, findings: 1 });
    expect(look(discover(listening().received(leave).received(result)))).toEqual({ observed: 1, findings: 0 });
  });
  test('says nothing where the client had left, where none had begun, over HTTP, or where more may come', () => {
    expect(look(discover(listening().sent(leave).received(result)))).toEqual(NOTHING);
    expect(look(discover(listening('stdio', false).received(result)))).toEqual(NOTHING);
    expect(look(discover(listening('streamable-http').told(result).over()))).toEqual(NOTHING);
    expect(look(listening().received(result))).toEqual(NOTHING);
  });
});
