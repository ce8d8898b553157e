import { describe, expect, test } from 'vitest';
import { Composer, complete, metaOf } from '../examples/engine/compose.ts';
import { looking } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './pagination.ts';

const page = (rest: object = {}) => ({ result: complete({ tools: [], ttlMs: 0, cacheScope: 'public', ...rest }) });
const error = (code: unknown) => ({ error: { code, message: 'No' } });
const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const look = looking(checks);

describe('pagination.cursor.string', () => {
  const id = 'pagination.cursor.string';
  test.each(['next', '', 'ü\u0000'])('accepts the cursor %j', (nextCursor) => {
    expect(look(id, begun().call('tools/list', {}, page({ nextCursor })))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([null, 2, true, ['next'], { at: 2 }])('finds the cursor %j', (nextCursor) => {
    expect(look(id, begun().call('tools/list', {}, page({ nextCursor })))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds it in a list of tasks too, where there are tasks', () => {
    const tasks = (revision: '2025-06-18' | '2025-11-25', nextCursor: unknown) =>
      look(
        id,
        new Composer('stdio')
          .established(revision, { tasks: { list: {} } })
          .call('tasks/list', {}, { result: { tasks: [], nextCursor } }),
      );
    expect(tasks('2025-11-25', null)).toEqual({ observed: 1, findings: 1 });
    expect(tasks('2025-11-25', 'next')).toEqual({ observed: 1, findings: 0 });
    expect(tasks('2025-06-18', null)).toEqual({ observed: 0, findings: 0 });
  });
  test('sees nothing where there is no cursor', () => {
    const composer = begun()
      .call('tools/list', {}, page())
      .call('tools/list', {}, { result: ['nextCursor'] });
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('pagination.cursor.invalid', () => {
  const id = 'pagination.cursor.invalid';
  const cursor = 'made-up';
  test('accepts -32602, and finds other codes and results', () => {
    const known = () => begun().call('tools/list', {}, page());
    expect(look(id, known().call('tools/list', { cursor }, error(-32602)))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, known().call('tools/list', { cursor }, error(-32603)))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, known().call('tools/list', { cursor }, page()))).toEqual({ observed: 1, findings: 1 });
    const asking = { result: { resultType: 'input_required' } };
    expect(look(id, known().call('tools/list', { cursor }, asking))).toEqual({ observed: 0, findings: 0 });
  });
  test('hears nothing of the cursor where a limit of requests was met', () => {
    const limited = (status: number) =>
      new Composer('streamable-http')
        .established('2025-11-25', { tools: {} })
        .call('tools/list', {}, page())
        .call('tools/list', { cursor }, error(-32029), { answer: { status } });
    expect(look(id, limited(429))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, limited(400))).toEqual({ observed: 1, findings: 1 });
  });
  test('does not judge without a twin of the same method', () => {
    const composer = begun().call('prompts/list', {}, page()).call('tools/list', { cursor }, error(-32601));
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge cursors that were handed out, on whatever connection, nor empty ones', () => {
    const composer = begun()
      .call('tools/list', {}, page({ nextCursor: 'next' }))
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page())
      .call('tools/list', { cursor: 'next' }, page())
      .call('tools/list', { cursor: '' }, page())
      .call('tools/list', { cursor: null }, page());
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('a cursor that was handed out', () => {
  const page = (names: readonly string[], nextCursor?: string) => ({
    result: complete({
      tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })),
      ttlMs: 0,
      cacheScope: 'public',
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }),
  });
  const refused = { error: { code: -32602, message: 'Invalid cursor' } };
  const start = () => new Composer('stdio').established('2026-07-28', { tools: {} });
  const walked = (composer: Composer, second: object = page(['b'])) =>
    composer.call('tools/list', {}, page(['a'], 'n')).call('tools/list', { cursor: 'n' }, { ...second });
  const taken = (composer: Composer) => seen(checks['pagination.cursor.accepted'], composer);
  const stable = (composer: Composer) => seen(checks['pagination.cursor.stable'], composer);

  test('leads to a page, an empty one too', () => {
    expect(taken(walked(start()))).toEqual({ observed: 1, findings: 0 });
    expect(taken(walked(start(), page([])))).toEqual({ observed: 1, findings: 0 });
    expect(taken(walked(start(), page(['a'])))).toEqual({ observed: 1, findings: 0 });
  });
  test('is read', () => {
    expect(taken(walked(start(), refused))).toEqual({ observed: 1, findings: 1 });
    expect(taken(walked(start(), page(['a'], 'n')))).toEqual({ observed: 1, findings: 1 });
    expect(taken(walked(start(), page([], 'n')))).toEqual({ observed: 1, findings: 0 });
  });
  test('is read, or the first page comes again and again, whatever cursors are made up for it', () => {
    const again = (...cursors: readonly string[]) =>
      cursors.reduce(
        (composer, cursor) => composer.call('tools/list', { cursor }, page(['a'], `${cursor}+`)),
        start().call('tools/list', {}, page(['a'], 'n')),
      );
    expect(taken(again('n'))).toEqual({ observed: 1, findings: 0 });
    expect(taken(again('n', 'n+'))).toEqual({ observed: 2, findings: 1 });
    const then = (...pages: readonly (readonly [cursor: string, page: object])[]) =>
      pages.reduce(
        (composer, [cursor, each]) => composer.call('tools/list', { cursor }, { ...each }),
        start().call('tools/list', {}, page(['a'], 'n')),
      );
    // What ends was read to its end, and what differs was read.
    expect(taken(then(['n', page(['a'], 'm')], ['m', page(['a'])]))).toEqual({ observed: 2, findings: 0 });
    expect(taken(then(['n', page(['b'], 'm')], ['m', page(['b'], 'o')]))).toEqual({ observed: 2, findings: 0 });
    expect(taken(then(['n', page(['b'], 'n')]))).toEqual({ observed: 1, findings: 0 });
    expect(taken(walked(start(), { result: { resultType: 'input_required' } }))).toEqual({ observed: 0, findings: 0 });
    const empty = start().call('tools/list', {}, page([], 'n'));
    expect(taken(empty.call('tools/list', { cursor: 'n' }, page([], 'n')))).toEqual({ observed: 1, findings: 0 });
    // Where the list grows by a page between two requests, the cursor leads to the same again.
    expect(taken(again('n', 'n+').call('tools/list', {}, page(['b'])))).toEqual({ observed: 2, findings: 0 });
  });
  test('may become invalid once the list has changed', () => {
    const told = (first: object = page(['a'], 'n')) =>
      start()
        .call('tools/list', {}, { ...first })
        .received({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
    expect(taken(told().call('tools/list', { cursor: 'n' }, refused))).toEqual({ observed: 0, findings: 0 });
    const ofOthers = start()
      .call('tools/list', {}, page(['a'], 'n'))
      .received({ jsonrpc: '2.0', method: 'notifications/prompts/list_changed' });
    expect(taken(ofOthers.call('tools/list', { cursor: 'n' }, refused))).toEqual({ observed: 1, findings: 1 });
    expect(taken(walked(told(page([])), refused))).toEqual({ observed: 1, findings: 1 });
    expect(taken(walked(walked(start()), refused))).toEqual({ observed: 2, findings: 1 });
    const other = (second: object) => walked(start(), second).call('tools/list', {}, page(['b'], 'm'));
    expect(taken(other(page(['b'])).call('tools/list', { cursor: 'm' }, refused))).toEqual({
      observed: 1,
      findings: 0,
    });
    expect(taken(other(refused).call('tools/list', { cursor: 'm' }, refused))).toEqual({ observed: 2, findings: 2 });
  });
  test('counts on the connection on which it was handed out, and not after an accident', () => {
    const elsewhere = start()
      .call('tools/list', {}, page(['a'], 'n'))
      .established('2026-07-28', { tools: {} });
    expect(taken(elsewhere.call('tools/list', { cursor: 'n' }, refused))).toEqual({ observed: 0, findings: 0 });
    expect(taken(walked(start(), { error: { code: -32000, message: '' } }))).toEqual({ observed: 0, findings: 0 });
    expect(taken(start().call('tools/list', { cursor: 'x' }, refused))).toEqual({ observed: 0, findings: 0 });
  });

  test('leads to the same page again', () => {
    const twice = () => walked(walked(start()));
    expect(stable(twice())).toEqual({ observed: 0, findings: 0 });
    expect(stable(twice().call('tools/list', { cursor: 'n' }, page(['b'])))).toEqual({ observed: 1, findings: 0 });
    expect(stable(twice().call('tools/list', { cursor: 'n' }, page(['c'])))).toEqual({ observed: 1, findings: 1 });
    expect(stable(twice().call('tools/list', { cursor: 'n' }, page(['b'], 'm')))).toEqual({ observed: 1, findings: 1 });
    expect(stable(twice().call('tools/list', { cursor: 'n' }, refused))).toEqual({ observed: 1, findings: 1 });
    expect(taken(twice().call('tools/list', { cursor: 'n' }, refused))).toEqual({ observed: 2, findings: 0 });
  });
  test('may lead elsewhere in a list that changes, or of which that is not known', () => {
    const changed = walked(walked(start()), page(['c'])).call('tools/list', { cursor: 'n' }, page(['d']));
    expect(stable(changed)).toEqual({ observed: 0, findings: 0 });
    const again = (...walks: readonly (readonly string[])[]) =>
      stable(
        walks
          .reduce((composer, names) => walked(composer, page(names)), start())
          .call('tools/list', { cursor: 'n' }, page(['z'])),
      );
    expect(again(['b'], ['b'], ['b'])).toMatchObject({ findings: 1 });
    for (const grown of [
      [['b'], ['b', 'c']],
      [['b', 'c'], ['b']],
      [['b'], ['b'], ['c']],
    ])
      expect(again(...grown)).toEqual({ observed: 0, findings: 0 });
    const asking = { result: { resultType: 'input_required' } };
    const interim = walked(walked(start())).call('tools/list', { cursor: 'n' }, asking);
    expect(stable(interim)).toEqual({ observed: 0, findings: 0 });
    const unfinished = start().call('tools/list', {}, page(['a'], 'm'));
    expect(stable(walked(unfinished).call('tools/list', { cursor: 'n' }, page(['z'])))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(stable(walked(start()).call('tools/list', { cursor: 'n' }, page(['c'])))).toEqual({
      observed: 0,
      findings: 0,
    });
  });

  test('is answered even where it never was handed out', () => {
    const look = (composer: Composer) => seen(checks['pagination.cursor.invalid-graceful'], composer);
    const bad = (answer: object | undefined) =>
      start()
        .call('tools/list', {}, page(['a']))
        .call('tools/list', { cursor: 'x' }, answer === undefined ? undefined : { ...answer }, { id: 'bad' });
    const waited = { kind: 'gave-up', connection: 1, awaited: 'response', after: 2000, id: 'bad' } as const;
    expect(look(bad(refused))).toEqual({ observed: 1, findings: 0 });
    expect(look(bad(page(['a'])))).toEqual({ observed: 1, findings: 0 });
    expect(
      look(
        bad(undefined)
          .event(waited)
          .call('tools/list', {}, page(['a'])),
      ),
    ).toEqual({ observed: 1, findings: 1 });
    const died = { kind: 'exit', direction: 'received', connection: 1, process: 1, code: 1, signal: null } as const;
    expect(look(bad(undefined).event(died))).toEqual({ observed: 1, findings: 1 });
    // Silence alone, without a later answer, may be a slow server.
    expect(look(bad(undefined).event(waited))).toEqual({ observed: 0, findings: 0 });
    expect(look(bad(undefined).shutdown())).toEqual({ observed: 0, findings: 0 });
  });

  test('is answered over HTTP too, where a connection that breaks is no answer', () => {
    const id = 'pagination.cursor.invalid-graceful';
    const bad = () =>
      new Composer('streamable-http').established('2026-07-28', { tools: {} }).call('tools/list', {}, page(['a']));
    const broken = (code: string, message: string) => {
      const composer = bad();
      const of = { connection: 1, exchange: 99 } as const;
      return composer
        .event({
          kind: 'request',
          direction: 'sent',
          ...of,
          method: 'POST',
          target: '/mcp',
          headers: [
            ['MCP-Protocol-Version', '2026-07-28'],
            ['Mcp-Method', 'tools/list'],
          ],
          text: JSON.stringify({
            jsonrpc: '2.0',
            id: 'bad',
            method: 'tools/list',
            params: { _meta: metaOf('2026-07-28'), cursor: 'x' },
          }),
        })
        .event({ kind: 'failure', direction: 'received', ...of, code, message });
    };
    const goesOn = (composer: Composer) =>
      composer
        .on(1)
        .exchange(
          { jsonrpc: '2.0', id: 'more', method: 'tools/list', params: { _meta: metaOf('2026-07-28') } },
          { json: { jsonrpc: '2.0', id: 'more', ...page(['a']) } },
        );
    expect(seen(checks[id], goesOn(broken('ECONNRESET', 'read ECONNRESET')))).toEqual({ observed: 1, findings: 1 });
    const lost = (status: number, headers: Record<string, string> = {}) =>
      seen(checks[id], bad().call('tools/list', { cursor: 'x' }, undefined, { headers, answer: { status } }));
    expect(lost(500)).toEqual({ observed: 1, findings: 1 });
    for (const status of [400, 503]) expect(lost(status)).toEqual({ observed: 0, findings: 0 });
    expect(lost(500, { 'Mcp-Method': 'ping' })).toEqual({ observed: 0, findings: 0 });
    const first = new Composer('streamable-http').established('2026-07-28', { tools: {} });
    const untwinned = first.call('tools/list', { cursor: 'x' }, undefined, { answer: { status: 500 } });
    expect(seen(checks[id], untwinned)).toEqual({ observed: 0, findings: 0 });
    const unreached = goesOn(broken('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3000'));
    expect(seen(checks[id], unreached)).toEqual({ observed: 0, findings: 0 });
  });

  test('that was handed out is not refused by a status alone', () => {
    const pages = () =>
      new Composer('streamable-http').established('2026-07-28', { tools: {} }).call('tools/list', {}, page(['a'], 'n'));
    const gone = (composer: Composer, status = 410) =>
      composer.call('tools/list', { cursor: 'n' }, undefined, { answer: { status } });
    expect(taken(gone(pages()))).toEqual({ observed: 1, findings: 1 });
    expect(taken(gone(pages(), 429))).toEqual({ observed: 0, findings: 0 });
    const badly = pages().call('tools/list', { cursor: 'n' }, refused, { headers: { 'Mcp-Method': 'ping' } });
    expect(taken(badly)).toEqual({ observed: 0, findings: 0 });
    // Nor is it one that may be none any more.
    const changed = pages().stream({ method: 'GET' }).told({
      jsonrpc: '2.0',
      method: 'notifications/tools/list_changed',
    });
    expect(taken(gone(changed))).toEqual({ observed: 0, findings: 0 });
    const whole = (composer: Composer) => composer.call('tools/list', { cursor: 'n' }, page(['b']));
    const twice = () => whole(whole(pages()).call('tools/list', {}, page(['a'], 'n')));
    expect(stable(gone(twice()))).toEqual({ observed: 1, findings: 1 });
    expect(stable(gone(twice(), 503))).toEqual({ observed: 0, findings: 0 });
  });
});
