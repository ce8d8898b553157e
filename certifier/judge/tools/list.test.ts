import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../tools.ts';

const page = (names: readonly string[], rest: object = {}) => ({
  result: complete({
    tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })),
    ttlMs: 0,
    cacheScope: 'public',
    ...rest,
  }),
});
const error = (code: number) => ({ error: { code, message: 'No' } });
const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const look = looking(checks);
const both = (first: object, second: object) =>
  new Composer('stdio').established('2025-11-25', { ...first }).established('2025-11-25', { ...second }, 'second');

const silent = (composer: Composer, params: object = {}) => {
  composer.call('tools/list', { ...params }, undefined, { id: `silent ${composer.transcript().events.length}` });
  return composer.event({
    kind: 'gave-up',
    connection: composer.connection,
    process: composer.connection,
    awaited: 'response',
    id: JSON.parse((composer.transcript().events.at(-1) as { text: string }).text).id,
    after: 5000,
  });
};

describe('what a server says of its tools counts where it says it', () => {
  test('tools are declared to the session that lists them', () => {
    const id = 'tools.capability.declared';
    expect(look(id, both({}, { tools: {} }).call('tools/list', {}, page(['a'])))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, both({ tools: {} }, {}).call('tools/list', {}, page(['a'])))).toEqual({ observed: 1, findings: 1 });
    const unstated = new Composer('stdio').open('2025-11-25').call('tools/list', {}, page(['a']));
    expect(look(id, unstated)).toEqual({ observed: 0, findings: 0 });
  });
  test('the method is known in the session that was told of tools', () => {
    const id = 'tools.list.method-known';
    expect(look(id, both({ tools: {} }, {}).call('tools/list', {}, error(-32601)))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(look(id, both({}, { tools: {} }).call('tools/list', {}, error(-32601)))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
});

describe('tools.list.method-known', () => {
  const id = 'tools.list.method-known';
  const session = () => new Composer('stdio').established('2025-11-25', { tools: {} });
  test('finds a list that is passed over while others are answered', () => {
    const twice = silent(silent(session())).call('ping', {}, { result: {} });
    expect(look(id, twice)).toEqual({ observed: 2, findings: 1 });
    expect(look(id, silent(session()).call('ping', {}, { result: {} }))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, twice.call('tools/list', {}, page(['a'])))).toEqual({ observed: 1, findings: 0 });
  });
  test('says nothing where no tools were declared, nor of requests that could be refused', () => {
    const undeclared = silent(silent(new Composer('stdio').established('2025-11-25', {})));
    expect(look(id, undeclared.call('ping', {}, { result: {} }))).toEqual({ observed: 0, findings: 0 });
    const paged = silent(silent(session(), { cursor: 'x' }), { cursor: 'x' });
    expect(look(id, paged.call('ping', {}, { result: {} }))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of requests that were cancelled, or came before the session', () => {
    const cancelled = (composer: Composer) => {
      const asked = silent(composer);
      const { id: requestId } = asked.transcript().events.at(-1) as { id: string };
      return asked.notify('notifications/cancelled', { requestId });
    };
    const both = cancelled(cancelled(session())).call('ping', {}, { result: {} });
    expect(look(id, both)).toEqual({ observed: 0, findings: 0 });
    const early = silent(silent(new Composer('stdio').open('2025-11-25'))).call('ping', {}, { result: {} });
    expect(look(id, early)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.list.answered', () => {
  const id = 'tools.list.answered';
  test('finds a list that is given once, and refused from then on', () => {
    const once = () =>
      begun()
        .call('tools/list', {}, page(['a']))
        .call('tools/list', {}, error(-32603));
    expect(look(id, once())).toEqual({ observed: 1, findings: 0 });
    expect(look(id, once().call('tools/list', {}, error(-32603)))).toEqual({ observed: 3, findings: 1 });
    const elsewhere = once().established('2026-07-28', { tools: {} }).call('tools/list', {}, error(-32603));
    expect(look(id, elsewhere)).toEqual({ observed: 3, findings: 1 });
    const again = once()
      .call('tools/list', {}, error(-32603))
      .call('tools/list', {}, page(['a']));
    expect(look(id, again)).toEqual({ observed: 2, findings: 0 });
  });
  test('says nothing of a request that a server could refuse', () => {
    const refused = (edit: object) =>
      [1, 2].reduce((composer) => composer.call('tools/list', {}, error(-32602), edit), begun());
    expect(look(id, refused({}))).toEqual({ observed: 2, findings: 1 });
    const level = { meta: { 'io.modelcontextprotocol/logLevel': 'loud' } };
    expect(look(id, refused(level))).toEqual({ observed: 0, findings: 0 });
    const old = new Composer('streamable-http')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, undefined, { headers: { 'Mcp-Session-Id': 'old' }, answer: { status: 404 } });
    expect(look(id, old)).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a list that is passed over while others are given', () => {
    const twice = silent(silent(begun())).call('resources/list', {}, error(-32601));
    expect(look(id, twice)).toEqual({ observed: 2, findings: 1 });
    expect(look(id, silent(silent(begun())))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, silent(begun()).call('resources/list', {}, error(-32601)))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a list that is refused by a status and no message, and not who is turned away', () => {
    const refused = (status: number) =>
      new Composer('streamable-http')
        .established('2026-07-28', { tools: {} })
        .call('tools/list', {}, undefined, { answer: { status } });
    expect(look(id, refused(404))).toEqual({ observed: 1, findings: 1 });
    for (const status of [401, 429, 503]) expect(look(id, refused(status))).toEqual({ observed: 0, findings: 0 });
  });
});

test('a cursor of null ends a list as none does', () => {
  const twice = begun()
    .call('tools/list', {}, page(['a', 'b'], { nextCursor: null }))
    .call('tools/list', {}, page(['b', 'a'], { nextCursor: null }));
  expect(look('tools.list.order', twice)).toEqual({ observed: 1, findings: 1 });
  const unknown = begun()
    .call('tools/list', {}, page(['a'], { nextCursor: null }))
    .call('tools/call', { name: 'b' }, { result: complete({ content: [], isError: true }) });
  expect(look('tools.call.unknown-tool', unknown)).toEqual({ observed: 1, findings: 1 });
});

describe('tools.list.order', () => {
  const id = 'tools.list.order';
  const turned = (...between: readonly ((composer: Composer) => Composer)[]) =>
    between
      .reduce((composer, step) => step(composer), begun().call('tools/list', {}, page(['a', 'b', 'c'])))
      .call('tools/list', {}, page(['b', 'c', 'a']));
  const told = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
  test('finds another order of a list that stayed as it was', () => {
    expect(look(id, turned())).toEqual({ observed: 1, findings: 1 });
    expect(
      look(
        id,
        turned((composer) => composer.call('tools/list', {}, error(-32603))),
      ).findings,
    ).toBe(1);
    const other = { ...told, method: 'notifications/prompts/list_changed' };
    expect(
      look(
        id,
        turned((composer) => composer.received(other)),
      ),
    ).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone a tool that went and came again', () => {
    const gone = turned((composer) => composer.call('tools/list', {}, page(['b', 'c'])));
    expect(look(id, gone)).toEqual({ observed: 0, findings: 0 });
    expect(
      look(
        id,
        turned((composer) => composer.received(told)),
      ),
    ).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.list.same-across-connections, over stdio', () => {
  const id = 'tools.list.same-across-connections';
  /** The first process lists both from some age on; the second was last asked when it was so old. */
  const younger = (age: number, last: readonly string[]) =>
    begun()
      .wait(500)
      .call('tools/list', {}, page(['a', 'b']))
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', {}, page(['a']))
      .wait(age)
      .call('tools/list', {}, page(last))
      .on(1)
      .call('tools/list', {}, page(['a', 'b']));
  test('says nothing of a process that was never as old as the other', () => {
    expect(look(id, younger(300, ['a']))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, younger(600, ['a', 'b']))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a set that is another at the same age', () => {
    expect(look(id, younger(600, ['a']))).toEqual({ observed: 1, findings: 1 });
  });
  test('looks at all connections, though the first one changed', () => {
    const changing = begun()
      .call('tools/list', {}, page(['a']))
      .call('tools/list', {}, page(['c']))
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', {}, page(['a', 'b']))
      .established('2026-07-28', { tools: {} }, 'third')
      .call('tools/list', {}, page(['a']))
      .on(2)
      .call('tools/list', {}, page(['a', 'b']));
    expect(look(id, changing)).toEqual({ observed: 1, findings: 1 });
  });
});
