import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../evidence/transcript.ts';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
import { checks } from './headers.ts';

const look = looking(checks);
const hints = { ttlMs: 0, cacheScope: 'public' };
const discovered = { result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ...hints }) };
const failed = (code: number) => ({ error: { code, message: 'no' } });
const stateless = () => new Composer('streamable-http').established('2026-07-28');
const sent = (headers: Record<string, string | null>, status: number, message: Record<string, unknown>) =>
  stateless().call('server/discover', {}, message, { headers, answer: { status } });

describe.each([
  ['http.headers.values-case-sensitive', 'Server/Discover'],
  ['http.validate.invalid-chars', 'server/discover\u00fc'],
])('%s: %s is no method', (id, method) => {
  const headers = { 'Mcp-Method': method };
  test('is found where it is served', () => {
    expect(look(id, sent(headers, 200, discovered))).toEqual(FINDING);
  });
  test.each([
    [400, -32020],
    [400, -32600],
    [200, -32020],
    [404, -32601],
  ])('takes a refusal by %i and %i', (status, code) => {
    expect(look(id, sent(headers, status, failed(code)))).toEqual(PASS);
    expect(look('http.headers.mismatch', sent(headers, status, failed(code)))).toEqual(NOTHING);
  });
  test.each([429, 503])('learns nothing from %i', (status) => {
    expect(look(id, sent(headers, status, failed(-1)))).toEqual(NOTHING);
  });
  test('is not confused with another fault', () => {
    const both = { ...headers, 'MCP-Protocol-Version': '1900-01-01' };
    expect(look(id, sent(both, 200, discovered))).toEqual(NOTHING);
  });
});

test('a name in letters of another case is told to be refused only where it was given in its own', () => {
  const id = 'http.headers.values-case-sensitive';
  const uri = 'test://a';
  const read = { result: complete({ contents: [], ...hints }) };
  const asked = (first: string, message: Record<string, unknown>, status: number) =>
    stateless()
      .call('resources/read', { uri: first }, read)
      .call('resources/read', { uri }, message, { headers: { 'Mcp-Name': 'TEST://A' }, answer: { status } });
  expect(look(id, asked(uri, read, 200))).toEqual(FINDING);
  expect(look(id, asked(uri, failed(-32020), 400))).toEqual(PASS);
  expect(look(id, asked('test://b', failed(-32602), 400))).toEqual(NOTHING);
  expect(look(id, asked(uri, failed(-32020), 401))).toEqual(NOTHING);
});

describe('http.headers.version-mismatch', () => {
  const id = 'http.headers.version-mismatch';
  test('takes the code for an unsupported version only where one of the two is not served', () => {
    const both = { result: complete({ supportedVersions: ['2026-07-28', '2025-11-25'], capabilities: {}, ...hints }) };
    const named = (version: string, code: number) =>
      look(
        id,
        stateless()
          .call('server/discover', {}, both)
          .call('server/discover', {}, failed(code), {
            headers: { 'MCP-Protocol-Version': version },
            answer: { status: 400 },
          }),
      );
    expect(named('2025-11-25', -32020)).toEqual(PASS);
    expect(named('2025-11-25', -32022)).toEqual(FINDING);
    expect(named('2025-06-18', -32022)).toEqual(PASS);
  });
  const swapped = (status: number, message: Record<string, unknown>) =>
    stateless().call('server/discover', {}, message, {
      meta: { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' },
      headers: { 'MCP-Protocol-Version': '2026-07-28' },
      answer: { status },
    });
  test('finds a server that reads the header alone', () => {
    expect(look(id, swapped(200, discovered))).toEqual(FINDING);
  });
  test.each([-32020, -32022])('takes %i, since the version in the body is a fault too', (code) => {
    expect(look(id, swapped(400, failed(code)))).toEqual(PASS);
  });
  test('finds another error', () => {
    expect(look(id, swapped(400, failed(-32600)))).toEqual(FINDING);
  });
});

describe('a refusal without a message', () => {
  const bare = (id: string, headers: Record<string, string | null>, answered: readonly HeaderField[], status = 400) =>
    look(id, stateless().call('server/discover', {}, undefined, { headers, answer: { status, headers: answered } }));
  test.each<[string, Record<string, string | null>]>([
    ['http.headers.mismatch', { 'Mcp-Method': 'tools/list' }],
    ['http.headers.missing', { 'Mcp-Method': null }],
    ['http.headers.version-mismatch', { 'MCP-Protocol-Version': '1900-01-01' }],
  ])('%s finds it in a server, and not in a proxy before it, which owes none', (id, headers) => {
    expect(bare(id, headers, [])).toEqual(FINDING);
    expect(bare(id, headers, [['Via', '1.1 gateway']])).toEqual(NOTHING);
    expect(bare(id, headers, [['Server', 'nginx']], 403)).toEqual(NOTHING);
    expect(bare(id, headers, [['Via', '1.1 gateway']], 200)).toEqual(FINDING);
  });
});

describe('http.validate.decode-before-compare', () => {
  const id = 'http.validate.decode-before-compare';
  const uri = 'test://a';
  const read = { result: complete({ contents: [], ...hints }) };
  const encoded = `=?base64?${Buffer.from(uri).toString('base64')}?=`;
  const asked = (status: number, message: Record<string, unknown>, name = encoded, twin = uri) =>
    stateless()
      .call('resources/read', { uri: twin }, read)
      .call('resources/read', { uri }, message, { headers: { 'Mcp-Name': name }, answer: { status } });
  test('finds a refusal of what was given when its name was not encoded', () => {
    expect(look(id, asked(400, failed(-32020)))).toEqual(FINDING);
    expect(look(id, asked(200, failed(-32020)))).toEqual(FINDING);
    expect(look(id, asked(400, failed(-32600)))).toEqual(FINDING);
    expect(look(id, asked(200, read))).toEqual(PASS);
  });
  test('knows nothing of a name that was not given before, nor of a fault elsewhere', () => {
    expect(look(id, asked(400, failed(-32020), encoded, 'test://b'))).toEqual(NOTHING);
    expect(look(id, asked(500, failed(-32603)))).toEqual(NOTHING);
  });
  test.each(['=?base64?dGVzdDovL2I=?=', '=?BASE64?dGVzdDovL2E=?=', '=?base64?%%%?='])('%s is another name', (name) => {
    expect(look(id, asked(400, failed(-32020), name))).toEqual(NOTHING);
  });
});
