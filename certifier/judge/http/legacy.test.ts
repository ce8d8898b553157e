import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../evidence/transcript.ts';
import type { Answer, Composer } from '../../examples/engine/compose.ts';
import { answered, discovered, stateless } from '../../examples/http/conversations.ts';
import { refusesHandshakes } from '../../examples/http/legacy.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../ruler.ts';

describe('a server of one era alone', () => {
  test('answers GET by 405', () => {
    const get = (status: number) => refusesHandshakes().exchange(undefined, { status }, { method: 'GET' });
    expect(seen(checks['http.legacy.get-405'], get(405))).toEqual({ observed: 1, findings: 0 });
    expect(seen(checks['http.legacy.get-405'], get(404))).toEqual({ observed: 1, findings: 1 });
    for (const status of [401, 403, 429, 503])
      expect(seen(checks['http.legacy.get-405'], get(status))).toEqual({ observed: 0, findings: 0 });
    const elsewhere = { method: 'GET', target: '/.well-known/oauth-protected-resource' };
    const looked = refusesHandshakes().exchange(undefined, { status: 404 }, elsewhere);
    expect(seen(checks['http.legacy.get-405'], looked)).toEqual({ observed: 0, findings: 0 });
  });
  test('is not held to that where a GET begins the stream of the transport of older clients', () => {
    const began = (event: string) => {
      const composer = refusesHandshakes().stream({ method: 'GET' });
      return composer.told('/messages', composer.exchangeNumber, { event }).left();
    };
    expect(seen(checks['http.legacy.get-405'], began('endpoint'))).toEqual({ observed: 0, findings: 0 });
    expect(seen(checks['http.legacy.get-405'], began('ping'))).toEqual({ observed: 1, findings: 1 });
  });
  test('begins no session, and sends no id back', () => {
    const id = 'http.legacy.no-mint-session-id';
    const bearing = (value: string) => ({ answer: { headers: [['Mcp-Session-Id', value]] as const } });
    const look = (composer: Composer) => seen(checks[id], composer).findings;
    expect(look(refusesHandshakes().call('server/discover', {}, discovered, bearing('a')))).toBe(1);
    expect(look(refusesHandshakes().call('server/discover', {}, discovered, bearing('')))).toBe(0);
    const refused = stateless().open('2025-11-25', 'the other era');
    const error = { error: { code: -32602, message: 'Only 2026-07-28' } };
    const answer = { status: 400, headers: [['Mcp-Session-Id', 'a']] as const };
    expect(look(refused.call('initialize', { protocolVersion: '2025-11-25' }, error, { answer }))).toBe(1);
  });
  test('is not judged where no handshake was refused: it may be of both', () => {
    const composer = stateless().exchange(undefined, { status: 404 }, { method: 'GET' });
    expect(seen(checks['http.legacy.get-405'], composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('takes no notice of a session id', () => {
    const headers = { 'Mcp-Session-Id': 'accord-1' };
    const refused = refusesHandshakes().call(
      'server/discover',
      {},
      { error: { code: -32600, message: 'No such session' } },
      { ...answered(404), headers },
    );
    expect(seen(checks['http.legacy.ignore-session-id'], refused)).toEqual({ observed: 1, findings: 1 });
    const served = refusesHandshakes().call('server/discover', {}, discovered, { headers });
    expect(seen(checks['http.legacy.ignore-session-id'], served)).toEqual({ observed: 1, findings: 0 });
    // What is refused without it too, or for something else that it bears, is not refused for it.
    const never = refusesHandshakes().call('tools/list', {}, undefined, { ...answered(404), headers });
    const foreign = { ...headers, Origin: 'https://accord.invalid' };
    const turnedAway = refusesHandshakes().call('server/discover', {}, undefined, {
      ...answered(403),
      headers: foreign,
    });
    for (const composer of [never, turnedAway])
      expect(seen(checks['http.legacy.ignore-session-id'], composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('names its versions where it refuses a handshake', () => {
    expect(seen(checks['versioning.initialize.names-versions'], refusesHandshakes())).toEqual({
      observed: 1,
      findings: 0,
    });
    expect(seen(checks['versioning.initialize.refused-status'], refusesHandshakes())).toEqual({
      observed: 1,
      findings: 0,
    });
  });
});

describe('versioning.initialize.refused-status', () => {
  const look = (status: number) =>
    seen(checks['versioning.initialize.refused-status'], refusesHandshakes('2025-11-25', status));
  test.each([400, 404, 406])('takes %i: which of its faults is found first is not said', (status) => {
    expect(look(status)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([200, 500])('finds %i', (status) => {
    expect(look(status)).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a refusal without a JSON-RPC error', () => {
    const page = stateless()
      .open('2025-11-25', 'the other era')
      .call('initialize', { protocolVersion: '2025-11-25' }, undefined, answered(400));
    expect(seen(checks['versioning.initialize.refused-status'], page)).toEqual({ observed: 1, findings: 1 });
  });
  test('leaves one without a message to a proxy, which may turn away who names no version', () => {
    const page = (headers: readonly [string, string][]) =>
      stateless()
        .open('2025-11-25', 'the other era')
        .call('initialize', { protocolVersion: '2025-11-25' }, undefined, { answer: { status: 400, headers } });
    expect(seen(checks[id], page([]))).toEqual({ observed: 1, findings: 1 });
    expect(seen(checks[id], page([['Via', '1.1 gateway']]))).toEqual({ observed: 0, findings: 0 });
  });
  const id = 'versioning.initialize.refused-status';
  const alone = (status: number) =>
    stateless()
      .open('2025-11-25', 'the other era')
      .call('initialize', { protocolVersion: '2025-11-25' }, undefined, answered(status));
  test.each([200, 202])('finds %i without a message, however it is meant', (status) => {
    expect(seen(checks[id], alone(status))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a stream, which may go on elsewhere, nor of a body that nobody can read', () => {
    const opened = (answer: Answer) =>
      stateless()
        .open('2025-11-25', 'the other era')
        .call('initialize', { protocolVersion: '2025-11-25' }, undefined, { answer });
    const coded: Answer = { status: 200, headers: [['Content-Encoding', 'gzip']] };
    for (const answer of [{ status: 200, sse: [''] }, coded])
      expect(seen(checks[id], opened(answer))).toEqual({ observed: 0, findings: 0 });
  });
  test.each([302, 401, 403, 429, 503])('says nothing of %i without a message', (status) => {
    expect(seen(checks[id], alone(status))).toEqual({ observed: 0, findings: 0 });
  });
  test.each([
    ['silence', { kind: 'gave-up', awaited: 'response', after: 5000 }],
    ['a connection that breaks off', { kind: 'failure', direction: 'received', code: 'ECONNRESET', message: 'reset' }],
  ])('finds %s where others are answered, if it is no accident', (_, rest) => {
    const asked = (composer: Composer, exchange: number): Composer => {
      const { connection } = composer.open('2025-11-25', 'the other era');
      const of = { connection, exchange } as const;
      const text = JSON.stringify({ jsonrpc: '2.0', id: exchange, method: 'initialize', params: {} });
      return composer
        .event({ kind: 'request', direction: 'sent', ...of, method: 'POST', target: '/mcp', headers: [], text })
        .event({ ...of, ...rest } as EventDraft);
    };
    const twice = () => asked(asked(stateless(), 90), 91);
    const served = (composer: Composer) => composer.on(1).open('2026-07-28').call('server/discover', {}, discovered);
    expect(seen(checks[id], served(twice()))).toEqual({ observed: 2, findings: 2 });
    expect(seen(checks[id], twice())).toEqual({ observed: 0, findings: 0 });
    expect(seen(checks[id], served(asked(stateless(), 90)))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('http.version.absent-header-rejected', () => {
  const look = (asked: string, status = 400) =>
    seen(
      checks['http.version.absent-header-rejected'],
      refusesHandshakes(asked, status).call('server/discover', {}, discovered, {
        headers: { 'MCP-Protocol-Version': null },
      }),
    );
  test('finds a request that is served, where older clients are not', () => {
    expect(look('2025-03-26')).toEqual({ observed: 1, findings: 1 });
  });
  test('does not judge a server that opens sessions of those clients, and judges one that offers them a later revision', () => {
    const offers = (protocolVersion: string) =>
      seen(
        checks['http.version.absent-header-rejected'],
        stateless()
          .open('2025-03-26', 'an old version')
          .call(
            'initialize',
            { protocolVersion: '2025-03-26' },
            { result: { protocolVersion, capabilities: {}, serverInfo: { name: 'x', version: '1' } } },
          )
          .open('2026-07-28')
          .call('server/discover', {}, discovered)
          .call('server/discover', {}, discovered, { headers: { 'MCP-Protocol-Version': null } }),
      );
    expect(offers('2025-03-26').findings).toBe(0);
    expect(offers('2025-11-25').findings).toBe(1);
  });
  test('does not judge where nobody asked for an older version, or who asked was turned away', () => {
    expect(look('2025-11-25')).toEqual({ observed: 0, findings: 0 });
    for (const status of [401, 429, 503]) expect(look('2025-03-26', status)).toEqual({ observed: 0, findings: 0 });
  });
});
