import { describe, expect, test } from 'vitest';
import { Composer, complete, metaOf } from '../examples/engine/compose.ts';
import { answer, ask, error, http, notFound, stdio } from './base/messages.fixture.ts';
import { checks } from './base.ts';
import { looking } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';

const look = looking(checks);
/** The handshake is one observation of most checks; what a test adds comes on top. */
const findings = (id: string, composer: Composer) => look(id, composer).findings;

describe('base.message.valid', () => {
  const id = 'base.message.valid';
  test('takes the null id of an error that could not name its request', () => {
    expect(findings(id, stdio().sent('{').received(error(null, -32700)))).toBe(0);
  });
  test('finds the null id of a result', () => {
    expect(findings(id, stdio().sent(ask('a')).received(answer(null)))).toBeGreaterThan(0);
  });
  test.each([
    ['members that the schema does not know', { ...answer('a'), extra: 1, result: { extra: null } }],
    ['_meta wherever it may stand', { ...answer('a'), result: { _meta: { 'com.example/a': 1 } } }],
    ['line ends as Windows writes them', `${JSON.stringify(answer('a'))}\r`],
    ['space around it', `  ${JSON.stringify(answer('a'))} \t`],
  ])('takes %s', (_, message) => {
    expect(look(id, stdio().sent(ask('a')).received(message))).toEqual({ observed: 2, findings: 0 });
  });
  test('leaves alone what is no message: log lines over stdio, bodies of HTTP errors', () => {
    const logs = stdio().received({ level: 'info' }).received({ error: 'E' }).received('17').received('[]');
    expect(look(id, logs)).toEqual({ observed: 1, findings: 0 });
    const gateway = http().exchange(ask('a'), { status: 502, json: { error: { code: 'BAD_GATEWAY' } } });
    expect(findings(id, gateway)).toBe(0);
  });
  test('takes nothing else for the id of an error', () => {
    for (const id of [{}, 1.5, true])
      expect(findings('base.message.valid', stdio().sent('{').received(error(id)))).toBe(1);
  });
  test('does not judge a result by another era than its request may have meant', () => {
    const legacy = stdio('2026-07-28')
      .sent(ask('a', 'tools/list'))
      .received({ ...answer('a'), result: { tools: [] } });
    expect(findings(id, legacy)).toBe(0);
    expect(findings('base.result.type', legacy)).toBe(0);
    const wrong = stdio('2026-07-28').sent(ask('a', 'tools/list'));
    expect(findings(id, wrong.received({ ...answer('a'), result: { tools: 'none' } }))).toBe(0);
  });
  test('does not judge a result to a request of another version by this one', () => {
    const meta = { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' };
    const other = stdio('2026-07-28')
      .sent({ ...ask('a', 'tools/list'), params: { _meta: meta } })
      .received({ ...answer('a'), result: { tools: [] } });
    for (const id of ['base.message.valid', 'base.result.type', 'base.meta.server-info'])
      expect(findings(id, other)).toBe(0);
  });
});

describe('base.result.type', () => {
  const id = 'base.result.type';
  const called = (result: unknown) => stdio('2026-07-28').call('tools/list', {}, { result });
  test.each(['complete', 'input_required', 'task', 'com.example/other'])('takes the type %s', (resultType) => {
    expect(look(id, called({ resultType }))).toEqual({ observed: 2, findings: 0 });
  });
  test.each([undefined, null, 1, ['complete'], { type: 'complete' }])('finds the type %j', (resultType) => {
    expect(look(id, called({ resultType }))).toEqual({ observed: 2, findings: 1 });
  });
});

describe('base.error.code-integer', () => {
  const id = 'base.error.code-integer';
  test.each([-32601, 0, 42, -32001, 1e15])('takes %d', (code) => {
    expect(look(id, stdio().sent(ask(7)).received(error(7, code)))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['-32601', 1.5, null, {}])('finds %j', (code) => {
    expect(look(id, stdio().sent(ask(7)).received(error(7, code)))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone an error without a code, which has a rule of its own', () => {
    const bare = stdio()
      .sent(ask(7))
      .received({ jsonrpc: '2.0', id: 7, error: { message: 'no' } });
    expect(findings(id, bare)).toBe(0);
    expect(findings('base.error.code-and-message', bare)).toBe(1);
  });
  test('finds a number that no machine holds', () => {
    expect(
      findings(id, stdio().sent(ask(7)).received('{"jsonrpc":"2.0","id":7,"error":{"code":1e400,"message":""}}')),
    ).toBe(1);
  });
  test('leaves alone errors that are not of JSON-RPC', () => {
    const composer = http()
      .exchange(ask('a'), { status: 403, json: { error: { code: 'FORBIDDEN' } } })
      .exchange(ask('b'), { status: 401, json: { error: 'invalid_token' } });
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
    expect(look(id, stdio().received({ level: 'error', error: { code: 'E' } }))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('base.method.not-found', () => {
  const id = 'base.method.not-found';
  test('takes the one code, and finds any other answer', () => {
    expect(look(id, stdio().call('accord/unknown', {}, notFound))).toEqual({ observed: 1, findings: 0 });
    expect(findings(id, stdio().call('accord/unknown', {}, { error: { code: -32603, message: '' } }))).toBe(1);
    expect(findings(id, stdio().call('accord/unknown', {}, { result: {} }))).toBe(1);
  });
  test('finds silence, where others are answered', () => {
    const silent = () =>
      stdio()
        .call('accord/unknown', {}, undefined, { id: 'silent' })
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: 'silent' });
    expect(look(id, silent())).toEqual({ observed: 0, findings: 0 });
    expect(look(id, silent().call('ping', {}, { result: {} }))).toEqual({ observed: 1, findings: 1 });
  });
  test('takes an error of the transport, and gives no credit where nothing was accepted before', () => {
    const busy = { ...error('a', -32000) };
    expect(look(id, http().exchange(ask('a', 'accord/unknown'), { status: 429, json: busy }))).toEqual({
      observed: 0,
      findings: 0,
    });
    const first = new Composer('stdio').open('2025-11-25').sent(ask(1, 'accord/unknown')).received(error(1, -32000));
    expect(look(id, first.established('2025-11-25'))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('base.meta.required', () => {
  const id = 'base.meta.required';
  const without = { meta: { 'io.modelcontextprotocol/clientCapabilities': undefined } };
  const good = { result: complete({ tools: [], ttlMs: 0, cacheScope: 'public' }) };
  const listed = () => stdio('2026-07-28').call('tools/list', {}, good);
  test('takes the rejection and finds what is served or rejected by another code', () => {
    const rejected = { error: { code: -32602, message: '' } };
    expect(look(id, listed().call('tools/list', {}, rejected, without))).toEqual({ observed: 1, findings: 0 });
    expect(findings(id, listed().call('tools/list', {}, good, without))).toBe(1);
    expect(findings(id, listed().call('tools/list', {}, { error: { code: -32021, message: '' } }, without))).toBe(1);
  });
  test('gives no credit without a twin, and judges no request that names no revision', () => {
    const rejected = { error: { code: -32600, message: '' } };
    expect(look(id, stdio('2026-07-28').call('tools/list', {}, rejected, without))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(look(id, listed().call('tools/list', {}, rejected, { meta: null }))).toEqual({ observed: 0, findings: 0 });
  });
  const versionless = { meta: { 'io.modelcontextprotocol/protocolVersion': undefined } };
  const refusing = { error: { code: -32600, message: '' } };
  test('finds one without a version that is served, and one that a server of this era alone rejects otherwise', () => {
    expect(look(id, listed().call('server/discover', {}, good, versionless))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, listed().call('server/discover', {}, refusing, versionless))).toEqual({ observed: 0, findings: 0 });
    // A server of both eras may serve by the other what both have; over HTTP the header says by which it is meant.
    expect(look(id, listed().call('tools/list', {}, good, versionless))).toEqual({ observed: 0, findings: 0 });
    const overHttp = new Composer('streamable-http')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, good);
    expect(look(id, overHttp.call('tools/list', {}, good, versionless))).toEqual({ observed: 1, findings: 1 });
    const alone = (transport: 'stdio' | 'streamable-http') =>
      new Composer(transport)
        .open('2025-11-25')
        .call('initialize', {}, refusing)
        .established('2026-07-28', { tools: {} })
        .call('tools/list', {}, good);
    for (const [transport, code, count] of [
      ['stdio', -32602, 0],
      ['stdio', -32600, 1],
      ['stdio', -32020, 1],
      ['streamable-http', -32020, 0],
    ] as const) {
      const rejected = { error: { code, message: '' } };
      const seenThere = look(id, alone(transport).call('tools/list', {}, rejected, versionless));
      expect(seenThere).toEqual({ observed: 1, findings: count });
    }
  });
  test('leaves a status without a message to a proxy, which compares headers with the body', () => {
    const bare = (headers: readonly [string, string][]) =>
      new Composer('streamable-http')
        .open('2025-11-25')
        .call('initialize', {}, refusing)
        .established('2026-07-28', { tools: {} })
        .call('server/discover', {}, undefined, { ...versionless, answer: { status: 400, headers } });
    expect(look(id, bare([]))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, bare([['Server', 'envoy']]))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds one that is passed over while others are served', () => {
    const silent = (edit: object) =>
      listed()
        .call('tools/list', {}, undefined, { ...edit, id: 'silent' })
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: 'silent' });
    expect(look(id, silent(without))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, silent(without).call('tools/list', {}, good))).toEqual({ observed: 1, findings: 1 });
  });
  test('takes an empty object for what it is', () => {
    const empty = { ...metaOf('2026-07-28'), 'io.modelcontextprotocol/clientCapabilities': {} };
    expect(look(id, listed().call('tools/list', { _meta: empty }, good))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('base.meta.key-names', () => {
  const keys = (_meta: unknown, rest: object = {}) =>
    seen(
      checks['base.meta.key-names'],
      new Composer('stdio')
        .established('2025-11-25')
        .call('tools/list', {}, { result: { tools: [{ _meta, ...rest }] } }),
    );
  test.each([
    'a',
    'A1',
    'progressToken',
    'a_b.c-d',
    'com.example/x',
    'openai/outputTemplate',
    'x-y.z1/',
    '',
    'a b',
    'a/b/c',
  ])('accepts %j', (key) => {
    expect(keys({ [key]: 1 })).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['_a', 'a_', '.a', '$x', 'com..example/a', '1com/a', 'com-/a', '/a', 'co_m/a', 'com.example/_a'])(
    'finds %j',
    (key) => {
      expect(keys({ [key]: 1 })).toEqual({ observed: 1, findings: 1 });
    },
  );
  test.each([
    ['a list', ['_a']],
    ['null', null],
    ['a string', '_a'],
  ])('leaves %s to the message schema', (_, meta) => {
    expect(keys(meta)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not look into what the server passes on', () => {
    const inside = { _meta: { _a: 1 } };
    expect(keys({}, { inputSchema: inside, structuredContent: inside })).toEqual({ observed: 0, findings: 0 });
  });
  test('does not look into the values of keys, and is not led into the depth', () => {
    expect(keys({ a: { _meta: { _b: 1 } } })).toEqual({ observed: 1, findings: 0 });
    let deep: object = { _meta: { _a: 1 } };
    for (let level = 0; level < 3000; level++) deep = { deep };
    expect(keys({}, deep).crash).toBeUndefined();
  });
});

describe('base.meta.server-info', () => {
  const info = (result: object) =>
    seen(
      checks['base.meta.server-info'],
      new Composer('stdio').established('2026-07-28').call('tools/list', {}, { result: { ...result } }),
    );
  test('finds a result without it, whatever type it has, and leaves its shape to the message schema', () => {
    expect(info({ resultType: 'complete' })).toEqual({ observed: 2, findings: 1 });
    expect(info({ resultType: 'input_required', _meta: {} }).findings).toBe(1);
    expect(info({ _meta: { 'io.modelcontextprotocol/serverInfo': 'me' } }).findings).toBe(0);
  });
});
