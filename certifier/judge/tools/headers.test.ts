import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../tools.ts';

const page = (tools: readonly unknown[]) => ({ result: complete({ tools, ttlMs: 0, cacheScope: 'public' }) });
const begun = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const look = looking(checks);

describe('parameters in headers', () => {
  const tool = (inputSchema: object) => begun().call('tools/list', {}, page([{ name: 'a', inputSchema }]));
  const having = (properties: object) => tool({ type: 'object', properties });
  const at = (header: unknown, type: unknown = 'string') => ({ type, 'x-mcp-header': header });

  test.each(['Region', 'x', "!#$%&'*+.^_`|~-"])('may be called %s', (header) => {
    expect(look('tools.x-mcp-header.name', having({ a: at(header) }))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['', 'a b', 'a:', 'a\r\nb', 'é', 4, null, ['A']])('may not be called %j', (header) => {
    expect(look('tools.x-mcp-header.name', having({ a: at(header) }))).toEqual({ observed: 1, findings: 1 });
  });
  test('are not looked for in a schema that is too deep to walk', () => {
    const [before, after] = ['{"type":"object","properties":{"a":', '}}'].map((each) => each.repeat(20_000));
    const schema = `${before}${JSON.stringify(at('a b'))}${after}`;
    const list = { jsonrpc: '2.0', id: 'list', method: 'tools/list', params: {} };
    const told = JSON.stringify({ jsonrpc: '2.0', id: 'list', ...page([{ name: 'a', inputSchema: 'SCHEMA' }]) });
    const deep = begun().sent(list).received(told.replace('"SCHEMA"', schema));
    expect(look('tools.x-mcp-header.name', deep)).toEqual({ observed: 0, findings: 0 });
  });
  test('have each a name of their own in one schema, whatever other tools do', () => {
    const id = 'tools.x-mcp-header.name';
    expect(look(id, having({ a: at('A'), b: at('a') }))).toEqual({ observed: 2, findings: 1 });
    const two = ['a', 'b'].map((name) => ({ name, inputSchema: { type: 'object', properties: { a: at('A') } } }));
    expect(look(id, begun().call('tools/list', {}, page(two)))).toEqual({ observed: 2, findings: 0 });
  });

  test('may not be null and nothing else', () => {
    expect(look('tools.x-mcp-header.parameter', having({ a: at('A', 'null') }))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['at the top', { a: at('A', 'integer') }],
    ['inside an object', { a: { type: 'object', properties: { b: at('A', 'boolean') } } }],
    ['under names that are keywords', { items: { type: 'object', properties: { properties: at('A') } } }],
    ['where null is allowed too', { a: at('A', ['string', 'null']) }],
    ['where an enumeration says the type', { a: { enum: ['x'], 'x-mcp-header': 'A' } }],
    ['where an enumeration says that it is an integer', { a: { enum: [1, 2], 'x-mcp-header': 'A' } }],
    ['where an enumeration allows null too', { a: { enum: ['x', null], 'x-mcp-header': 'A' } }],
    [
      'where what it refers to is not written as a pointer',
      { a: { $ref: '#a/properties/b', 'x-mcp-header': 'A' }, b: {} },
    ],
    ['where a branch says the type', { a: { anyOf: [{ type: 'string' }, { type: 'null' }], 'x-mcp-header': 'A' } }],
    [
      'where one of two that hold together is narrow enough',
      { a: { allOf: [{ type: ['string', 'number'] }, { type: 'string' }], 'x-mcp-header': 'A' } },
    ],
    ['where nothing says the type', { a: { anyOf: [{}, { minLength: 1 }], 'x-mcp-header': 'A' } }],
    [
      'where what holds together refers to what a branch refers to',
      {
        a: { allOf: [{ $ref: '#/properties/b' }, { anyOf: [{}, { $ref: '#/properties/b' }] }], 'x-mcp-header': 'A' },
        b: { type: 'integer' },
      },
    ],
    ['beside a reference that leads round', { a: { $ref: '#/properties/a', 'x-mcp-header': 'A' } }],
  ])('may stand %s', (_, properties) => {
    expect(look('tools.x-mcp-header.parameter', having(properties))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['a number', { properties: { a: at('A', 'number') } }],
    ['an object', { properties: { a: at('A', 'object') } }],
    ['one type of several', { properties: { a: at('A', ['string', 'array']) } }],
    [
      'a number or nothing',
      { properties: { a: { anyOf: [{ type: 'number' }, { type: 'null' }], 'x-mcp-header': 'A' } } },
    ],
    [
      'what refers to a list',
      { properties: { a: { $ref: '#/$defs/l', 'x-mcp-header': 'A' } }, $defs: { l: { type: 'array' } } },
    ],
    ['numbers that hold together', { properties: { a: { allOf: [{ type: 'number' }, {}], 'x-mcp-header': 'A' } } }],
    ['one value with a fraction', { properties: { a: { const: 1.5, 'x-mcp-header': 'A' } } }],
    ['a value with a fraction', { properties: { a: { enum: [1, 1.5], 'x-mcp-header': 'A' } } }],
    ['a number, in another dialect', { $schema: 'https://example.com/mine', properties: { a: at('A', 'number') } }],
    ['the root', { 'x-mcp-header': 'A' }],
    ['items', { properties: { a: { type: 'array', items: at('A') } } }],
    ['a branch', { anyOf: [{ properties: { a: at('A') } }] }],
    ['a definition', { $defs: { a: at('A') } }],
    ['other properties', { additionalProperties: at('A') }],
  ])('may not stand at %s', (_, rest) => {
    expect(look('tools.x-mcp-header.parameter', tool({ type: 'object', ...rest }))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('are found in no more than a moment, however often branches refer to one another', () => {
    const branches = (name: string) => Array.from({ length: 300 }, () => ({ $ref: `#/$defs/${name}` }));
    const $defs = {
      a: { anyOf: branches('b') },
      b: { anyOf: branches('c') },
      c: { oneOf: branches('d') },
      d: { allOf: [...branches('a'), { type: 'number' }] },
    };
    const properties = { a: { anyOf: branches('a'), 'x-mcp-header': 'A' } };
    const composer = tool({ type: 'object', properties, $defs });
    expect(look('tools.x-mcp-header.parameter', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('are not seen in properties of that name, nor in values', () => {
    for (const id of ['tools.x-mcp-header.name', 'tools.x-mcp-header.parameter']) {
      const named = having({ 'x-mcp-header': { type: 'number', default: { 'x-mcp-header': '' } } });
      expect(look(id, named)).toEqual({ observed: 0, findings: 0 });
    }
  });
});

describe('tools.x-mcp-header.no-sensitive-parameters', () => {
  const secret = (name: string, header: unknown, schema: object = { type: 'string' }) =>
    look(
      'tools.x-mcp-header.no-sensitive-parameters',
      begun().call(
        'tools/list',
        {},
        page([
          {
            name: 'a',
            inputSchema: { type: 'object', properties: { [name]: { ...schema, 'x-mcp-header': header } } },
          },
        ]),
      ),
    );
  test.each([
    ['api_key', 'X'],
    ['key', 'Api-Key'],
    ['card', 'Credit-Card-Number'],
    ['a/b', 'Password'],
  ])('finds %s as %s', (name, header) => {
    expect(secret(name, header)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['region', 'Region'],
    ['token_count', 'Tokens'],
    ['key', null],
  ])('accepts %s as %s', (name, header) => {
    expect(secret(name, header)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([{ type: 'boolean' }, { type: 'string', enum: ['include', 'omit'] }, { const: 'omit' }])(
    'accepts what %j holds: everybody may read it',
    (schema) => {
      expect(secret('credentials', 'Credentials', schema)).toEqual({ observed: 1, findings: 0 });
    },
  );
});
