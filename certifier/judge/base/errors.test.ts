import { describe, expect, test } from 'vitest';
import { Composer, complete, metaOf } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { looking } from '../engine/looked.fixture.ts';

const REVISIONS = ['2025-11-25', '2026-07-28'] as const;
const stdio = (revision: (typeof REVISIONS)[number] = '2026-07-28') =>
  new Composer('stdio').established(revision, { tools: {} });
const http = () => new Composer('streamable-http').established('2026-07-28', { tools: {} });
const look = looking(checks);
const failed = (error: unknown, composer = stdio()) =>
  composer.call('tools/call', { name: 'none', arguments: {} }, { error });
const coded = (code: number, composer = stdio(), data?: unknown) =>
  failed({ code, message: 'no', ...(data === undefined ? {} : { data }) }, composer);
const tools = {
  result: complete({ tools: [{ name: 'add', inputSchema: { type: 'object' } }], ttlMs: 0, cacheScope: 'public' }),
};
const sum = { result: complete({ content: [] }) };

describe('base.error.code-and-message', () => {
  const id = 'base.error.code-and-message';
  test.each([
    { code: -32603, message: '' },
    { code: '-32603', message: 'no' },
    { code: 1, message: 'no', data: null },
  ])('takes %j', (error) => {
    expect(look(id, failed(error))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['no', null, [], {}, { code: 1 }, { message: 'no' }, { code: 1, message: null }, { code: 1, message: 3 }])(
    'finds %j',
    (error) => {
      expect(look(id, failed(error))).toEqual({ observed: 1, findings: 1 });
    },
  );
  test('leaves the body of an HTTP error alone that is none of JSON-RPC', () => {
    expect(look(id, http().exchange({}, { status: 502, json: { error: 'bad gateway' } }))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
});

describe('base.error.message-concise', () => {
  const id = 'base.error.message-concise';
  test.each(['Unknown tool: none', 'Not found\n', '', 'One. Two.'])('takes %j', (message) => {
    expect(look(id, failed({ code: 1, message }))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['TypeError: x\n    at f (a.js:1:1)', 'One\r\nTwo'])('finds %j', (message) => {
    expect(look(id, failed({ code: 1, message }))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('base.error.standard-codes', () => {
  const id = 'base.error.standard-codes';
  test.each(REVISIONS)('takes the codes of JSON-RPC, and those of others, in %s', (revision) => {
    for (const code of [-32600, -32601, -32602, -32603, -32000, -32050, -32099, -32769, 0, 429])
      expect(look(id, coded(code, stdio(revision)))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(REVISIONS)('finds “Parse error” for what was well-formed, in %s', (revision) => {
    expect(look(id, coded(-32700, stdio(revision)))).toEqual({ observed: 1, findings: 1 });
  });
  test.each(['base.error.standard-codes', 'base.error.reserved-meaning'])(
    'says nothing by %s of what was turned away, or carried badly',
    (id) => {
      const http = (edit: object) =>
        look(
          id,
          new Composer('streamable-http')
            .established('2026-07-28', { tools: {} })
            .call('tools/call', { name: 'add', arguments: {} }, { error: { code: -32700, message: 'no' } }, edit),
        );
      expect(http({}).observed).toBe(1);
      expect(http({ answer: { status: 401 } })).toEqual({ observed: 0, findings: 0 });
      expect(http({ headers: { 'Mcp-Name': 'none' } })).toEqual({ observed: 0, findings: 0 });
    },
  );
  test('takes “Parse error” for what was not', () => {
    const cut = stdio('2025-11-25')
      .sent('{"jsonrpc":"2.0","id":9')
      .received({
        jsonrpc: '2.0',
        error: { code: -32700, message: 'no' },
      });
    expect(look(id, cut)).toEqual({ observed: 0, findings: 0 });
    const numbered = stdio('2025-11-25').sent({ jsonrpc: '2.0', id: 9, method: 'ping', params: [] });
    expect(look(id, numbered.received({ jsonrpc: '2.0', id: 9, error: { code: -32700, message: '' } })).findings).toBe(
      0,
    );
  });
  test.each([-32100, -32604, -32768])('finds %d in the older era; the newer has a rule of its own', (code) => {
    expect(look(id, coded(code, stdio('2025-11-25')))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, coded(code))).toEqual({ observed: 1, findings: 0 });
    expect(look('base.error.new-codes-outside-range', coded(code))).toEqual({ observed: 1, findings: 1 });
  });
});

test.each([-32700, -32603, -32099, -32000, -32002, -32769, 1])('no code of its own: %d', (code) => {
  expect(look('base.error.new-codes-outside-range', coded(code))).toEqual({ observed: 1, findings: 0 });
});

describe('base.error.legacy-range-avoid', () => {
  const id = 'base.error.legacy-range-avoid';
  test.each([-32000, -32001, -32019])('finds %d', (code) => {
    expect(look(id, coded(code))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves a GET and the end of a session to the other era, where the server is of it too', () => {
    const json = { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'Method not allowed' } };
    const turned = (method: string, composer: Composer) =>
      composer.exchange(undefined, { status: 405, json }, { method });
    const both = () => http().established('2025-11-25').on(1);
    for (const method of ['GET', 'DELETE']) {
      expect(look(id, turned(method, http()))).toEqual({ observed: 1, findings: 1 });
      expect(look(id, turned(method, both()))).toEqual({ observed: 0, findings: 0 });
    }
  });
  test.each([-32002, -32020, -31999, -32603])('takes %d', (code) => {
    expect(look(id, coded(code))).toEqual({ observed: 1, findings: 0 });
  });
});

describe('base.error.reserved-meaning', () => {
  const id = 'base.error.reserved-meaning';
  const VERSION = 'io.modelcontextprotocol/protocolVersion';
  const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';

  test('finds the code of an unsupported version, where the version is supported', () => {
    expect(look(id, coded(-32022))).toEqual({ observed: 1, findings: 1 });
  });
  test('takes it for a version that was served nowhere', () => {
    const unknown = stdio().call(
      'server/discover',
      {},
      { error: { code: -32022, message: 'no' } },
      { meta: { [VERSION]: '1900-01-01' } },
    );
    expect(look(id, unknown)).toEqual({ observed: 1, findings: 0 });
  });
  test('takes it for a version that nobody can know, whatever else was served in it; finds it for one that is listed', () => {
    const discovered = (...versions: string[]) => ({
      result: complete({ supportedVersions: versions, capabilities: {}, ttlMs: 0, cacheScope: 'public' }),
    });
    const inVersion = (version: string) => ({ meta: { [VERSION]: version } });
    const error = { error: { code: -32022, message: 'no' } };
    const lenient = stdio()
      .call('server/discover', {}, discovered('2026-07-28'), inVersion('1900-01-01'))
      .call('tools/list', {}, error, inVersion('1900-01-01'));
    expect(look(id, lenient)).toEqual({ observed: 1, findings: 0 });
    const listed = stdio()
      .call('server/discover', {}, discovered('2026-07-28', '2027-01-31'), inVersion('2027-01-31'))
      .call('tools/list', {}, error, inVersion('2027-01-31'));
    expect(look(id, listed)).toEqual({ observed: 1, findings: 1 });
  });
  test('takes it for a request that names no version, which may be of the other era', () => {
    const old = stdio().sent({ jsonrpc: '2.0', id: 'i', method: 'initialize', params: {} });
    expect(look(id, old.received({ jsonrpc: '2.0', id: 'i', error: { code: -32022, message: 'no' } })).observed).toBe(
      0,
    );
  });

  test('finds the code of differing headers over stdio, which has none', () => {
    expect(look(id, coded(-32020))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds it over HTTP for headers like those of a request that was served', () => {
    const again = http().call('tools/call', { name: 'add', arguments: {} }, sum);
    expect(look(id, coded(-32020, again))).toEqual({ observed: 1, findings: 1 });
  });
  test('takes it where a header differs or is missing, or is spelled in another way', () => {
    const error = { error: { code: -32020, message: 'no' } };
    for (const headers of [
      { 'Mcp-Method': null },
      { 'Mcp-Method': 'tools/list' },
      { 'Mcp-Method': null, 'mcp-method': 'server/discover' },
    ]) {
      expect(look(id, http().call('server/discover', {}, error, { headers })).findings).toBe(0);
    }
  });
  test('takes it where the name travels as Base64, and where only another version was served in the header', () => {
    const named = (name: string) => ({ headers: { 'Mcp-Name': name } });
    const served = () => http().call('tools/call', { name: 'add', arguments: {} }, sum);
    const encoded = served().call(
      'tools/call',
      { name: 'é', arguments: {} },
      { error: { code: -32020, message: 'no' } },
      named('=?base64?w6k=?='),
    );
    expect(look(id, encoded)).toEqual({ observed: 1, findings: 0 });
    const inVersion = { meta: { [VERSION]: '2025-11-25' } };
    const unlike = http()
      .call('tools/list', {}, tools, inVersion)
      .call('tools/list', {}, { error: { code: -32022, message: 'no' } }, inVersion);
    expect(look(id, unlike).findings).toBe(0);
  });
  test('takes it where nothing like it was ever served, and for tools whose arguments travel in headers', () => {
    expect(look(id, coded(-32020, http()))).toEqual({ observed: 1, findings: 0 });
    const schema = { type: 'object', properties: { region: { type: 'string', 'x-mcp-header': 'Region' } } };
    const mirrored = http()
      .call('tools/list', {}, { result: complete({ ...tools.result, tools: [{ name: 'none', inputSchema: schema }] }) })
      .call('tools/call', { name: 'add', arguments: {} }, sum);
    expect(look(id, coded(-32020, mirrored)).findings).toBe(0);
  });

  test('finds the code of a missing capability, where the request declares all that it names', () => {
    const request = {
      jsonrpc: '2.0',
      id: 'c',
      method: 'tools/call',
      params: { name: 'ask', _meta: { ...metaOf('2026-07-28'), [CAPABILITIES]: { elicitation: { form: {} } } } },
    };
    const refused = (requiredCapabilities: unknown) =>
      stdio()
        .sent(request)
        .received({ jsonrpc: '2.0', id: 'c', error: { code: -32021, message: 'no', data: { requiredCapabilities } } });
    expect(look(id, refused({ elicitation: {} }))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, refused({ elicitation: { form: {} } }))).toEqual({ observed: 1, findings: 1 });
    for (const missing of [{ elicitation: { url: {} } }, { sampling: {} }, { elicitation: {}, roots: {} }, {}, null])
      expect(look(id, refused(missing))).toEqual({ observed: 1, findings: 0 });
  });
});

describe('base.result-type.allowed-set', () => {
  const id = 'base.result-type.allowed-set';
  const typed = (resultType: unknown, composer = stdio()) =>
    composer.call(
      'tools/call',
      { name: 'add', arguments: {} },
      { result: { ...complete({ content: [] }), resultType } },
    );
  test.each(['complete', 'input_required'])('takes "%s"', (type) => {
    expect(look(id, typed(type))).toEqual({ observed: 2, findings: 0 });
  });
  test.each(['done', 'Complete', ''])('finds "%s"', (type) => {
    expect(look(id, typed(type))).toEqual({ observed: 2, findings: 1 });
  });
  test('leaves other JSON types to another rule, and further types to extensions that are declared', () => {
    expect(look(id, typed(1))).toEqual({ observed: 1, findings: 0 });
    const extensions = { 'io.modelcontextprotocol/tasks': {} };
    const declared = new Composer('stdio').established('2026-07-28', { tools: {}, extensions });
    expect(look(id, typed('task', declared))).toEqual({ observed: 1, findings: 0 });
    const empty = new Composer('stdio').established('2026-07-28', { tools: {}, extensions: {} });
    expect(look(id, typed('task', empty))).toEqual({ observed: 2, findings: 1 });
  });
  test('goes by what was declared where it was answered, and not by what another process said', () => {
    const two = (first: object, second: object) =>
      new Composer('stdio').established('2026-07-28', { ...first }).established('2026-07-28', { ...second }, 'second');
    const extensions = { 'io.modelcontextprotocol/tasks': {} };
    expect(look(id, typed('task', two({ extensions }, {})))).toEqual({ observed: 3, findings: 1 });
    expect(look(id, typed('task', two({}, { extensions })))).toEqual({ observed: 2, findings: 0 });
  });
});
