import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../evidence/transcript.ts';
import { type Answer, Composer, complete } from '../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from './engine/looked.fixture.ts';
import { checks } from './http.ts';

const look = looking(checks);

const hints = { ttlMs: 0, cacheScope: 'public' };
const discovered = { result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ...hints }) };
const failed = (code: number) => ({ error: { code, message: 'no' } });
const VERSIONLESS = { 'io.modelcontextprotocol/protocolVersion': undefined };
const stateless = () => new Composer('streamable-http').established('2026-07-28');
const ID = 'b1a7c0de';
const inSession = (id = ID) => new Composer('streamable-http').session(id).established('2025-11-25');
const sessionless = () => new Composer('streamable-http').established('2025-11-25');
const listen: readonly HeaderField[] = [
  ['Accept', 'text/event-stream'],
  ['Mcp-Session-Id', ID],
];

describe('http.origin.forbidden', () => {
  const id = 'http.origin.forbidden';
  const from = (origin: string, status: number, message: Readonly<Record<string, unknown>> | undefined) =>
    stateless().call('server/discover', {}, message, { headers: { Origin: origin }, answer: { status } });
  test.each([
    ['a JSON-RPC error', failed(-32600)],
    ['no body', undefined],
  ])('accepts 403 with %s', (_, message) => {
    expect(look(id, from('https://accord.invalid', 403, message))).toEqual(PASS);
  });
  test.each([200, 400, 401, 500])('finds status %i', (status) => {
    expect(look(id, from('https://accord.invalid', status, failed(-32600)))).toEqual(FINDING);
  });
  test.each(['http://127.0.0.1:3000', 'https://app.example', 'null'])(
    'does not know whether %s is foreign',
    (origin) => {
      expect(look(id, from(origin, 200, discovered))).toEqual(NOTHING);
    },
  );
  test.each([429, 503])('learns nothing from status %i', (status) => {
    expect(look(id, from('https://accord.invalid', status, undefined))).toEqual(NOTHING);
  });
  test('wants the twin to have been accepted', () => {
    const composer = inSession()
      .call('ping', {}, failed(-32601))
      .call('ping', {}, failed(-32600), { headers: { Origin: 'https://accord.invalid' }, answer: { status: 400 } });
    expect(look(id, composer)).toEqual(NOTHING);
  });
});

describe('http.notification.accepted', () => {
  const id = 'http.notification.accepted';
  const told = (answer: Answer) => stateless().notify('notifications/cancelled', { requestId: 1 }, answer);
  test.each([400, 404, 500, 307])('lets a notification be rejected with %i', (status) => {
    expect(look(id, told({ status, json: failed(-32600) }))).toEqual(NOTHING);
  });
  test.each<[string, Answer]>([
    ['200 without a body', { status: 200 }],
    ['204', { status: 204 }],
    ['202 with a body', { status: 202, json: '{}' }],
    ['a stream', { sse: ['{}'] }],
  ])('finds %s', (_, answer) => {
    expect(look(id, told(answer))).toEqual(FINDING);
  });
});

describe('http.response.content-type', () => {
  const id = 'http.response.content-type';
  const typed = (...headers: readonly HeaderField[]) => stateless().call('a', {}, undefined, { answer: { headers } });
  test.each(['application/json; charset=utf-8', 'Application/JSON', 'text/event-stream;charset=UTF-8'])(
    'accepts %s',
    (type) => {
      expect(look(id, typed(['content-type', type]))).toEqual({ observed: 2, findings: 0 });
    },
  );
  test.each(['text/html', 'text/plain', 'application/problem+json', ''])('finds "%s"', (type) => {
    expect(look(id, typed(['content-type', type]))).toEqual({ observed: 2, findings: 1 });
  });
  test('finds that there is none, and looks at no error status', () => {
    expect(look(id, typed())).toEqual({ observed: 2, findings: 1 });
    expect(look(id, stateless().call('a', {}, undefined, { answer: { status: 500 } }))).toEqual(PASS);
  });
});

describe('streams', () => {
  const stream = (answer: Omit<Answer, 'json'> = { headers: [] }, ...before: readonly (string | object)[]) =>
    stateless().call(
      'tools/call',
      { name: 'a' },
      { result: complete({ content: [] }) },
      {
        stream: before as readonly string[],
        answer,
      },
    );
  const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } };
  const question = { jsonrpc: '2.0', id: 's', method: 'sampling/createMessage', params: {} };
  test('may hold notifications, events without data, and what is no JSON', () => {
    expect(look('http.sse.no-requests', stream({}, progress, '', 'nonsense', 'null', '[]'))).toEqual(PASS);
    expect(look('http.response.stream', stream({}, progress))).toEqual(PASS);
  });
  test('hold no requests', () => {
    expect(look('http.sse.no-requests', stream({}, question))).toEqual(FINDING);
  });
  test.each(['no', 'NO', ' no '])('ask not to be buffered by "%s"', (value) => {
    expect(look('http.sse.no-buffering', stream({ headers: [['x-accel-buffering', value]] }))).toEqual(PASS);
  });
  test('are found when they do not ask, or ask for the contrary', () => {
    expect(look('http.sse.no-buffering', stream())).toEqual(FINDING);
    expect(look('http.sse.no-buffering', stream({ headers: [['X-Accel-Buffering', 'yes']] }))).toEqual(FINDING);
  });
  test.each<HeaderField>([
    ['Server', 'nginx/1.27'],
    ['Via', '1.1 proxy'],
  ])('are not judged where %s: %s shows a proxy that may have taken the header', (...field) => {
    expect(look('http.sse.no-buffering', stream({ headers: [field] }))).toEqual(NOTHING);
  });
  test('end with the response', () => {
    const id = 'http.sse.response-ends-stream';
    expect(look(id, stream())).toEqual(PASS);
    const of = { connection: 1, exchange: 2 } as const;
    const open = stream().event({ kind: 'gave-up', ...of, awaited: 'stream-end', after: 1000 });
    expect(look(id, open)).toEqual(FINDING);
  });
  test('that ended before it do not end with it: it came where the client listened further', () => {
    const composer = inSession()
      .stream({ method: 'tools/call', params: { name: 'a' }, id: 'a' })
      .over();
    composer.stream({ method: 'GET' }, { headers: [['Last-Event-ID', 'b']] });
    composer.told({ jsonrpc: '2.0', id: 'a', result: { content: [] } }).over();
    expect(look('http.sse.response-ends-stream', composer)).toEqual(NOTHING);
  });
});

describe('http.resume.event-id-unique', () => {
  const id = 'http.resume.event-id-unique';
  const get = (composer: Composer, ids: readonly string[], headers: readonly HeaderField[] = listen) =>
    composer.exchange(undefined, { sse: ids.map(() => ''), ids }, { method: 'GET', headers });
  test('finds a counter that begins anew with each stream', () => {
    expect(look(id, get(get(inSession(), ['0', '1']), ['0']))).toEqual(FINDING);
  });
  test('accepts ids that are unique, and says nothing of one stream', () => {
    expect(look(id, get(get(inSession(), ['a-0', 'a-1']), ['b-0']))).toEqual(PASS);
    expect(look(id, get(inSession(), ['0', '0', '0']))).toEqual(NOTHING);
  });
  test('lets a stream that is resumed repeat what was missed', () => {
    const again = get(get(inSession(), ['0', '1']), ['1'], [...listen, ['Last-Event-ID', '0']]);
    expect(look(id, again)).toEqual(NOTHING);
  });
  test('takes an empty id for none', () => {
    expect(look(id, get(get(inSession(), ['', 'a']), ['', 'b']))).toEqual(PASS);
  });
  test('takes the same message with the same id, on a later stream, for the same event told again; another message for another', () => {
    const said = (data: string) => ({
      jsonrpc: '2.0',
      method: 'notifications/message',
      params: { level: 'info', data },
    });
    const listened = (composer: Composer, data: string) =>
      composer.exchange(undefined, { sse: [said(data)], ids: ['0'] }, { method: 'GET', headers: listen });
    expect(look(id, listened(listened(inSession(), 'a'), 'a'))).toEqual(PASS);
    expect(look(id, listened(listened(inSession(), 'a'), 'b'))).toEqual(FINDING);
  });
  test('lets two sessions have the same ids', () => {
    const composer = get(inSession(), ['0']).session('other').established('2025-11-25', {}, 'second');
    expect(look(id, get(composer, ['0'], [['Mcp-Session-Id', 'other']]))).toEqual(NOTHING);
  });
});

describe('http.get.stream-or-405', () => {
  const id = 'http.get.stream-or-405';
  const get = (answer: Answer, composer = inSession(), headers = listen) =>
    composer.call('ping', {}, { result: {} }).exchange(undefined, answer, { method: 'GET', headers });
  test.each<Answer>([{ status: 405 }, { status: 405, json: failed(-32000) }, { sse: [] }])('accepts %j', (answer) => {
    expect(look(id, get(answer))).toEqual(PASS);
  });
  test.each<Answer>([
    { status: 404 },
    { status: 400, json: failed(-32000) },
    { status: 200, json: '{}' },
    { status: 200 },
  ])('finds %j', (answer) => {
    expect(look(id, get(answer))).toEqual(FINDING);
  });
  test('does not ask without the session, without Accept, or beside another stream', () => {
    expect(look(id, get({ status: 400 }, inSession(), [['Accept', 'text/event-stream']]))).toEqual(NOTHING);
    expect(look(id, get({ status: 406 }, sessionless(), []))).toEqual(NOTHING);
    const standing = inSession().call('ping', {}, { result: {} });
    const of = { connection: 1, exchange: 99 } as const;
    standing
      .event({ kind: 'request', direction: 'sent', ...of, method: 'GET', target: '/mcp', headers: listen })
      .event({
        kind: 'response',
        direction: 'received',
        ...of,
        status: 200,
        headers: [['Content-Type', 'text/event-stream']],
      });
    expect(look(id, get({ status: 409 }, standing))).toEqual(PASS);
  });
  test('asks a server without sessions', () => {
    expect(look(id, get({ status: 404 }, sessionless(), [['Accept', 'text/event-stream']]))).toEqual(FINDING);
  });
});

describe('sessions', () => {
  test.each(['a b', 'schlüssel', 'a\tb'])('have no id like "%s"', (session) => {
    expect(look('http.session.id-characters', inSession(session))).toEqual(FINDING);
  });
  test.each(['!', '~', 'eyJhbGciOi.J9_-=', '0'])('may have the id "%s"', (session) => {
    expect(look('http.session.id-characters', inSession(session))).toEqual(PASS);
  });
  test('are not assigned by an empty header', () => {
    const none = new Composer('streamable-http')
      .open('2025-11-25')
      .call(
        'initialize',
        { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'c', version: '1' } },
        { result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 's', version: '1' } } },
        { answer: { headers: [['Mcp-Session-Id', '']] } },
      );
    expect(look('http.session.id-characters', none)).toEqual(NOTHING);
  });
  const without = (status: number, message: Readonly<Record<string, unknown>>, composer = inSession()) =>
    composer
      .call('ping', {}, { result: {} })
      .call('ping', {}, message, { headers: { 'Mcp-Session-Id': null }, answer: { status } });
  test('need not be required, and are not where there are none', () => {
    expect(look('http.session.id-required', without(200, { result: {} }))).toEqual(NOTHING);
    expect(look('http.session.id-required', without(404, failed(-32600), sessionless()))).toEqual(NOTHING);
  });
  test('are required by 400 and nothing else', () => {
    expect(look('http.session.id-required', without(400, failed(-32600)))).toEqual(PASS);
    expect(look('http.session.id-required', without(404, failed(-32600)))).toEqual(FINDING);
    expect(look('http.session.id-required', without(200, failed(-32600)))).toEqual(FINDING);
  });
  const ended = (deletion: number, status: number) =>
    inSession()
      .call('ping', {}, { result: {} })
      .exchange(undefined, { status: deletion }, { method: 'DELETE', headers: listen })
      .call('ping', {}, status === 200 ? { result: {} } : undefined, { answer: { status } });
  test.each([200, 204])('are over after a DELETE that was answered by %i', (deletion) => {
    expect(look('http.session.terminated', ended(deletion, 404))).toEqual(PASS);
    expect(look('http.session.terminated', ended(deletion, 400))).toEqual(FINDING);
    expect(look('http.session.terminated', ended(deletion, 200))).toEqual(FINDING);
  });
  test.each([202, 400, 405])('go on after a DELETE that was answered by %i', (deletion) => {
    expect(look('http.session.terminated', ended(deletion, 200))).toEqual(NOTHING);
  });
});

describe('http.version-header.unsupported', () => {
  const id = 'http.version-header.unsupported';
  const named = (version: string, status: number) =>
    sessionless()
      .call('ping', {}, { result: {} })
      .call('ping', {}, undefined, { headers: { 'MCP-Protocol-Version': version }, answer: { status } });
  test('is judged by the status alone', () => {
    expect(look(id, named('1900-01-01', 400))).toEqual(PASS);
    expect(look(id, named('1900-01-01', 200))).toEqual(FINDING);
    expect(look(id, named('1900-01-01', 404))).toEqual(FINDING);
  });
  test.each(['2025-06-18', '2099-01-01', 'DRAFT-2027-v1'])(
    'is not judged by %s, which a server may speak',
    (version) => {
      expect(look(id, named(version, 200))).toEqual(NOTHING);
    },
  );
});

describe('headers that repeat the body', () => {
  const sent = (headers: Record<string, string | null>, message: Record<string, unknown>, status: number) =>
    stateless().call('server/discover', {}, message, { headers, answer: { status } });
  const read = (name: string | null, uri = 'test://ü') =>
    stateless()
      .call(
        'resources/read',
        { uri },
        { result: complete({ contents: [], ...hints }) },
        { headers: { 'Mcp-Name': encoded(uri) } },
      )
      .call('resources/read', { uri }, failed(-32020), { headers: { 'Mcp-Name': name }, answer: { status: 400 } });
  const encoded = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;
  test.each<[string, Record<string, string | null>]>([
    ['http.headers.mismatch', { 'Mcp-Method': 'tools/list' }],
    ['http.headers.missing', { 'Mcp-Method': null }],
    ['http.headers.version-mismatch', { 'MCP-Protocol-Version': '1900-01-01' }],
  ])('%s: %j is refused by 400 and −32020', (id, headers) => {
    expect(look(id, sent(headers, failed(-32020), 400))).toEqual(PASS);
    expect(look(id, sent(headers, failed(-32020), 200))).toEqual(FINDING);
    expect(look(id, sent(headers, failed(-32600), 400))).toEqual(FINDING);
    expect(look(id, sent(headers, failed(-32601), 404))).toEqual(FINDING);
    expect(look(id, sent(headers, discovered, 200))).toEqual(FINDING);
  });
  test('a version that is not served may be named as the fault instead', () => {
    const id = 'http.headers.version-mismatch';
    expect(look(id, sent({ 'MCP-Protocol-Version': '1900-01-01' }, failed(-32022), 400))).toEqual(PASS);
  });
  test('one fault at a time: two are nobody’s', () => {
    const both = sent({ 'Mcp-Method': null, 'MCP-Protocol-Version': '1900-01-01' }, failed(-32600), 400);
    for (const id of ['http.headers.missing', 'http.headers.version-mismatch']) expect(look(id, both)).toEqual(NOTHING);
  });
  test('names are compared when they are decoded', () => {
    expect(look('http.headers.mismatch', read(encoded('test://other')))).toEqual(PASS);
    expect(look('http.headers.mismatch', read(encoded('test://ü')))).toEqual(NOTHING);
    expect(look('http.headers.missing', read(null))).toEqual(PASS);
  });
  const cased = (status: number, message: Record<string, unknown>) =>
    sent({ 'Mcp-Method': null, 'mcp-method': 'server/discover' }, message, status);
  test('are found by their names in any case', () => {
    expect(look('http.headers.name-case', cased(200, discovered))).toEqual(PASS);
    expect(look('http.headers.name-case', cased(400, failed(-32020)))).toEqual(FINDING);
    expect(look('http.headers.name-case', cased(200, failed(-32020)))).toEqual(FINDING);
    expect(look('http.headers.name-case', cased(500, failed(-32603)))).toEqual(PASS);
    expect(look('http.headers.name-case', sent({}, discovered, 200))).toEqual(NOTHING);
  });
  test('do not count, however they are spelled, where another request is refused for what it says', () => {
    const spelt = { headers: { 'Mcp-Method': null, 'mcp-method': 'tools/list' } };
    const listed = { result: complete({ tools: [], ...hints }) };
    const traffic = (params: Record<string, unknown>) =>
      stateless()
        .call('tools/list', {}, listed, spelt)
        .call('tools/list', params, failed(-32602), { answer: { status: 400 } });
    expect(look('http.headers.name-case', traffic({ cursor: 'none' }))).toEqual(NOTHING);
    expect(look('http.headers.name-case', traffic({}))).toEqual(FINDING);
  });
});

describe('statuses of errors', () => {
  test('an unknown method is 404 and −32601, the two together', () => {
    const id = 'http.method.not-found';
    const asked = (status: number, message: Record<string, unknown> | undefined) =>
      stateless().call('accord/unknown', {}, message, { answer: { status } });
    expect(look(id, asked(404, failed(-32601)))).toEqual(PASS);
    expect(look(id, asked(200, failed(-32601)))).toEqual(FINDING);
    expect(look(id, asked(404, failed(-32600)))).toEqual(FINDING);
    expect(look(id, asked(404, undefined))).toEqual(FINDING);
    expect(look(id, asked(503, undefined))).toEqual(NOTHING);
  });
  test('missing metadata and unknown versions are 400, whatever the code', () => {
    const lacking = (status: number) =>
      stateless().call('server/discover', {}, failed(-32600), {
        meta: { 'io.modelcontextprotocol/clientCapabilities': undefined },
        answer: { status },
      });
    expect(look('http.meta.required-status', lacking(400))).toEqual(PASS);
    expect(look('http.meta.required-status', lacking(200))).toEqual(FINDING);
    const served = stateless().call('server/discover', {}, { result: complete({}) }, { meta: VERSIONLESS });
    expect(look('http.meta.required-status', served)).toEqual(FINDING);
    const asking = (status: number) =>
      stateless().call('server/discover', {}, failed(-32600), {
        meta: { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' },
        headers: { 'MCP-Protocol-Version': '1900-01-01' },
        answer: { status },
      });
    expect(look('http.version.unsupported', asking(400))).toEqual(PASS);
    expect(look('http.version.unsupported', asking(404))).toEqual(FINDING);
  });
  test('a proxy owes no certain one for a version that it turns away, nor for one that only the header names', () => {
    const bare = (id: string, meta: object, headers: Record<string, string>, via: readonly HeaderField[]) => {
      const answer = { status: 403, headers: via };
      const alone = new Composer('streamable-http').open('2025-11-25').call('initialize', {}, failed(-32601));
      return look(
        id,
        alone.established('2026-07-28').call('server/discover', {}, undefined, { meta: { ...meta }, headers, answer }),
      );
    };
    const VIA = [['Via', '1.1 gateway']] as const;
    const old = { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' };
    const unknown = (via: readonly HeaderField[]) =>
      bare('http.version.unsupported', old, { 'MCP-Protocol-Version': '1900-01-01' }, via);
    expect([unknown([]), unknown(VIA)]).toEqual([FINDING, NOTHING]);
    const versionless = (via: readonly HeaderField[]) => bare('http.meta.required-status', VERSIONLESS, {}, via);
    expect([versionless([]), versionless(VIA)]).toEqual([FINDING, NOTHING]);
  });
  test('none is due to whom the server turned away once credentials had run out', () => {
    const id = 'http.method.not-found';
    const asked = (status: number, headers: readonly HeaderField[] = [], credentials = {}) =>
      stateless().call('accord/unknown', {}, undefined, { headers: credentials, answer: { status, headers } });
    const challenge = [['WWW-Authenticate', 'Bearer']] as const;
    for (const status of [401, 403]) {
      expect(look(id, asked(status, challenge))).toEqual(NOTHING);
      expect(look(id, asked(status))).toEqual(FINDING);
      // They had not run out, where they are good for what comes later.
      expect(look(id, asked(status, challenge).call('server/discover', {}, discovered))).toEqual(FINDING);
    }
    const bearer = { Authorization: 'Bearer a' };
    const signedIn = new Composer('streamable-http')
      .open('2026-07-28')
      .call('server/discover', {}, discovered, { headers: bearer })
      .call('accord/unknown', {}, undefined, { headers: bearer, answer: { status: 401 } });
    expect(look(id, signedIn)).toEqual(NOTHING);
  });
});

test('no check breaks on hostile values', () => {
  const hostile = [null, [], {}, 'x', 7, { error: null }, { result: [] }, { method: 1, id: {} }];
  for (const value of hostile) {
    const text = JSON.stringify(value);
    for (const composer of [stateless(), inSession()]) {
      composer
        .exchange(
          text,
          { json: text, headers: [['Mcp-Session-Id', '']] },
          {
            headers: [
              ['Origin', '::'],
              ['Mcp-Name', '=?base64?*?='],
            ],
          },
        )
        .exchange('{"jsonrpc":"2.0","id":1,"method":"constructor","params":[]}', { sse: [text] })
        .exchange(undefined, { status: 200 }, { method: 'GET', headers: [['accept', '']] });
      for (const id of Object.keys(checks)) expect(look(id, composer)).not.toHaveProperty('crash');
    }
  }
});
