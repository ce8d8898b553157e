import { describe, expect, test } from 'vitest';
import { type Body, Composer } from '../examples/engine/compose.ts';
import { looking } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './lifecycle.ts';

const look = looking(checks);
const findings = (id: string, composer: Composer) => look(id, composer).findings;
const begun = (transport: 'stdio' | 'streamable-http' = 'stdio') => new Composer(transport).established('2025-11-25');
const second = () => begun().open('2025-11-25', 'second');
const asks = (protocolVersion: string) => ({
  protocolVersion,
  capabilities: {},
  clientInfo: { name: 'a', version: '0' },
});
const serverInfo = { name: 's', version: '1' };
const result = (changes: object = {}) => ({
  result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo, ...changes },
});
const refused = { error: { code: -32602, message: 'Unsupported protocol version' } };
const request = (method: string) => ({ jsonrpc: '2.0', id: `s-${method}`, method });

describe('lifecycle.version.alternative', () => {
  const id = 'lifecycle.version.alternative';
  const offered = (protocolVersion: unknown) =>
    second().call('initialize', asks('1900-01-01'), result({ protocolVersion }));
  test.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])('takes the offer of %s', (version) => {
    expect(look(id, offered(version))).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['1900-01-01', '1900-01-02', '2025-07-01', ''])('finds the offer of %j', (version) => {
    expect(look(id, offered(version))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([undefined, null, 20251125, ['2025-11-25']])('leaves the version %j to another rule', (version) => {
    expect(look(id, offered(version))).toEqual({ observed: 0, findings: 0 });
    expect(look('lifecycle.initialize.result-version', offered(version))).toEqual({ observed: 2, findings: 1 });
  });
  test.each(['2031-01-01', 'DRAFT-2026-v1', '1.0', '2024-10-07'])(
    'does not judge the offer of %s, which may exist',
    (version) => {
      expect(look(id, offered(version))).toEqual({ observed: 0, findings: 0 });
    },
  );
  test('finds a draft that is offered to whoever asks for it', () => {
    const echoed = second().call('initialize', asks('no such version'), result({ protocolVersion: 'no such version' }));
    expect(look(id, echoed)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a refusal', () => {
    expect(look(id, second().call('initialize', asks('1900-01-01'), refused))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('the answer to initialize', () => {
  const answered = (changes: object) => second().call('initialize', asks('2025-11-25'), result(changes));
  test.each([{}, { tools: {}, 'com.example/own': 1 }])('takes the capabilities %j', (capabilities) => {
    expect(findings('lifecycle.initialize.capabilities', answered({ capabilities }))).toBe(0);
  });
  test.each([undefined, null, [], 'tools'])('finds the capabilities %j', (capabilities) => {
    expect(findings('lifecycle.initialize.capabilities', answered({ capabilities }))).toBe(1);
  });
  test.each([serverInfo, { name: '', version: '', title: 'S', icons: [] }])('takes the server %j', (info) => {
    expect(findings('lifecycle.initialize.server-info', answered({ serverInfo: info }))).toBe(0);
  });
  test.each([undefined, null, 's', { name: 's' }, { version: '1' }, { name: 's', version: 1 }])(
    'finds the server %j',
    (info) => {
      expect(findings('lifecycle.initialize.server-info', answered({ serverInfo: info }))).toBe(1);
    },
  );
  test('says nothing of a refusal', () => {
    expect(look('lifecycle.initialize.server-info', second().call('initialize', asks('2025-11-25'), refused))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
});

describe('lifecycle.initialized.server-waits', () => {
  const id = 'lifecycle.initialized.server-waits';
  const handshake = (say: (composer: Composer) => Composer) =>
    say(second().call('initialize', asks('2025-11-25'), result()))
      .call('ping', {}, { result: {} })
      .notify('notifications/initialized');
  const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'ready' } };
  test('takes pings, notifications and log lines, and any request afterwards', () => {
    const composer = handshake((each) =>
      each.received(request('ping')).received(log).received({ id: 1, method: 'GET' }),
    );
    expect(look(id, composer.received(request('roots/list')))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds another request, also before initialize was answered', () => {
    expect(
      look(
        id,
        handshake((each) => each.received(request('roots/list'))),
      ),
    ).toEqual({ observed: 1, findings: 1 });
    const early = second()
      .received(request('sampling/createMessage'))
      .call('initialize', asks('2025-11-25'), result())
      .notify('notifications/initialized');
    expect(look(id, early)).toEqual({ observed: 1, findings: 1 });
  });
  test('finds one in the stream that answers initialize', () => {
    const stream = [request('roots/list')];
    const composer = new Composer('streamable-http')
      .open('2025-11-25')
      .call('initialize', asks('2025-11-25'), result(), { stream })
      .notify('notifications/initialized');
    expect(look(id, composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a handshake that left no time to see it', () => {
    expect(look(id, begun())).toEqual({ observed: 0, findings: 0 });
    // A ping that was answered when the session had begun was answered in no such time.
    expect(look(id, begun().call('ping', {}, { result: {} }))).toEqual({ observed: 0, findings: 0 });
    const before = second().call('ping', {}, { result: {} }).call('initialize', asks('2025-11-25'), result());
    expect(look(id, before.notify('notifications/initialized'))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where one of the two is missing: the answer, or its confirmation', () => {
    const asked = (composer: Composer) =>
      look(id, composer.received(request('roots/list')).call('ping', {}, { result: {} }));
    expect(asked(second().call('initialize', asks('2025-11-25'), result()))).toEqual({ observed: 0, findings: 0 });
    const unanswered = second().call('initialize', asks('2025-11-25'), undefined).received(request('roots/list'));
    expect(look(id, unanswered.notify('notifications/initialized'))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('lifecycle.ping.answered', () => {
  const id = 'lifecycle.ping.answered';
  test.each([{}, { _meta: { 'com.example/a': 1 } }, { resultType: 'complete' }])('takes the result %j', (given) => {
    expect(look(id, begun().call('ping', {}, { result: given }))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['more than nothing', { result: { ok: true } }],
    ['an error', { error: { code: -32601, message: 'Method not found' } }],
    ['null', { result: null }],
    ['a list', { result: [] }],
    ['text', { result: 'pong' }],
  ])('finds %s', (_, answer) => {
    expect(look(id, begun().call('ping', {}, answer))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['never answered', begun().call('ping', {}, undefined)],
    [
      'forbidden for its origin',
      begun('streamable-http').call('ping', {}, refused, {
        headers: { Origin: 'http://a.invalid' },
        answer: { status: 403 },
      }),
    ],
    [
      'sent into a session that was gone',
      begun('streamable-http').call('ping', {}, refused, {
        headers: { 'Mcp-Session-Id': 's' },
        answer: { status: 404 },
      }),
    ],
    [
      'refused for the same by a status that tells nothing',
      begun('streamable-http').call('ping', {}, refused, {
        headers: { Origin: 'http://a.invalid' },
        answer: { status: 400 },
      }),
    ],
    ['one too many', begun('streamable-http').call('ping', {}, refused, { answer: { status: 429 } })],
  ])('says nothing of a ping that was %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

const agreed = (protocolVersion: unknown) => ({
  result: { protocolVersion, capabilities: {}, serverInfo: { name: 's', version: '1' } },
});
const opening = (capabilities: object = {}, protocolVersion: unknown = '2025-11-25') => ({
  protocolVersion,
  capabilities,
  clientInfo: { name: 'c', version: '1' },
});

describe('lifecycle.version.latest', () => {
  const offered = (version: unknown, wanted: unknown = '1900-01-01') =>
    seen(
      checks['lifecycle.version.latest'],
      new Composer('stdio')
        .established('2025-11-25')
        .open('2025-11-25', 'second')
        .call('initialize', opening({}, wanted), agreed(version)),
    );
  test('accepts the newest, finds an older one', () => {
    expect(offered('2025-11-25')).toEqual({ observed: 1, findings: 0 });
    expect(offered('2025-06-18')).toEqual({ observed: 1, findings: 1 });
  });
  test.each([['1900-01-01'], ['2027-01-01'], ['draft'], [undefined], [7], ['2026-07-28']])(
    'leaves the offer %j, which is of no session that we know, to others',
    (version) => {
      expect(offered(version)).toEqual({ observed: 0, findings: 0 });
    },
  );
});

describe('lifecycle.version.same', () => {
  const id = 'lifecycle.version.same';
  const answered = (wanted: string, version: unknown) =>
    look(id, begun().open('2025-11-25').call('initialize', opening({}, wanted), agreed(version)));
  test('takes the same answer again, and another for what was never confirmed', () => {
    expect(answered('2025-11-25', '2025-11-25')).toEqual({ observed: 2, findings: 0 });
    expect(answered('2025-06-18', '2025-11-25')).toMatchObject({ findings: 0 });
    expect(answered('1900-01-01', '1900-01-01')).toEqual({ observed: 0, findings: 0 });
    // A version that nobody knows and that is echoed once is not supported for that.
    const echoed = begun().open('2025-11-25').call('initialize', opening({}, '1900-01-01'), agreed('1900-01-01'));
    const other = echoed.open('2025-11-25').call('initialize', opening({}, '1900-01-01'), agreed('2025-11-25'));
    expect(look(id, other)).toMatchObject({ findings: 0 });
  });
  test.each(['2025-06-18', '2026-07-28', '1.0', 'DRAFT-2026-v1', ''])(
    'finds the answer %j to a version that was confirmed elsewhere',
    (version) => {
      expect(answered('2025-11-25', version)).toMatchObject({ findings: 1 });
    },
  );
  test('leaves what is no text to another rule', () => {
    expect(answered('2025-11-25', undefined)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('lifecycle.operation.negotiated', () => {
  const asks = (method: string, capabilities: object = {}) =>
    seen(
      checks['lifecycle.operation.negotiated'],
      new Composer('stdio')
        .open('2025-11-25')
        .call('initialize', opening(capabilities), agreed('2025-11-25'))
        .notify('notifications/initialized')
        .received({ jsonrpc: '2.0', id: 1, method, params: {} })
        .call('ping', {}, { result: {} }),
    );
  test.each([
    ['sampling/createMessage', 'sampling'],
    ['elicitation/create', 'elicitation'],
    ['roots/list', 'roots'],
    ['tasks/list', 'tasks'],
    ['tasks/get', 'tasks'],
  ])('finds %s without the capability, and accepts it with one', (method, capability) => {
    expect(asks(method)).toEqual({ observed: 2, findings: 1 });
    expect(asks(method, { [capability]: {} })).toEqual({ observed: 2, findings: 0 });
  });
  test.each(['ping', 'com.example/ask'])('leaves %s alone', (method) => {
    expect(asks(method)).toEqual({ observed: 1, findings: 0 });
  });
  test('takes no handshake for operation, nor what was never answered', () => {
    const id = 'lifecycle.operation.negotiated';
    expect(look(id, begun())).toEqual({ observed: 0, findings: 0 });
    expect(look(id, begun().call('tools/list', {}, undefined))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('lifecycle.initialize.result-version', () => {
  test('takes any text, and says nothing of a refusal', () => {
    expect(look('lifecycle.initialize.result-version', second().call('initialize', asks('x'), refused)).observed).toBe(
      1,
    );
    expect(findings('lifecycle.initialize.result-version', begun())).toBe(0);
  });
});

describe('lifecycle.initialize.server-silent', () => {
  const id = 'lifecycle.initialize.server-silent';
  const quiet = (composer: Composer) =>
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'silence', after: 300 });
  const started = () => begun().open('2025-11-25');
  const opens = (composer: Composer) => composer.call('initialize', asks('2025-11-25'), result());
  const greeted = (greeting: Body) => opens(started().received(greeting));
  test('finds a message before the handshake', () => {
    expect(look(id, greeted(request('ping')))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, greeted({ jsonrpc: '2.0', method: 'notifications/message', params: {} }))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('says nothing of what may have been under way when the handshake was sent: the process was slow to start', () => {
    const late = (first: Body) =>
      quiet(started())
        .sent({ jsonrpc: '2.0', id: 'x', method: 'initialize', params: asks('2025-11-25') })
        .received(first)
        .received({ jsonrpc: '2.0', id: 'x', ...result() });
    expect(look(id, late(request('ping')))).toEqual({ observed: 0, findings: 0 });
    // What a server logs while it begins a session may come before the answer.
    expect(look(id, late({ jsonrpc: '2.0', method: 'notifications/message', params: {} }))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test('finds one that was answered before the handshake', () => {
    const answered = begun()
      .open('2025-11-25')
      .received(request('ping'))
      .sent({ jsonrpc: '2.0', id: 'hello', result: {} });
    expect(look(id, opens(answered))).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves alone what is no message', () => {
    expect(look(id, opens(quiet(started().received('Server is running'))))).toEqual({ observed: 1, findings: 0 });
  });
  test('takes what follows the handshake, and answers to what was asked before it', () => {
    expect(look(id, opens(quiet(started())).received(request('ping')))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, opens(started().call('server/discover', {}, refused)))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds what does not come of a discovery that was asked for before, and leaves alone what may', () => {
    const discovering = () => started().sent({ jsonrpc: '2.0', id: 'd', method: 'server/discover' });
    const refusing = (composer: Composer) => opens(composer.received({ jsonrpc: '2.0', id: 'd', ...refused }));
    expect(look(id, refusing(discovering().received(request('ping'))))).toEqual({ observed: 1, findings: 1 });
    const log = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'unknown method' } };
    expect(look(id, refusing(discovering().received(log)))).toEqual({ observed: 1, findings: 0 });
    const before = started().received(log).sent({ jsonrpc: '2.0', id: 'd', method: 'server/discover' });
    expect(look(id, refusing(before))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where the handshake does not come first, or nobody answers it', () => {
    const pinged = started().received(request('ping')).call('ping', {}, { result: {} });
    expect(look(id, opens(pinged))).toEqual({ observed: 0, findings: 0 });
    const unanswered = started().received(request('ping')).call('initialize', asks('2025-11-25'), undefined);
    expect(look(id, unanswered)).toEqual({ observed: 0, findings: 0 });
    expect(look(id, quiet(started()).call('initialize', asks('2025-11-25'), undefined))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
  test('takes no other wait for one in which nobody spoke', () => {
    const waited = started().event({ kind: 'gave-up', connection: 2, awaited: 'response', after: 300, id: 'x' });
    expect(look(id, opens(waited))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of a process that was asked at once, or listened to only afterwards', () => {
    expect(look(id, begun())).toEqual({ observed: 0, findings: 0 });
    expect(look(id, quiet(opens(started())))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('lifecycle.operation.version', () => {
  const id = 'lifecycle.operation.version';
  const said = (message: object) => look(id, begun().received({ jsonrpc: '2.0', ...message }));
  test.each(['notifications/message', 'notifications/tools/list_changed'])('takes %s', (method) => {
    expect(said({ method })).toEqual({ observed: 1, findings: 0 });
  });
  test('takes requests of the version, and says nothing of messages that no version has', () => {
    expect(said({ id: 1, method: 'roots/list' })).toEqual({ observed: 1, findings: 0 });
    expect(said({ method: 'notifications/example/own' })).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of what came before a version was agreed', () => {
    const acknowledged = { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params: {} };
    const both = new Composer('stdio').open('2025-11-25').received(acknowledged);
    expect(look(id, both.call('initialize', asks('2025-11-25'), result()))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, both.received(acknowledged))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds what came before somebody else began a session of their own on the connection', () => {
    const acknowledged = { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params: {} };
    const other = begun().received(acknowledged).call('initialize', asks('2025-11-25'), result());
    expect(look(id, other)).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a notification of a later version', () => {
    expect(said({ method: 'notifications/subscriptions/acknowledged' })).toEqual({ observed: 1, findings: 1 });
  });
});

describe('lifecycle.shutdown.via-transport', () => {
  const id = 'lifecycle.shutdown.via-transport';
  test.each(['shutdown', 'exit', 'notifications/exit', '$/disconnect'])('finds %s', (method) => {
    expect(findings(id, begun().received({ jsonrpc: '2.0', method }))).toBe(1);
  });
  test.each(['notifications/message', 'notifications/cancelled', 'notifications/exits', 'ping'])(
    'takes %s',
    (method) => {
      expect(look(id, begun().received({ jsonrpc: '2.0', method }))).toEqual({ observed: 1, findings: 0 });
    },
  );
});

describe('lifecycle.errors.version-mismatch', () => {
  const id = 'lifecycle.errors.version-mismatch';
  const asked = () => second().call('initialize', asks('1900-01-01'), undefined);
  const gaveUp = (composer: Composer) =>
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', after: 5000, id: 2 });
  const exit = (composer: Composer) => {
    const { connection } = composer;
    return composer.event({
      kind: 'exit',
      direction: 'received',
      code: 1,
      signal: null,
      connection,
      process: connection,
    });
  };
  test('takes a counter-offer and an error', () => {
    for (const answer of [result(), refused])
      expect(look(id, second().call('initialize', asks('1900-01-01'), answer))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds a process that ends over it', () => {
    expect(look(id, exit(asked()))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds one that never answers, where it answered a version that exists', () => {
    expect(look(id, gaveUp(asked()))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a server that fails inside over HTTP, and says nothing of a gateway', () => {
    const failed = (status: number) =>
      begun('streamable-http')
        .open('2025-11-25', 'second')
        .call('initialize', asks('1900-01-01'), undefined, { answer: { status } });
    expect(look(id, failed(500))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, failed(400))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, failed(503))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of silence where no other handshake went well', () => {
    const alone = new Composer('stdio').established('2026-07-28').open('2025-11-25', 'main');
    const silent = gaveUp(alone.call('initialize', asks('1900-01-01'), undefined));
    const refusing = silent.open('2025-11-25', 'second').call('initialize', asks('2025-11-25'), refused);
    expect(look(id, refusing)).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where nobody waited, or the process was told to end', () => {
    expect(look(id, asked())).toEqual({ observed: 0, findings: 0 });
    expect(look(id, asked().shutdown())).toEqual({ observed: 0, findings: 0 });
  });
});

describe('lifecycle.ping.no-parameters', () => {
  const id = 'lifecycle.ping.no-parameters';
  const pinged = (more: object) => look(id, begun().received({ ...request('ping'), ...more }));
  test.each([{}, { params: {} }, { params: [] }, { params: null }, { params: { _meta: { progressToken: 1 } } }])(
    'takes %j',
    (more) => {
      expect(pinged(more)).toEqual({ observed: 1, findings: 0 });
    },
  );
  test.each([{ params: { time: 1 } }, { params: ['are you there'] }, { params: 'hello' }])('finds %j', (more) => {
    expect(pinged(more)).toEqual({ observed: 1, findings: 1 });
  });
});

describe('lifecycle.session.state', () => {
  const id = 'lifecycle.session.state';
  const refusedBy = (code: number, meta = {}) =>
    begun().call('tools/list', {}, { error: { code, message: 'no' } }, { meta });
  test.each([-32020, -32021, -32022])('finds a request that is refused by %d', (code) => {
    expect(look(id, refusedBy(code))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([-32601, -32602, -32000])('takes a refusal by %d', (code) => {
    expect(look(id, refusedBy(code))).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    'Missing _meta["io.modelcontextprotocol/protocolVersion"]',
    'Invalid request: params._meta is required',
    { data: { missing: ['io.modelcontextprotocol/clientCapabilities'] } },
  ])('finds a request without parameters that is refused for what it does not say of itself: %j', (given) => {
    const error = {
      code: -32602,
      message: 'Invalid params',
      ...(typeof given === 'string' ? { message: given } : given),
    };
    expect(look(id, begun().call('tools/list', {}, { error }))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, begun().call('tools/call', { name: 'protocolVersion' }, { error }))).toEqual({
      observed: 1,
      findings: 0,
    });
    // A server of both eras goes by what such a request says of itself.
    expect(look(id, begun().call('server/discover', {}, { error }))).toEqual({ observed: 0, findings: 0 });
  });
  test('takes no parameters and empty ones alike, and no others', () => {
    const refusal = { code: -32602, message: 'Missing _meta' };
    const given = (params: unknown) =>
      look(
        id,
        begun()
          .sent({ jsonrpc: '2.0', id: 'x', method: 'tools/list', params })
          .received({ jsonrpc: '2.0', id: 'x', error: refusal }),
      ).findings;
    expect([undefined, {}].map(given)).toEqual([1, 1]);
    expect([{ cursor: 'a' }, [], 'none'].map(given)).toEqual([0, 0, 0]);
  });
  test('says nothing of what the transport turns away', () => {
    const over = (headers: Readonly<Record<string, string>>, status: number) =>
      look(
        id,
        begun('streamable-http').call(
          'tools/list',
          {},
          { error: { code: -32020, message: 'no' } },
          { headers, answer: { status } },
        ),
      );
    expect(over({}, 400)).toEqual({ observed: 1, findings: 1 });
    expect(over({ Origin: 'http://a.invalid' }, 400)).toEqual({ observed: 0, findings: 0 });
    for (const status of [401, 403, 429]) expect(over({}, status)).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of a request that names a version of its own, or comes before the handshake', () => {
    const named = { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' };
    expect(look(id, refusedBy(-32022, named))).toEqual({ observed: 0, findings: 0 });
    const early = begun()
      .open('2025-11-25')
      .call('server/discover', {}, { error: { code: -32022, message: 'no' } });
    expect(look(id, early)).toEqual({ observed: 0, findings: 0 });
  });
});

test('lifecycle.ping.answered finds pings that are passed over again and again, while other requests are served', () => {
  const id = 'lifecycle.ping.answered';
  const silent = (composer: Composer, ping: string) =>
    composer
      .call('ping', {}, undefined, { id: ping })
      .event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', after: 5000, id: ping });
  const list = (composer: Composer) => composer.call('tools/list', {}, { result: { tools: [] } });
  const pong = { result: {} };
  expect(look(id, list(silent(begun().call('ping', {}, pong), 'a')))).toEqual({ observed: 1, findings: 0 });
  const twice = () => silent(list(silent(begun().call('ping', {}, pong), 'a')), 'b');
  expect(look(id, twice())).toEqual({ observed: 1, findings: 0 });
  expect(look(id, list(twice()))).toEqual({ observed: 3, findings: 2 });
  // One that was held up answers again.
  expect(look(id, list(twice().call('ping', {}, pong)))).toEqual({ observed: 2, findings: 0 });
});
