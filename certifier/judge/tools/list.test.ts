import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
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
const look = (id: string, composer: Composer) => seen(checks[id], composer);
const both = (first: object, second: object) =>
  new Composer('stdio').established('2025-11-25', { ...first }).established('2025-11-25', { ...second }, 'second');

describe('what a server says of its tools counts where it says it', () => {
  test('tools are declared to the session that lists them', () => {
    const id = 'tools.capability.declared';
    expect(look(id, both({}, { tools: {} }).call('tools/list', {}, page(['a'])))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, both({ tools: {} }, {}).call('tools/list', {}, page(['a'])))).toEqual({ observed: 1, findings: 1 });
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

describe('tools.list.answered', () => {
  const id = 'tools.list.answered';
  const silent = (composer: Composer) => {
    composer.call('tools/list', {}, undefined, { id: `silent ${composer.transcript().events.length}` });
    return composer.event({
      kind: 'gave-up',
      connection: composer.connection,
      process: composer.connection,
      awaited: 'response',
      id: JSON.parse((composer.transcript().events.at(-1) as { text: string }).text).id,
      after: 5000,
    });
  };
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
