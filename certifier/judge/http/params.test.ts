import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { checks as headers } from './headers.ts';
import { checks as params } from './params.ts';

const look = looking({ ...headers, ...params });

const tool = (properties: object) => ({ name: 'a', inputSchema: { type: 'object', properties } });
const PROPERTIES = {
  region: { type: 'string', 'x-mcp-header': 'Region' },
  days: { type: 'integer', 'x-mcp-header': 'Days' },
  deep: { type: 'object', properties: { flag: { type: 'boolean', 'x-mcp-header': 'Flag' } } },
};
const served = { result: complete({ content: [] }) };
const refused = (code: number) => ({ error: { code, message: 'no' } });
const ARGS = { region: 'nörd', days: 3, deep: { flag: true } };
const RIGHT = { 'Mcp-Param-Region': '=?base64?bsO2cmQ=?=', 'Mcp-Param-Days': '3', 'mcp-param-flag': 'true' };
const listed = (...tools: readonly object[]) =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools, ttlMs: 0, cacheScope: 'public' }) });
const called = (composer: Composer, args: object, edits: Record<string, string>, status: number, message: object) =>
  composer.call('tools/call', { name: 'a', arguments: args }, message as never, { headers: edits, answer: { status } });
/** The twin, and a call with these headers. */
const then = (edits: Record<string, string>, status: number, message: object, args: object = ARGS) =>
  called(called(listed(tool(PROPERTIES)), ARGS, RIGHT, 200, served), args, edits, status, message);
const without = (name: keyof typeof RIGHT): Record<string, string> =>
  Object.fromEntries(Object.entries(RIGHT).filter(([each]) => each !== name));

describe.each<[string, Record<string, string>]>([
  ['http.validate.params-match', { ...RIGHT, 'Mcp-Param-Days': '4' }],
  ['http.validate.params-match', { ...RIGHT, 'mcp-param-flag': 'yes' }],
  ['http.validate.params-match', { ...RIGHT, 'Mcp-Param-Region': '=?base64?c8O8ZA==?=' }],
  ['http.param-table.omitted-header', without('Mcp-Param-Region')],
  ['http.param-table.omitted-header', without('mcp-param-flag')],
])('%s: %j', (id, edits) => {
  test('is refused by 400 and −32020, and by nothing else', () => {
    expect(look(id, then(edits, 400, refused(-32020)))).toEqual(PASS);
    expect(look(id, then(edits, 200, served))).toEqual(FINDING);
    expect(look(id, then(edits, 200, refused(-32020)))).toEqual(FINDING);
    expect(look(id, then(edits, 400, refused(-32602)))).toEqual(FINDING);
  });
  test('is not judged without its twin, nor where the tool was listed in two ways', () => {
    expect(look(id, called(listed(tool(PROPERTIES)), ARGS, edits, 200, served))).toEqual(NOTHING);
    const changed = called(listed(tool(PROPERTIES), tool({})), ARGS, RIGHT, 200, served);
    expect(look(id, called(changed, ARGS, edits, 200, served))).toEqual(NOTHING);
    // A twin that was refused, or had the fault itself, is none; nor is one with other arguments.
    const failed = called(listed(tool(PROPERTIES)), ARGS, RIGHT, 400, refused(-32602));
    expect(look(id, called(failed, ARGS, edits, 400, refused(-32602)))).toEqual(NOTHING);
    const faulty = called(listed(tool(PROPERTIES)), ARGS, edits, 200, served);
    expect(look(id, called(faulty, ARGS, edits, 400, refused(-32602)))).toEqual(NOTHING);
    expect(look(id, then(edits, 400, refused(-32602), { ...ARGS, more: 1 }))).toEqual(NOTHING);
  });
});

describe('http.validate.invalid-chars, in the header of an argument', () => {
  const id = 'http.validate.invalid-chars';
  const raw = { ...RIGHT, 'Mcp-Param-Region': ARGS.region };
  test('is found where the call is served: the header says the same, in characters that may not stand there', () => {
    expect(look(id, then(raw, 200, served))).toEqual(FINDING);
    expect(look(id, then(raw, 400, refused(-32020)))).toEqual(PASS);
  });
  test('is not known to be refused for it where the same call was not accepted before', () => {
    const other = { ...ARGS, days: 4 };
    expect(look(id, then({ ...raw, 'Mcp-Param-Days': '4' }, 400, refused(-32602), other))).toEqual(NOTHING);
  });
});

describe('what no header may be asked for', () => {
  const id = 'http.param-table.absent-server';
  const { region } = ARGS;
  const given = { 'Mcp-Param-Region': RIGHT['Mcp-Param-Region'] };
  test.each([{ region }, { region, days: null }, { region, deep: {} }])('an argument that is not given: %j', (args) => {
    expect(look(id, then(given, 200, served, args))).toEqual(PASS);
    expect(look(id, then(given, 400, refused(-32020), args))).toEqual(FINDING);
  });
  test('is not judged of a tool that was never seen to work, nor where there is a header that nobody asked for', () => {
    const never = called(listed(tool(PROPERTIES)), { region }, given, 400, refused(-32020));
    expect(look(id, never)).toEqual(NOTHING);
    const more = { ...given, 'Mcp-Param-Other': 'x' };
    expect(look(id, then(more, 400, refused(-32020), { region }))).toEqual(NOTHING);
  });
  test('another error, such as for missing arguments, is no matter of headers', () => {
    expect(look(id, then(given, 400, refused(-32602), { region }))).toEqual(NOTHING);
  });
  test('what becomes of a header without its argument is left open', () => {
    const spare = { ...given, 'Mcp-Param-Days': '3' };
    for (const each of Object.keys(params))
      expect(look(each, then(spare, 400, refused(-32020), { region }))).toEqual(NOTHING);
  });
});

describe('http.validate.integer-numeric', () => {
  const id = 'http.validate.integer-numeric';
  test.each(['3.0', '3.000'])('%s is 3', (days) => {
    expect(look(id, then({ ...RIGHT, 'Mcp-Param-Days': days }, 200, served))).toEqual(PASS);
    expect(look(id, then({ ...RIGHT, 'Mcp-Param-Days': days }, 400, refused(-32020)))).toEqual(FINDING);
    expect(look(id, then({ ...RIGHT, 'Mcp-Param-Days': days }, 400, refused(-32602)))).toEqual(FINDING);
    expect(look('http.validate.params-match', then({ ...RIGHT, 'Mcp-Param-Days': days }, 200, served))).toEqual(
      NOTHING,
    );
  });
  test.each(['3.1', '4.0', 'three'])('%s is not', (days) => {
    expect(look(id, then({ ...RIGHT, 'Mcp-Param-Days': days }, 400, refused(-32020)))).toEqual(NOTHING);
  });
});

test('http.server.ignore-unrecognized-param: a header that nobody asked for changes nothing', () => {
  const id = 'http.server.ignore-unrecognized-param';
  const more = { ...RIGHT, 'Mcp-Param-Other': 'x' };
  expect(look(id, then(more, 200, served))).toEqual(PASS);
  expect(look(id, then(more, 400, refused(-32020)))).toEqual(FINDING);
  expect(look(id, then(more, 400, refused(-32600)))).toEqual(FINDING);
  expect(look(id, then(more, 500, refused(-32603)))).toEqual(NOTHING);
  expect(look(id, then(more, 400, refused(-32020), { region: 'x' }))).toEqual(NOTHING);
  // Other arguments may be what is refused.
  expect(look(id, then(more, 400, refused(-32602), { ...ARGS, more: 1 }))).toEqual(NOTHING);
});
