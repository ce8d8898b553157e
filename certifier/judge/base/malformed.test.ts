import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../evidence/transcript.ts';
import { type Answer, type Body, Composer } from '../../examples/engine/compose.ts';
import { checks } from '../base.ts';
import { seen } from '../engine/seen.fixture.ts';

const pong = { result: {} };
const HALF = '{"jsonrpc":"2.0","id":"half","method":"ping"';
const NUMBERED = { jsonrpc: '2.0', id: 'numbered', method: 17 };
const error = (code: number, id?: unknown) => ({
  jsonrpc: '2.0',
  ...(id === undefined ? {} : { id }),
  error: { code, message: 'no' },
});
const stdio = () => new Composer('stdio').established('2025-11-25');
const over = (spoilt: Body, ...answers: readonly Body[]) =>
  answers
    .reduce<Composer>((composer, answer) => composer.received(answer), stdio().sent(spoilt))
    .call('ping', {}, pong);
const http = (spoilt: Body, answer: Answer) =>
  new Composer('streamable-http').established('2026-07-28').exchange(spoilt, answer);
const exited = (composer: Composer) => composer.exits();

describe.each([
  { id: 'base.error.parse-error', spoilt: HALF as Body, code: -32700, other: -32600 },
  { id: 'base.error.invalid-request', spoilt: NUMBERED as Body, code: -32600, other: -32700 },
])('$id', ({ id, spoilt, code, other }) => {
  const look = (composer: Composer) => seen(checks[id], composer);
  test.each([[undefined], [null], ['numbered']])('takes the error with the id %j', (answeredId) => {
    expect(look(over(spoilt, error(code, answeredId)))).toEqual({ observed: 1, findings: 0 });
  });
  test('takes one that comes after the answer to the request behind it', () => {
    expect(look(over(spoilt).received(error(code)))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds another code, and silence', () => {
    expect(look(over(spoilt, error(other)))).toEqual({ observed: 1, findings: 1 });
    expect(look(over(spoilt))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a process that ends over it', () => {
    expect(look(exited(stdio().sent(spoilt)))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where nothing shows that it was heard', () => {
    expect(look(stdio().sent(spoilt))).toEqual({ observed: 0, findings: 0 });
    expect(look(stdio().sent(spoilt).shutdown())).toEqual({ observed: 0, findings: 0 });
  });
  test('takes the error over HTTP under any status, and finds a page in its place', () => {
    for (const status of [200, 400, 500])
      expect(look(http(spoilt, { status, json: error(code) }))).toEqual({ observed: 1, findings: 0 });
    expect(look(http(spoilt, { status: 400 }))).toEqual({ observed: 1, findings: 1 });
    expect(look(http(spoilt, { status: 400, json: error(other) }))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([401, 403, 404, 405, 429, 503])('says nothing of one that was turned away with %d', (status) => {
    expect(look(http(spoilt, { status }))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a server that says nothing over HTTP, or breaks off, and answers others', () => {
    const sent = (rest: object) =>
      new Composer('streamable-http')
        .established('2026-07-28')
        .event({
          kind: 'request',
          direction: 'sent',
          connection: 1,
          exchange: 90,
          method: 'POST',
          target: '/mcp',
          headers: [],
          text: typeof spoilt === 'string' ? spoilt : JSON.stringify(spoilt),
        })
        .event({ connection: 1, exchange: 90, ...rest } as EventDraft);
    const silence = { kind: 'gave-up', awaited: 'response', after: 5000 };
    const reset = { kind: 'failure', direction: 'received', code: 'ECONNRESET', message: 'read ECONNRESET' };
    const unmade = { kind: 'failure', direction: 'received', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' };
    for (const [rest, findings] of [
      [silence, 1],
      [reset, 1],
      [unmade, 0],
    ] as const) {
      expect(look(sent(rest).call('ping', {}, pong))).toEqual({ observed: findings, findings });
      expect(look(sent(rest))).toEqual({ observed: 0, findings: 0 });
    }
  });
  test('says nothing of one whose headers were refused first', () => {
    expect(look(http(spoilt, { status: 400, json: error(-32020) }))).toEqual({ observed: 0, findings: 0 });
  });
});

test('is no matter of another connection, nor of what was answered before', () => {
  const look = (composer: Composer) => seen(checks['base.error.parse-error'], composer);
  const second = () => stdio().sent(HALF).established('2025-11-25', {}, 'second');
  expect(look(second())).toEqual({ observed: 0, findings: 0 });
  expect(look(exited(second()))).toEqual({ observed: 0, findings: 0 });
  const info = { name: 'a', version: '1' };
  const early = new Composer('stdio')
    .open('2025-11-25')
    .sent(HALF)
    .call(
      'initialize',
      { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: info },
      { result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: info } },
    )
    .notify('notifications/initialized')
    .call('ping', {}, pong);
  expect(look(early)).toEqual({ observed: 0, findings: 0 });
  const onOther = second().sent(NUMBERED);
  expect(look(exited(onOther.on(1)))).toEqual({ observed: 1, findings: 1 });
  expect(look(exited(over(HALF, error(-32700))))).toEqual({ observed: 1, findings: 0 });
  // Of two that nothing came for, it was the last that the process ended over.
  const both = exited(stdio().sent(HALF).sent(NUMBERED));
  expect(look(both)).toEqual({ observed: 0, findings: 0 });
  expect(seen(checks['base.error.invalid-request'], both)).toEqual({ observed: 1, findings: 1 });
  expect(look(exited(stdio().sent(HALF).call('ping', {}, pong)))).toEqual({ observed: 1, findings: 1 });
  const onTwo = second().sent(NUMBERED).received(error(-32600)).call('ping', {}, pong);
  expect(look(onTwo.on(1).received(error(-32700)).call('ping', {}, pong))).toEqual({ observed: 1, findings: 0 });
});

test('two spoilt messages in a row are told apart by their codes', () => {
  const both = stdio().sent(HALF).sent(NUMBERED).received(error(-32700)).received(error(-32600)).call('ping', {}, pong);
  for (const id of ['base.error.parse-error', 'base.error.invalid-request'])
    expect(seen(checks[id], both)).toEqual({ observed: 1, findings: 0 });
});

describe('base.method.not-advertised', () => {
  const asked = (code: number, capabilities = {}) =>
    new Composer('stdio')
      .established('2026-07-28', capabilities)
      .call('prompts/list', {}, { error: { code, message: 'no' } });
  const look = (composer: Composer) => seen(checks['base.method.not-advertised'], composer);
  test('takes “Method not found” alone, where the feature is not declared', () => {
    expect(look(asked(-32601))).toEqual({ observed: 1, findings: 0 });
    expect(look(asked(-32602))).toEqual({ observed: 1, findings: 1 });
    expect(look(asked(-32603, { prompts: {} }))).toEqual({ observed: 0, findings: 0 });
  });
  test('is no matter of what is served, names no version, or was refused for another reason', () => {
    const nothing = { observed: 0, findings: 0 };
    const none = () => new Composer('stdio').established('2026-07-28');
    expect(look(none().call('prompts/list', {}, { result: { prompts: [] } }))).toEqual(nothing);
    expect(look(none().call('prompts/list', {}, { error: { code: -32602, message: '' } }, { meta: null }))).toEqual(
      nothing,
    );
    const http = (edit: object, answer?: Readonly<Record<string, unknown>>) =>
      look(new Composer('streamable-http').established('2026-07-28').call('prompts/list', {}, answer, edit));
    const no = { error: { code: -32602, message: 'no' } };
    expect(http({}, no)).toEqual({ observed: 1, findings: 1 });
    expect(http({ answer: { status: 404 } })).toEqual({ observed: 1, findings: 1 });
    expect(http({ answer: { status: 401 } }, no)).toEqual(nothing);
    expect(http({ headers: { 'Mcp-Method': 'ping' } }, no)).toEqual(nothing);
  });
  test('leaves completions to their own rule', () => {
    const composer = new Composer('stdio').established('2026-07-28', {});
    const refused = composer.call('completion/complete', {}, { error: { code: -32602, message: 'no' } });
    expect(look(refused)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('a capability that the client lacks', () => {
  const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
  const called = (answer: object, meta = {}, composer = new Composer('stdio').established('2026-07-28')) =>
    composer.call('tools/call', { name: 'test_missing_capability', arguments: {} }, { ...answer }, { meta });
  const refused = (data?: unknown, code = -32021) => ({
    error: { code, message: 'no', ...(data === undefined ? {} : { data }) },
  });
  const look = (id: string, composer: Composer) => seen(checks[`base.capabilities.${id}`], composer);

  test('is answered by its own error', () => {
    expect(look('missing-error', called(refused()))).toEqual({ observed: 1, findings: 0 });
    expect(look('missing-error', called(refused(undefined, -32602)))).toEqual({ observed: 1, findings: 1 });
    expect(look('missing-error', called({ result: { resultType: 'complete', content: [] } })).findings).toBe(1);
    const sampling = { [CAPABILITIES]: { sampling: {} } };
    expect(look('missing-error', called({ result: {} }, sampling))).toEqual({ observed: 0, findings: 0 });
    // One who says nothing of what it can do, or of its version, may be refused for that.
    for (const name of [CAPABILITIES, 'io.modelcontextprotocol/protocolVersion'])
      expect(look('missing-error', called(refused(), { [name]: undefined }))).toEqual({ observed: 0, findings: 0 });
  });
  test('is not said by a status alone', () => {
    const bare = (status: number) =>
      new Composer('streamable-http')
        .established('2026-07-28')
        .call('tools/call', { name: 'test_missing_capability', arguments: {} }, undefined, { answer: { status } });
    expect(look('missing-error', bare(400))).toEqual({ observed: 1, findings: 1 });
    expect(look('missing-error', bare(503))).toEqual({ observed: 0, findings: 0 });
  });
  test('is named in the data of the error', () => {
    expect(look('missing-data', called(refused({ requiredCapabilities: { sampling: {} } })))).toEqual({
      observed: 1,
      findings: 0,
    });
    for (const data of [undefined, null, {}, { requiredCapabilities: {} }, { requiredCapabilities: ['sampling'] }])
      expect(look('missing-data', called(refused(data)))).toEqual({ observed: 1, findings: 1 });
    const other = refused({ requiredCapabilities: { elicitation: {} } });
    expect(look('missing-data', called(other))).toEqual({ observed: 1, findings: 1 });
    const unknown = new Composer('stdio').established('2026-07-28').call('tools/call', { name: 'ask' }, other);
    expect(look('missing-data', unknown)).toEqual({ observed: 1, findings: 0 });
    const able = { [CAPABILITIES]: { sampling: {} } };
    expect(look('missing-data', called(other, able))).toEqual({ observed: 1, findings: 0 });
    const versionless = { 'io.modelcontextprotocol/protocolVersion': undefined };
    expect(look('missing-data', called(refused(), versionless))).toEqual({ observed: 0, findings: 0 });
  });
  test('gives the status 400', () => {
    const http = (status: number) =>
      new Composer('streamable-http')
        .established('2026-07-28')
        .call('tools/call', { name: 'a', arguments: {} }, refused(), { answer: { status } });
    expect(look('missing-status', http(400))).toEqual({ observed: 1, findings: 0 });
    expect(look('missing-status', http(200))).toEqual({ observed: 1, findings: 1 });
    expect(look('missing-status', called(refused()))).toEqual({ observed: 0, findings: 0 });
  });
});
