import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { exchangesOf } from './exchange.ts';
import { parse } from './json.ts';
import type { Call } from './message.ts';
import { listings, twinOf } from './readers.ts';
import { type View, viewsOf } from './view.ts';

const views = (composer: Composer): readonly View[] => viewsOf(composer.transcript());
const only = (composer: Composer): View => {
  const [view, ...others] = views(composer);
  if (view === undefined || others.length > 0) throw new Error('there is not exactly one view');
  return view;
};
const revisions = (composer: Composer) => views(composer).map(({ revision }) => revision);
const client = { capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
const initialized = (protocolVersion: unknown) => ({
  result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } },
});
const refused = { error: { code: -32601, message: 'Method not found' } };
const asks = (protocolVersion: string) => ({ protocolVersion, ...client });
const discovered = (supportedVersions: unknown) => ({ result: complete({ supportedVersions, capabilities: {} }) });
const hints = { ttlMs: 0, cacheScope: 'public' };

describe('connections and revisions', () => {
  test('both eras in one transcript make two views, the newest first, each with its own connections', () => {
    const composer = new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .established('2026-07-28', { prompts: {} })
      .on(1)
      .call('ping', {}, { result: {} });
    const [stateless, session] = views(composer);
    expect(stateless).toMatchObject({ revision: '2026-07-28', era: 'stateless', connections: [2] });
    expect(session).toMatchObject({ revision: '2025-11-25', era: 'session', connections: [1] });
    expect(session?.callsTo('ping')).toHaveLength(1);
    expect(stateless?.callsTo('ping')).toEqual([]);
    expect([session?.declares('tools'), stateless?.declares('tools')]).toEqual([true, false]);
  });
  test('a negotiated older date is the revision that counts', () => {
    const composer = new Composer('stdio')
      .open('2025-11-25')
      .call('initialize', asks('2025-11-25'), initialized('2024-11-05'));
    expect(revisions(composer)).toEqual(['2024-11-05']);
  });
  test('an unknown version that was asked for settles nothing, and joins the newest revision of its era', () => {
    const unknown = (composer: Composer) =>
      composer.open('2025-11-25', 'second').call('initialize', asks('1900-01-01'), initialized('2025-06-18'));
    expect(revisions(unknown(new Composer('stdio')))).toEqual([]);
    const composer = unknown(new Composer('stdio').established('2025-03-26').established('2025-11-25'));
    expect(views(composer).map(({ revision, connections }) => [revision, connections])).toEqual([
      ['2025-11-25', [2, 3]],
      ['2025-03-26', [1]],
    ]);
  });
  test('a discovery that was refused, and a session on the same process, is a session', () => {
    const composer = new Composer('stdio')
      .open('2026-07-28')
      .call('server/discover', {}, refused)
      .call('initialize', asks('2025-11-25'), initialized('2025-11-25'))
      .call('ping', {}, { result: {} });
    const view = only(composer);
    expect(view.revision).toBe('2025-11-25');
    expect(view.calls.map(({ method }) => method)).toEqual(['server/discover', 'initialize', 'ping']);
  });
  test('a session that was refused after a discovery leaves it with the era of the discovery', () => {
    const composer = new Composer('stdio').established('2026-07-28').call('initialize', asks('2025-11-25'), refused);
    expect(revisions(composer)).toEqual(['2026-07-28']);
  });
  test.each([
    ['nothing was answered', undefined],
    ['an error', refused],
    ['a version that nobody knows', initialized('1900-01-01')],
    ['no version', initialized(undefined)],
    ['a version that is a number', initialized(20251125)],
    ['a revision that has no handshake', initialized('2026-07-28')],
    ['an array', { result: [] }],
    ['null', { result: null }],
  ])('a handshake establishes nothing by %s', (_, answer) => {
    expect(revisions(new Composer('stdio').open('2025-11-25').call('initialize', asks('2025-11-25'), answer))).toEqual(
      [],
    );
  });
  test.each([
    ['an error', refused],
    ['versions without ours', discovered(['2027-01-01'])],
    ['an empty result', { result: {} }],
    ['an empty list of a server that knows no types of results', { result: { supportedVersions: [] } }],
  ])('a discovery establishes nothing by %s', (_, answer) => {
    expect(revisions(new Composer('stdio').open('2026-07-28').call('server/discover', {}, answer))).toEqual([]);
  });
  test.each([[undefined], [[]], [['2025-11-25']]])(
    'a discovery result that forgot its list, or its version on it, still comes from a server of its era: %j',
    (list) => {
      const answer = discovered(list as string[] | undefined);
      expect(revisions(new Composer('stdio').open('2026-07-28').call('server/discover', {}, answer))).toEqual([
        '2026-07-28',
      ]);
    },
  );
  describe('a discovery that lists other versions only', () => {
    const others = ['2025-11-25'];
    const unsupported = (supported: unknown) => ({
      error: { code: -32022, message: 'Unsupported', data: { supported, requested: '2026-07-28' } },
    });
    const asked = () => new Composer('stdio').open('2026-07-28').call('server/discover', {}, discovered(others));
    test('establishes nothing where all else is refused in that version too', () => {
      expect(revisions(asked().call('tools/list', {}, unsupported(others)))).toEqual([]);
    });
    const listed = { result: complete({ tools: [], ...hints }) };
    const isUnsupported = unsupported(others);
    test.each([
      ['nothing is refused', asked()],
      ['the refusal lists it', asked().call('tools/list', {}, unsupported(['2026-07-28']))],
      ['the refusal has another cause', asked().call('tools/list', {}, refused)],
      ['something else is served', asked().call('prompts/list', {}, isUnsupported).call('tools/list', {}, listed)],
      [
        'another discovery lists it',
        asked()
          .call('tools/list', {}, isUnsupported)
          .call('server/discover', {}, discovered(['2026-07-28'])),
      ],
    ])('establishes its era where %s', (_, composer) => {
      expect(revisions(composer)).toEqual(['2026-07-28']);
    });
  });
  test('another request than a discovery establishes nothing', () => {
    const composer = new Composer('stdio')
      .open('2026-07-28')
      .call('tools/list', {}, { result: complete({ tools: [] }) });
    expect(revisions(composer)).toEqual([]);
  });
  test('a connection of no era belongs to the newest revision, and one of an era that was not established to none', () => {
    const composer = new Composer('stdio')
      .established('2025-11-25')
      .established('2025-06-18')
      .open('2025-11-25')
      .received('noise')
      .open('2026-07-28')
      .call('server/discover', {}, refused);
    expect(views(composer).map(({ revision, connections }) => [revision, connections])).toEqual([
      ['2025-11-25', [1, 3]],
      ['2025-06-18', [2]],
    ]);
  });
  test('an empty transcript shows nothing', () => {
    expect(revisions(new Composer('stdio'))).toEqual([]);
    expect(revisions(new Composer('stdio').open('2025-11-25').shutdown())).toEqual([]);
  });
});

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

describe('exchanges', () => {
  const of = { connection: 1, exchange: 1 } as const;
  const request = { kind: 'request', direction: 'sent', ...of, method: 'POST', target: '/', headers: [] } as const;
  const sse = { kind: 'sse', direction: 'received', stream: 'sse', ...of } as const;
  test('hold what was delivered, and neither comments nor what was cut off', () => {
    const { events } = new Composer('streamable-http')
      .event(request)
      .event({ kind: 'response', direction: 'received', ...of, status: 200, headers: [] })
      .event({ ...sse, text: 'keep-alive', comment: true })
      .event({ ...sse, text: '', id: '1' })
      .event({ ...sse, text: '{"half', unterminated: true })
      .event({ kind: 'failure', direction: 'received', ...of, code: 'ECONNRESET', message: 'reset' })
      .transcript();
    const [exchange] = exchangesOf(events);
    expect(exchange?.sse.map(({ id }) => id)).toEqual(['1']);
    expect(exchange).toMatchObject({ failure: { code: 'ECONNRESET' }, last: 6, response: { status: 200 } });
  });
  test('need a request', () => {
    const { events } = new Composer('streamable-http').event({ ...sse, text: '{}' }).transcript();
    expect(exchangesOf(events)).toEqual([]);
  });
});

describe('walks over a list', () => {
  const page = (names: readonly string[], nextCursor?: unknown) => ({
    result: complete({
      tools: names.map((name) => ({ name })),
      ...hints,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }),
  });
  const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
  const walks = (composer: Composer) =>
    listings(only(composer), 'tools/list').map(({ items, complete: whole, connection }) => [
      connection,
      items.map(({ value }) => value.name).join(''),
      whole,
    ]);
  test('go from cursor to cursor', () => {
    const composer = begun()
      .call('tools/list', {}, page(['a'], '2'))
      .call('tools/list', { cursor: '2' }, page(['b'], '3'))
      .call('tools/list', { cursor: '3' }, page(['c']));
    expect(walks(composer)).toEqual([[1, 'abc', true]]);
  });
  test('an empty string is a cursor like any other', () => {
    const composer = begun()
      .call('tools/list', {}, page(['a'], ''))
      .call('tools/list', { cursor: '' }, page(['b']));
    expect(walks(composer)).toEqual([[1, 'ab', true]]);
  });
  test('may interleave, on one connection and on two', () => {
    const composer = begun()
      .call('tools/list', {}, page(['a'], 'x'))
      .call('tools/list', {}, page(['A'], 'y'))
      .call('tools/list', { cursor: 'x' }, page(['b']))
      .call('tools/list', { cursor: 'y' }, page(['B']))
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page(['1'], 'x'))
      .on(1)
      .call('tools/list', { cursor: 'x' }, page(['stray']))
      .on(2)
      .call('tools/list', { cursor: 'x' }, page(['2']));
    expect(walks(composer)).toEqual([
      [1, 'ab', true],
      [1, 'AB', true],
      [2, '12', true],
    ]);
  });
  test('are not whole while a cursor is left, of whatever type', () => {
    expect(walks(begun().call('tools/list', {}, page(['a'], null)))).toEqual([[1, 'a', false]]);
    expect(
      walks(
        begun()
          .call('tools/list', {}, page(['a'], 'x'))
          .call('tools/list', { cursor: 'x' }, refused),
      ),
    ).toEqual([[1, 'a', false]]);
  });
  test('a list that hands out one cursor for ever is one walk', () => {
    let composer = begun().call('tools/list', {}, page(['a'], 'x'));
    for (let count = 0; count < 3; count++) composer = composer.call('tools/list', { cursor: 'x' }, page(['a'], 'x'));
    expect(walks(composer)).toEqual([[1, 'aaaa', false]]);
  });
  test('a cursor that nobody handed out begins no walk', () => {
    expect(walks(begun().call('tools/list', { cursor: 'made-up' }, page(['a'])))).toEqual([]);
  });
  test('items that are no objects are left out, also those that were sent as a map', () => {
    const odd = (tools: unknown) => ({ result: complete({ tools, ...hints }) });
    expect(walks(begun().call('tools/list', {}, odd([null, 'a', [], { name: 'a' }])))).toEqual([[1, 'a', true]]);
    expect(walks(begun().call('tools/list', {}, odd({ a: {} })))).toEqual([[1, '', true]]);
  });
});

describe('the twin', () => {
  const ok = { result: complete({ content: [] }) };
  const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
  const twinOfLast = (composer: Composer) => {
    const view = only(composer);
    return twinOf(view, view.calls.at(-1) as Call)?.params;
  };
  test('is the last accepted request of the method before it on its connection', () => {
    const composer = begun()
      .call('tools/call', { name: 'a' }, ok)
      .call('tools/call', { name: 'b' }, ok)
      .call('tools/call', { name: 'c' }, refused)
      .call('tools/call', { name: 'd' }, refused);
    expect(twinOfLast(composer)).toMatchObject({ name: 'b' });
  });
  test('comes neither after it, nor from another connection or method, nor from what was not answered', () => {
    expect(twinOfLast(begun().call('tools/list', {}, ok).call('tools/call', {}, refused))).toBeUndefined();
    expect(twinOfLast(begun().call('tools/call', {}, undefined).call('tools/call', {}, refused))).toBeUndefined();
    expect(twinOfLast(begun().call('tools/call', {}, { result: [] }).call('tools/call', {}, refused))).toBeUndefined();
    const other = begun().call('tools/call', {}, ok).established('2026-07-28').call('tools/call', {}, refused);
    expect(twinOfLast(other)).toBeUndefined();
    const view = only(begun().call('tools/call', {}, refused).call('tools/call', {}, ok));
    expect(twinOf(view, view.calls[1] as Call)).toBeUndefined();
  });
});

test('members named like those of a prototype are members like any other', () => {
  const view = only(
    new Composer('stdio').open('2025-11-25').call('initialize', asks('2025-11-25'), {
      result: parse(
        '{"protocolVersion":"2025-11-25","capabilities":{"__proto__":{"tools":{}},"constructor":{}}}',
      ) as object,
    }),
  );
  expect(view.declares('tools')).toBe(false);
});
