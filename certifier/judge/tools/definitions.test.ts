import { describe, expect, test } from 'vitest';
import type { Revision } from '../../catalogue/requirement.ts';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../tools.ts';

const list = (tool: object, revision: Revision = '2026-07-28') =>
  new Composer('stdio')
    .established(revision, { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [{ name: 'a', ...tool }], ttlMs: 0, cacheScope: 'public' }) });

describe('tools.tool.no-params-closed-schema', () => {
  const look = (inputSchema: unknown) => seen(checks['tools.tool.no-params-closed-schema'], list({ inputSchema }));

  test.each([
    [{ type: 'object', additionalProperties: false }],
    [
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        properties: {},
        additionalProperties: false,
      },
    ],
  ])('accepts %j', (schema) => {
    expect(look(schema)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    [{ type: 'object' }],
    [{ type: 'object', properties: {} }],
    [{ type: 'object', required: [], title: 'A' }],
  ])('finds %j', (schema) => {
    expect(look(schema)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['a parameter', { type: 'object', properties: { a: {} } }],
    ['a parameter that is only required', { type: 'object', required: ['a'] }],
    ['anything, on purpose', { type: 'object', additionalProperties: true }],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }],
    ['what another keyword describes', { type: 'object', patternProperties: { '^x': {} } }],
    ['what is described elsewhere', { type: 'object', $ref: '#/$defs/a', $defs: { a: {} } }],
    ['nothing, said in another way', { type: 'object', maxProperties: 0 }],
    ['no schema', null],
    ['no object', { type: 'array' }],
    ['what no object describes', { type: 'object', properties: [] }],
    ['what no list requires', { type: 'object', required: {} }],
  ])('does not judge a tool that takes %s', (_, schema) => {
    expect(look(schema)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('tools.tool.schema-properties', () => {
  const look = (properties: unknown, revision: '2025-06-18' | '2025-11-25' = '2025-11-25') =>
    seen(checks['tools.tool.schema-properties'], list({ inputSchema: { type: 'object', properties } }, revision));

  test('accepts objects, the empty one and one named like a member of all objects too', () => {
    expect(look({ a: { type: 'string' }, b: {}, constructor: {} })).toEqual({ observed: 3, findings: 0 });
  });
  test('finds a schema that is true or false', () => {
    expect(look({ a: true, b: {} })).toEqual({ observed: 2, findings: 1 });
    expect(look({ a: false })).toEqual({ observed: 1, findings: 1 });
  });
  test('knows output schemas since there are any', () => {
    const tool = { inputSchema: { type: 'object' }, outputSchema: { type: 'object', properties: { a: true } } };
    const of = (revision: Revision) => seen(checks['tools.tool.schema-properties'], list(tool, revision));
    expect(of('2025-06-18')).toEqual({ observed: 1, findings: 1 });
    expect(of('2025-03-26')).toEqual({ observed: 0, findings: 0 });
  });
  test('leaves what is no schema to the rule about schemas, where there is one', () => {
    expect(look({ a: 'string' })).toEqual({ observed: 0, findings: 0 });
    expect(look({ a: 'string' }, '2025-06-18')).toEqual({ observed: 1, findings: 1 });
    expect(look([])).toEqual({ observed: 0, findings: 0 });
  });
  test('looks into the output schema as well', () => {
    const tool = { inputSchema: { type: 'object' }, outputSchema: { type: 'object', properties: { a: true } } };
    expect(seen(checks['tools.tool.schema-properties'], list(tool, '2025-11-25'))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
});

describe('tools.x-mcp-header.no-sensitive-parameters', () => {
  const look = (name: string) =>
    seen(
      checks['tools.x-mcp-header.no-sensitive-parameters'],
      list({ inputSchema: { type: 'object', properties: { [name]: { type: 'string', 'x-mcp-header': 'X' } } } }),
    );
  test.each(['password', 'apiKey', 'API_KEY', 'client-secret', 'refresh_token'])('finds %s', (name) => {
    expect(look(name)).toEqual({ observed: 1, findings: 1 });
  });
  test.each(['region', 'token', 'passwordPolicy', 'secret_santa', 'key', 'constructor'])('leaves %s alone', (name) => {
    expect(look(name)).toEqual({ observed: 1, findings: 0 });
  });
});

describe('what a server lists in 2025-11-25', () => {
  const look = (...answers: readonly object[]) => {
    let composer = new Composer('stdio').established('2025-11-25', { tools: {} });
    for (const answer of answers) composer = composer.call('tools/list', {}, { ...answer });
    return seen(checks['tools.list.method-known'], composer);
  };
  const error = (code: number) => ({ error: { code, message: 'No' } });
  test('is asked for by a method that it knows', () => {
    expect(look({ result: { tools: [] } })).toEqual({ observed: 1, findings: 0 });
    expect(look(error(-32601), error(-32601))).toEqual({ observed: 2, findings: 1 });
  });
  test('may fail for another reason', () => {
    expect(look(error(-32603), error(-32602), error(-32001))).toEqual({ observed: 0, findings: 0 });
  });
});
