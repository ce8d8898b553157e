import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../evidence/transcript.ts';
import { Composer, complete } from '../examples/engine/compose.ts';
import { looking, NOTHING } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './versioning.ts';

const look = looking(checks);
const stdio = () => new Composer('stdio').established('2026-07-28', { tools: {} });
const http = () => new Composer('streamable-http').established('2026-07-28', { tools: {} });
const asking = (version: unknown) => ({ meta: { 'io.modelcontextprotocol/protocolVersion': version } });
const discovered = (...more: readonly string[]) => ({
  result: complete({ supportedVersions: ['2026-07-28', ...more], capabilities: {}, ttlMs: 0, cacheScope: 'public' }),
});
const listed = { result: complete({ tools: [], ttlMs: 0, cacheScope: 'public' }) };
const error = (code: unknown, data?: unknown) => ({
  error: { code, message: 'no', ...(data === undefined ? {} : { data }) },
});
const refused = error(-32022, { supported: ['2026-07-28'], requested: '1900-01-01' });

describe('versioning.unsupported.error', () => {
  const id = 'versioning.unsupported.error';
  const answered = (answer: object, composer = stdio()) =>
    composer.call('server/discover', {}, { ...answer }, asking('1900-01-01'));
  test('takes the refusal, before and after good requests', () => {
    expect(look(id, answered(refused))).toEqual({ observed: 1, findings: 0 });
    const first = answered(refused, stdio().open('2026-07-28')).call('server/discover', {}, discovered());
    expect(look(id, first)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['a result', discovered()],
    ['the code of the session era', error(-32602)],
    ['a code as text', error('-32022')],
    ['no code', { error: {} }],
  ])('finds %s', (_, answer) => {
    expect(look(id, answered(answer))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a status without a message, unless a proxy may have turned the version away', () => {
    const bare = (headers: readonly HeaderField[]) =>
      http().call('server/discover', {}, undefined, {
        ...asking('1900-01-01'),
        headers: { 'MCP-Protocol-Version': '1900-01-01' },
        answer: { status: 400, headers },
      });
    expect(look(id, bare([]))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, bare([['Via', '1.1 gateway']]))).toEqual(NOTHING);
  });
  test('finds silence, where others are answered', () => {
    const silent = () =>
      stdio()
        .call('server/discover', {}, undefined, { ...asking('1900-01-01'), id: 'silent' })
        .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: 'silent' });
    expect(look(id, silent())).toEqual(NOTHING);
    expect(look(id, silent().call('server/discover', {}, discovered()))).toEqual({ observed: 1, findings: 1 });
  });
  test('gives no credit where the method was never served on the connection', () => {
    expect(look(id, stdio().call('tools/list', {}, error(-32601), asking('1900-01-01')))).toEqual(NOTHING);
  });
  test('does not take a version for unknown that the server lists, or that is a revision', () => {
    const draft = stdio()
      .call('server/discover', {}, discovered('2027-draft'))
      .call('server/discover', {}, discovered('2027-draft'), asking('2027-draft'));
    expect(look(id, draft)).toEqual(NOTHING);
    expect(look(id, stdio().call('server/discover', {}, error(-32600), asking('2025-11-25')))).toEqual(NOTHING);
  });
  test('leaves alone versions that are no text, and headers that say something else', () => {
    expect(look(id, stdio().call('server/discover', {}, error(-32602), asking(1900)))).toEqual(NOTHING);
    const mismatch = http().call('server/discover', {}, error(-32020), asking('1900-01-01'));
    expect(look(id, mismatch)).toEqual(NOTHING);
  });
  test.each([401, 403, 429, 503])('leaves alone what HTTP turned away by %d', (status) => {
    const headers = { 'MCP-Protocol-Version': '1900-01-01' };
    const composer = http().call('server/discover', {}, error(-32000), {
      ...asking('1900-01-01'),
      headers,
      answer: { status },
    });
    expect(look(id, composer)).toEqual(NOTHING);
  });
});

describe('versioning.unsupported.data', () => {
  const id = 'versioning.unsupported.data';
  const answered = (data?: unknown) => stdio().call('server/discover', {}, error(-32022, data), asking('1900-01-01'));
  const requested = '1900-01-01';
  test('says nothing of another refusal, or of none', () => {
    const refusing = (answer: Readonly<Record<string, unknown>> | undefined) =>
      look(id, stdio().call('server/discover', {}, answer, asking('1900-01-01')));
    for (const answer of [error(-32602, {}), discovered(), undefined]) expect(refusing(answer)).toEqual(NOTHING);
  });
  test('takes a list of versions, among others the one that is spoken, and more members', () => {
    const data = { supported: ['2025-11-25', '2026-07-28', 'draft'], requested, hint: null };
    expect(look(id, answered(data))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['no data', undefined],
    ['null', null],
    ['text', '2026-07-28'],
    ['no list', { requested }],
    ['a list that is text', { supported: '2026-07-28', requested }],
    ['a list without the version that is spoken', { supported: ['2025-11-25'], requested }],
    ['a list with more than text', { supported: ['2026-07-28', 20270131], requested }],
    ['a list with the version that is refused', { supported: ['2026-07-28', '1900-01-01'], requested }],
    ['no version that was asked for', { supported: ['2026-07-28'] }],
    ['another version than was asked for', { supported: ['2026-07-28'], requested: '2026-07-28' }],
  ])('finds %s', (_, data) => {
    expect(look(id, answered(data))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('versioning.request.no-prior-context', () => {
  const id = 'versioning.request.no-prior-context';
  const served = () => stdio().call('tools/list', {}, listed).open('2026-07-28', 'second');
  test('takes a first request that is served, also after one that was refused', () => {
    expect(look(id, served().call('tools/list', {}, listed)).findings).toBe(0);
    const second = served().call('server/discover', {}, refused, asking('1900-01-01')).call('tools/list', {}, listed);
    expect(look(id, second)).toEqual({ observed: 1, findings: 0 });
  });
  test('finds a first request that is refused and served elsewhere, however it is refused', () => {
    expect(look(id, served().call('tools/list', {}, error(-32600)))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds one over which the server breaks down each time, and says nothing where it broke down once', () => {
    const broken = (composer: Composer) => composer.call('tools/list', {}, error(-32603));
    expect(look(id, broken(served()))).toEqual(NOTHING);
    expect(look(id, broken(served()).call('tools/list', {}, listed))).toEqual(NOTHING);
    expect(look(id, broken(broken(served())))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, broken(broken(served()).open('2026-07-28', 'third')))).toEqual({ observed: 2, findings: 2 });
    // One that comes later breaks down for its own reasons.
    expect(look(id, broken(broken(served()).call('server/discover', {}, discovered())))).toEqual(NOTHING);
  });
  test('finds one that HTTP refuses without a message', () => {
    const bare = (status: number, headers: readonly HeaderField[] = []) => {
      const list = (composer: Composer) => composer.call('tools/list', {}, undefined, { answer: { status, headers } });
      const second = http().call('tools/list', {}, listed).open('2026-07-28', 'second');
      return list(list(second)).call('server/discover', {}, discovered());
    };
    expect(look(id, bare(400))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, bare(503))).toEqual(NOTHING);
    expect(look(id, bare(500))).toEqual({ observed: 1, findings: 1 });
    // A gateway says so, too, while it starts the server.
    const gateway = [['Server', 'Google Frontend']] as const;
    expect(look(id, bare(500, gateway))).toEqual(NOTHING);
    expect(look(id, bare(400, gateway))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds one that is passed over, where the same is served on the connection when more was heard', () => {
    const silent = () =>
      served()
        .call('tools/list', {}, undefined, { id: 'first' })
        .event({ kind: 'gave-up', connection: 2, awaited: 'response', after: 5000, id: 'first' })
        .call('server/discover', {}, discovered());
    expect(look(id, silent())).toEqual(NOTHING);
    expect(look(id, silent().call('tools/list', {}, listed))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a discovery, of a second request, or of what is served nowhere', () => {
    expect(look(id, stdio())).toEqual(NOTHING);
    const second = served().call('server/discover', {}, discovered()).call('tools/list', {}, error(-32600));
    expect(look(id, second)).toEqual(NOTHING);
    expect(look(id, stdio().open('2026-07-28').call('tools/list', {}, error(-32601)))).toEqual(NOTHING);
    const lenient = served().call('server/discover', {}, discovered(), asking('1900-01-01'));
    expect(look(id, lenient.call('tools/list', {}, error(-32600)))).toEqual(NOTHING);
    const afterwards = stdio().open('2026-07-28', 'second').call('tools/list', {}, error(-32600));
    expect(look(id, afterwards.call('tools/list', {}, listed))).toEqual(NOTHING);
  });
  test('says nothing where something else was asked: other parameters, other credentials', () => {
    const call = (name: string) => ({ name, arguments: {} });
    const tool = stdio()
      .call('tools/call', call('a'), { result: complete({ content: [] }) })
      .open('2026-07-28');
    expect(look(id, tool.call('tools/call', call('no such tool'), error(-32602)))).toEqual(NOTHING);
    const signedIn = http()
      .call('tools/list', {}, listed, { headers: { Authorization: 'Bearer a' } })
      .open('2026-07-28');
    expect(look(id, signedIn.call('tools/list', {}, error(-32001)))).toEqual(NOTHING);
  });
  test('says nothing where HTTP turned the request away, or had to', () => {
    const busy = http().call('tools/list', {}, listed).open('2026-07-28');
    expect(look(id, busy.call('tools/list', {}, error(-32000), { answer: { status: 429 } }))).toEqual(NOTHING);
    const foreign = http().call('tools/list', {}, listed).open('2026-07-28');
    const headers = { Origin: 'https://site.invalid' };
    expect(look(id, foreign.call('tools/list', {}, error(-32600), { headers }))).toEqual(NOTHING);
  });
});

describe('versioning.dual-era.initialize', () => {
  const id = 'versioning.dual-era.initialize';
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
  const answers = (protocolVersion: string) =>
    stdio()
      .open('2025-11-25', 'the other era')
      .call('initialize', params, { result: { protocolVersion, capabilities: {}, serverInfo: params.clientInfo } });
  const pinged = (answer: object) =>
    stdio()
      .established('2025-11-25')
      .call('ping', {}, { ...answer });
  test('takes a session that is served', () => {
    expect(look(id, pinged({ result: {} })).findings).toBe(0);
    expect(look(id, pinged({ result: {} })).observed).toBeGreaterThan(0);
  });
  test('finds a session in which the metadata of the new era is missed', () => {
    expect(look(id, pinged(error(-32602))).findings).toBeGreaterThan(0);
  });
  test('says nothing of a ping that the transport has to refuse', () => {
    const begun = () =>
      http()
        .open('2025-11-25', 'a session')
        .call(
          'initialize',
          params,
          { result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: params.clientInfo } },
          { answer: { headers: [['Mcp-Session-Id', 'a1']] } },
        );
    const ping = (headers: Record<string, string>) =>
      begun().call('ping', {}, error(-32600), { headers, answer: { status: 400 } });
    expect(look(id, ping({}))).toEqual(NOTHING);
    expect(look(id, ping({ 'Mcp-Session-Id': 'a1', 'MCP-Protocol-Version': '1900-01-01' }))).toEqual(NOTHING);
    expect(look(id, ping({ 'Mcp-Session-Id': 'a1' }))).toEqual({ observed: 1, findings: 1 });
    const bare = (status: number) =>
      begun().call('ping', {}, undefined, { headers: { 'Mcp-Session-Id': 'a1' }, answer: { status, headers: [] } });
    expect(look(id, bare(400))).toEqual({ observed: 1, findings: 1 });
    for (const status of [401, 404, 503]) expect(look(id, bare(status))).toEqual(NOTHING);
  });
  test('finds a revision that has no handshake, and says nothing of a handshake that nobody goes on after', () => {
    expect(look(id, answers('2026-07-28'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, answers('2025-11-25')).findings).toBe(0);
    expect(look(id, answers('1999-12-31'))).toEqual(NOTHING);
  });
  test('goes by a ping after the handshake, without metadata, and by no other request', () => {
    const session = () => answers('2025-11-25');
    const refusing = error(-32602);
    expect(look(id, session().call('ping', {}, refusing))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, session().call('tools/list', {}, refusing))).toEqual(NOTHING);
    expect(look(id, session().call('ping', {}, refusing, asking('2026-07-28')))).toEqual(NOTHING);
    const before = stdio().open('2025-11-25').call('ping', {}, refusing);
    const opened = { result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: params.clientInfo } };
    expect(look(id, before.call('initialize', params, opened))).toEqual(NOTHING);
    const foreign = http().open('2025-11-25', 'a session').call('initialize', params, opened);
    const headers = { Origin: 'https://page.example' };
    expect(look(id, foreign.call('ping', {}, refusing, { headers }))).toEqual(NOTHING);
  });
});

describe('versioning.initialize.refused', () => {
  const id = 'versioning.initialize.refused';
  const silent = () =>
    stdio()
      .open('2025-11-25', 'the other era')
      .sent({ jsonrpc: '2.0', id: 'handshake', method: 'initialize', params: { protocolVersion: '2025-11-25' } })
      .event({ kind: 'gave-up', connection: 2, process: 2, awaited: 'response', id: 'handshake', after: 5000 })
      .open('2026-07-28');
  test('finds silence where the same process answers what is asked later', () => {
    expect(look(id, silent().on(2).call('server/discover', {}, discovered()))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a process that ends over it, unless others end by themselves as well', () => {
    const ended = (connection: number) =>
      ({ kind: 'exit', direction: 'received', code: 1, signal: null, connection, process: connection }) as const;
    const over = () =>
      stdio()
        .open('2025-11-25', 'the other era')
        .sent({ jsonrpc: '2.0', id: 'handshake', method: 'initialize', params: { protocolVersion: '2025-11-25' } });
    expect(look(id, over().event(ended(2)))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, over().event(ended(2)).event(ended(1)))).toEqual(NOTHING);
    expect(look(id, over().shutdown())).toEqual(NOTHING);
  });
  test('says nothing where only another process answers: this one may be starting still', () => {
    expect(look(id, silent().on(1).call('server/discover', {}, discovered()))).toEqual(NOTHING);
  });
});

describe('versioning.initialize.refused-status', () => {
  const id = 'versioning.initialize.refused-status';
  const failing = (code: string, message: string) => {
    const composer = new Composer('streamable-http').established('2026-07-28');
    for (const connection of [2, 3]) {
      const of = { connection, exchange: connection * 100 } as const;
      const text = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-11-25' },
      });
      composer
        .open('2025-11-25', 'the other era')
        .event({ kind: 'request', direction: 'sent', ...of, method: 'POST', target: '/mcp', headers: [], text })
        .event({ kind: 'failure', direction: 'received', ...of, code, message });
    }
    return composer.open('2026-07-28').call('server/discover', {}, discovered());
  };
  test('finds connections that are reset, and says nothing of those that never came about', () => {
    expect(look(id, failing('ECONNRESET', 'read ECONNRESET'))).toEqual({ observed: 2, findings: 2 });
    expect(look(id, failing('ECONNREFUSED', 'connect ECONNREFUSED'))).toEqual(NOTHING);
    expect(look(id, failing('ETIMEDOUT', 'connect ETIMEDOUT'))).toEqual(NOTHING);
  });
});

describe('extensions', () => {
  const declares = (extensions: unknown) => new Composer('stdio').established('2026-07-28', { tools: {}, extensions });
  test.each(['io.modelcontextprotocol/tasks', 'com.example/audit', 'a/b'])('takes the identifier %s', (name) => {
    expect(seen(checks['versioning.extensions.identifier'], declares({ [name]: {} }))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test.each(['tasks', 'com.example', '/tasks', '1com.example/a', 'com.example/_a', 'com..example/a'])(
    'finds the identifier %s',
    (name) => {
      expect(seen(checks['versioning.extensions.identifier'], declares({ [name]: {} }))).toEqual({
        observed: 1,
        findings: 1,
      });
    },
  );
  test.each([{}, { 'a.b/c': {} }, { 'a.b/c': { deep: [1] } }])('takes the settings %j', (extensions) => {
    expect(seen(checks['versioning.extensions.settings'], declares(extensions))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([[['a.b/c']], true, null, { 'a.b/c': true }, { 'a.b/c': [] }, { 'a.b/c': null }])(
    'finds the settings %j',
    (extensions) => {
      expect(seen(checks['versioning.extensions.settings'], declares(extensions))).toEqual({
        observed: 1,
        findings: 1,
      });
    },
  );

  const fallback = checks['versioning.extensions.fallback'];
  const answered = (composer: Composer, resultType: string, meta = {}) =>
    composer.call(
      'tools/call',
      { name: 'a', arguments: {} },
      { result: { ...complete({ content: [] }), resultType } },
      { meta },
    );
  test('finds a type of its own towards a client that declared none', () => {
    expect(seen(fallback, answered(declares({ 'a.b/c': {} }), 'task'))).toEqual({ observed: 2, findings: 1 });
    expect(seen(fallback, answered(declares({ 'a.b/c': {} }), 'complete'))).toEqual({ observed: 2, findings: 0 });
  });
  test('takes what each process declares for itself', () => {
    const two = (first: object, second: object) =>
      new Composer('stdio')
        .established('2026-07-28', { extensions: first })
        .established('2026-07-28', { extensions: second }, 'second');
    expect(seen(fallback, answered(two({}, { 'a.b/c': {} }), 'task')).findings).toBe(1);
    expect(seen(fallback, answered(two({ 'a.b/c': {} }, {}), 'task')).findings).toBe(0);
  });
  test('says nothing where the client declared some, or the server none', () => {
    const meta = { 'io.modelcontextprotocol/clientCapabilities': { extensions: { 'a.b/c': {} } } };
    expect(seen(fallback, answered(declares({ 'a.b/c': {} }), 'task', meta)).findings).toBe(0);
    expect(seen(fallback, answered(declares({}), 'task'))).toEqual({ observed: 0, findings: 0 });
    expect(seen(fallback, answered(declares({ 'a.b/c': {} }), 'input_required')).findings).toBe(0);
    const versionless = { 'io.modelcontextprotocol/protocolVersion': undefined };
    expect(seen(fallback, answered(declares({ 'a.b/c': {} }), 'task', versionless)).findings).toBe(0);
  });
});
