import { describe, expect, test } from 'vitest';
import { Composer } from '../examples/engine/compose.ts';
import { looking } from './engine/looked.fixture.ts';
import { seen } from './engine/seen.fixture.ts';
import { asks, begun, refused, request, result, second, serverInfo } from './lifecycle/handshakes.fixture.ts';
import { checks } from './lifecycle.ts';

const look = looking(checks);
const findings = (id: string, composer: Composer) => look(id, composer).findings;

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
  test('says nothing of a call that needs what the handshake did not declare', () => {
    const lacking = (declared: object, data: object | undefined, method = 'tools/call') =>
      look(
        id,
        new Composer('stdio')
          .open('2025-11-25')
          .call('initialize', { ...asks('2025-11-25'), capabilities: declared }, result())
          .call(method, { name: 'x' }, { error: { code: -32021, message: 'no', ...(data && { data }) } }),
      );
    const sampling = { requiredCapabilities: { sampling: {} } };
    const tools = { requiredCapabilities: { sampling: { tools: {} } } };
    for (const [declared, data] of [
      [{}, sampling],
      [{}, undefined],
      [{ sampling: {} }, tools],
    ] as const)
      expect(lacking(declared, data)).toEqual({ observed: 0, findings: 0 });
    // What was declared was not applied; and a list needs nothing of its client.
    expect(lacking({ sampling: {} }, sampling).findings).toBe(1);
    expect(lacking({ sampling: { tools: {} } }, tools).findings).toBe(1);
    expect(lacking({}, sampling, 'tools/list').findings).toBe(1);
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
