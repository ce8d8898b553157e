import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { looking } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './tools.ts';

const schema = { type: 'object' };
const hints = { ttlMs: 0, cacheScope: 'public' };
const page = (tools: readonly unknown[], rest: object = {}) => ({ result: complete({ tools, ...hints, ...rest }) });
const named = (...names: readonly string[]) => names.map((name) => ({ name, inputSchema: schema }));
const begun = (capabilities: object = { tools: {} }, revision: '2025-11-25' | '2026-07-28' = '2026-07-28') =>
  new Composer('stdio').established(revision, { ...capabilities });
const look = looking(checks);

describe('tools.capability.declared', () => {
  const id = 'tools.capability.declared';
  test('finds tools of a server that declared none', () => {
    expect(look(id, begun({}).call('tools/list', {}, page(named('a'))))).toEqual({ observed: 1, findings: 1 });
  });
  test('sees nothing in an empty list, an error, or items that are no tools', () => {
    const composer = begun({})
      .call('tools/list', {}, page([]))
      .call('tools/list', {}, page([null, [], 'tool']))
      .call('tools/list', {}, { error: { code: -32601, message: 'Method not found' } })
      .call('tools/list', {}, { result: complete({ tools: { name: 'a' } }) });
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.tool.input-schema', () => {
  const id = 'tools.tool.input-schema';
  const tool = (inputSchema: unknown) => begun().call('tools/list', {}, page([{ name: 'a', inputSchema }]));
  test.each([
    ['the smallest', { type: 'object' }],
    ['draft-07', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', items: [{}] }],
    ['boolean schemas inside', { type: 'object', properties: { a: true } }],
    ['keywords that nobody knows', { type: 'object', 'x-mcp-header': 1, hint: [] }],
    ['references to elsewhere', { type: 'object', properties: { a: { $ref: 'https://example.com/a.json' } } }],
  ])('accepts %s', (_, inputSchema) => {
    expect(look(id, tool(inputSchema))).toEqual({ observed: 1, findings: 0 });
  });
  test('does not judge a dialect that it does not know', () => {
    expect(look(id, tool({ $schema: 'https://example.com/mine', type: 'object' }))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test.each([
    ['null', null],
    ['nothing', undefined],
    ['an array', []],
    ['a boolean', true],
    ['an object without a type', {}],
    ['another root', { type: 'string' }],
    ['properties that are a list', { type: 'object', properties: [] }],
    ['a type that does not exist', { type: 'object', properties: { a: { type: 'float' } } }],
  ])('finds %s', (_, inputSchema) => {
    expect(look(id, tool(inputSchema))).toEqual({ observed: 1, findings: 1 });
  });
  test('tells a tool that is listed again only once', () => {
    const wrong = page([{ name: 'a', inputSchema: null }]);
    expect(look(id, begun().call('tools/list', {}, wrong).call('tools/list', {}, wrong))).toEqual({
      observed: 2,
      findings: 1,
    });
  });
});

describe('tools.list.same-across-connections', () => {
  const id = 'tools.list.same-across-connections';
  const onTwo = (...lists: readonly [first: string[], second: string[], third?: string[]]) => {
    const [first, second, third] = lists;
    const composer = begun()
      .call('tools/list', {}, page(named(...first)))
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page(named(...second)));
    return third === undefined ? composer : composer.on(1).call('tools/list', {}, page(named(...third)));
  };
  test('finds a set that only one connection sees', () => {
    expect(look(id, onTwo(['a', 'b'], ['a'], ['a', 'b']))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, onTwo([], ['a'], []))).toEqual({ observed: 1, findings: 1 });
  });
  test('accepts the same set in another order', () => {
    expect(look(id, onTwo(['a', 'b'], ['b', 'a'], ['a', 'b']))).toEqual({ observed: 1, findings: 0 });
  });
  test('leaves alone what may have changed over time', () => {
    expect(look(id, onTwo(['a', 'b'], ['a']))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, onTwo(['a', 'b'], ['a'], ['a']))).toEqual({ observed: 0, findings: 0 });
  });
  test('leaves alone what may depend on who asks', () => {
    const http = (authorization: string, names: string[], composer: Composer) =>
      composer.call('tools/list', {}, page(named(...names)), { headers: { Authorization: authorization } });
    let composer = new Composer('streamable-http').established('2026-07-28', { tools: {} });
    composer = http('Bearer one', ['a', 'b'], composer).established('2026-07-28', { tools: {} });
    composer = http('Bearer two', ['a'], composer).on(1);
    expect(look(id, http('Bearer one', ['a', 'b'], composer))).toEqual({ observed: 0, findings: 0 });
  });
  test('leaves alone lists that were not walked to the end', () => {
    const composer = begun()
      .call('tools/list', {}, page(named('a'), { nextCursor: 'more' }))
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, page(named('a', 'b')))
      .on(1)
      .call('tools/list', {}, page(named('a'), { nextCursor: 'more' }));
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.list.order', () => {
  const id = 'tools.list.order';
  const twice = (first: string[], second: string[]) =>
    begun()
      .call('tools/list', {}, page(named(...first)))
      .call('tools/list', {}, page(named(...second)));
  test('finds another order of the same tools', () => {
    expect(look(id, twice(['a', 'b', 'c'], ['a', 'c', 'b']))).toEqual({ observed: 1, findings: 1 });
  });
  test('accepts the same order over different pages', () => {
    const composer = begun()
      .call('tools/list', {}, page(named('a', 'b')))
      .call('tools/list', {}, page(named('a'), { nextCursor: 'n' }))
      .call('tools/list', { cursor: 'n' }, page(named('b')));
    expect(look(id, composer)).toEqual({ observed: 1, findings: 0 });
  });
  test('does not compare sets that differ, nor single tools', () => {
    expect(look(id, twice(['a', 'b'], ['c', 'b', 'a']))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, twice(['a'], ['a']))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.call.output-conforms', () => {
  const id = 'tools.call.output-conforms';
  const outputSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
  const called = (result: object, output: unknown = outputSchema) =>
    begun()
      .call('tools/list', {}, page([{ name: 'a', inputSchema: schema, outputSchema: output }]))
      .call('tools/call', { name: 'a' }, { result });
  test.each([
    ['another type', complete({ content: [], structuredContent: { n: 'one' } })],
    ['a missing member', complete({ content: [], structuredContent: {} })],
    ['null', complete({ content: [], structuredContent: null })],
    ['nothing', complete({ content: [] })],
  ])('finds %s', (_, result) => {
    expect(look(id, called(result))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['members that the schema does not know', complete({ content: [], structuredContent: { n: 1, more: true } })],
    ['a result without resultType, as older servers give it', { content: [], structuredContent: { n: 1 } }],
  ])('accepts %s', (_, result) => {
    expect(look(id, called(result))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['results with isError', complete({ content: [], isError: true })],
    ['requests for more input', { resultType: 'input_required', inputRequests: {} }],
    ['handles of tasks', { task: { taskId: 't' } }],
  ])('does not judge %s', (_, result) => {
    expect(look(id, called(result))).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge by a schema that is none', () => {
    expect(look(id, called(complete({ content: [], structuredContent: 1 }), { type: 'nonsense' }))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(look(id, called(complete({ content: [] }), null))).toEqual({ observed: 0, findings: 0 });
  });
  test.each([
    ['is no object', null],
    ['is none', undefined],
    ['cannot be judged by', { $schema: 'https://example.com/mine' }],
  ])('does not judge where the schema that was listed beside it %s', (_, other) => {
    const beside = page([{ name: 'a', inputSchema: schema, outputSchema: other }]);
    const given = called(complete({ content: [], structuredContent: {} })).call('tools/list', {}, beside);
    expect(look(id, given)).toEqual({ observed: 0, findings: 0 });
    const none = called(complete({ content: [] })).call('tools/list', {}, beside);
    expect(look(id, none).observed).toBe(other === null || other === undefined ? 0 : 1);
  });
  test('accepts null where the schema asks for it', () => {
    expect(look(id, called(complete({ content: [], structuredContent: null }), { type: 'null' }))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test('accepts what fits either of two definitions that were listed', () => {
    const composer = called(complete({ content: [], structuredContent: { s: '' } })).call(
      'tools/list',
      {},
      page([{ name: 'a', inputSchema: schema, outputSchema: { required: ['s'] } }]),
    );
    expect(look(id, composer)).toEqual({ observed: 1, findings: 0 });
  });
});

describe('tools.call.unknown-tool', () => {
  const id = 'tools.call.unknown-tool';
  const ok = { result: complete({ content: [] }) };
  const no = { error: { code: -32602, message: 'Unknown tool' } };
  const known = () =>
    begun()
      .call('tools/list', {}, page(named('a')))
      .call('tools/call', { name: 'a' }, ok);
  test('accepts an error of any code after a call that was accepted', () => {
    const other = { error: { code: -32603, message: 'No such tool' } };
    const composer = known().call('tools/call', { name: 'b' }, no).call('tools/call', { name: 'c' }, other);
    expect(look(id, composer)).toEqual({ observed: 2, findings: 0 });
  });
  test('gives no credit for an error without a twin', () => {
    const composer = begun()
      .call('tools/list', {}, page(named('a')))
      .call('tools/call', { name: 'b' }, no);
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a result, with isError or without', () => {
    const failed = { result: complete({ content: [], isError: true }) };
    const composer = begun()
      .call('tools/list', {}, page(named('a')))
      .call('tools/call', { name: 'b' }, failed);
    expect(look(id, composer.call('tools/call', { name: 'c' }, ok))).toEqual({ observed: 2, findings: 2 });
  });
  test('does not call a tool unknown that stands in any list, or where no list is whole', () => {
    const later = begun()
      .call('tools/list', {}, page([]))
      .call('tools/call', { name: 'b' }, ok)
      .call('tools/list', {}, page(named('b')));
    expect(look(id, later)).toEqual({ observed: 0, findings: 0 });
    const cut = begun()
      .call('tools/list', {}, page(named('a'), { nextCursor: 'n' }))
      .call('tools/call', { name: 'b' }, ok);
    expect(look(id, cut)).toEqual({ observed: 0, findings: 0 });
  });
});

test('no check minds values of the wrong type', () => {
  const odd = [null, [], 'tools', { tools: null }, { tools: [[null]] }, { tools: [{ name: {} }, { name: 1 }] }];
  for (const each of odd) {
    for (const [id, check] of Object.entries(checks)) {
      const composer = begun()
        .call('tools/list', {}, { result: each })
        .call('tools/call', { name: ['a'] }, { result: each })
        .call('tools/call', { name: 'constructor', arguments: null }, { result: each });
      expect(seen(check, composer).crash, id).toBeUndefined();
    }
  }
});

describe('tools.list.answered', () => {
  const id = 'tools.list.answered';
  const error = (code: number) => ({ error: { code, message: 'No' } });
  test('finds a list that is declared and unknown, once', () => {
    const twice = begun().call('tools/list', {}, error(-32601)).call('tools/list', {}, error(-32601));
    expect(look(id, twice)).toEqual({ observed: 2, findings: 1 });
    expect(look(id, begun().call('tools/list', {}, error(-32603)))).toEqual({ observed: 1, findings: 1 });
  });
  test('accepts an empty list, and an accident beside a list that was given', () => {
    expect(look(id, begun().call('tools/list', {}, page([])))).toEqual({ observed: 1, findings: 0 });
    const once = begun().call('tools/list', {}, error(-32603)).call('tools/list', {}, page([]));
    expect(look(id, once)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['a cursor', begun().call('tools/list', { cursor: 'x' }, error(-32602))],
    ['a server that declares nothing', begun({}).call('tools/list', {}, error(-32601))],
    ['a request without its metadata', begun().call('tools/list', {}, error(-32602), { meta: null })],
    ['a code of the server itself', begun().call('tools/list', {}, error(-32003))],
    ['no answer', begun().call('tools/list', {}, undefined)],
  ])('does not judge %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge who is turned away', () => {
    const composer = new Composer('streamable-http')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, error(-32600), { answer: { status: 401 } });
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('names of tools', () => {
  const list = (name: unknown) => begun().call('tools/list', {}, page([{ name, inputSchema: schema }]));
  test.each(['a', 'x'.repeat(128), '😀'.repeat(128)])('may be as long as %s', (name) => {
    expect(look('tools.name.length', list(name))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['', 'x'.repeat(129)])('may not be as long as %j', (name) => {
    expect(look('tools.name.length', list(name))).toEqual({ observed: 1, findings: 1 });
  });
  test.each(['getUser', 'DATA_EXPORT_v2', 'admin.tools.list', 'a-b', ''])('may be %j', (name) => {
    expect(look('tools.name.characters', list(name))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['get user', 'a,b', 'a/b', 'straße', 'a\n'])('should not be %j', (name) => {
    expect(look('tools.name.characters', list(name))).toEqual({ observed: 1, findings: 1 });
  });
  test('that are no strings are left to the schema', () => {
    expect(look('tools.name.length', list(4))).toEqual({ observed: 0, findings: 0 });
    expect(look('tools.name.characters', list(null))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.tool.output-schema', () => {
  const id = 'tools.tool.output-schema';
  const tool = (outputSchema: unknown, revision: '2025-11-25' | '2026-07-28' = '2026-07-28') =>
    begun({ tools: {} }, revision).call('tools/list', {}, page([{ name: 'a', inputSchema: schema, outputSchema }]));
  test.each([
    ['an array', { type: 'array', items: { type: 'string' } }],
    ['no type', {}],
    ['draft-07', { $schema: 'http://json-schema.org/draft-07/schema#', items: [{}] }],
  ])('accepts %s', (_, outputSchema) => {
    expect(look(id, tool(outputSchema))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['null', null],
    ['a boolean', true],
    ['a type that does not exist', { properties: { a: { type: 'float' } } }],
  ])('finds %s', (_, outputSchema) => {
    expect(look(id, tool(outputSchema))).toEqual({ observed: 1, findings: 1 });
  });
  test('asks for objects up to 2025-11-25', () => {
    expect(look(id, tool({ type: 'array' }, '2025-11-25'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, tool({ type: 'object' }, '2025-11-25'))).toEqual({ observed: 1, findings: 0 });
  });
  test('sees nothing where there is no such schema', () => {
    expect(look(id, begun().call('tools/list', {}, page(named('a'))))).toEqual({ observed: 0, findings: 0 });
  });
});
