import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../evidence/secrets.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './secrets.ts';

const judged = (composer: Composer) => seen(checks['logging.security.no-credentials'], composer);
const log = (data: unknown) => ({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } });
const PASSWORD = 'accord-secret-7f3a';
const begun = () => new Composer('stdio').established('2025-11-25', { logging: {}, tools: {} });
const given = () =>
  begun().call('tools/call', { name: 'test_logging_secret', arguments: { word: PASSWORD } }, undefined, {
    id: 'a',
  });

describe('logging.security.no-credentials', () => {
  test('finds the password that a tool was given, wherever in a message it stands', () => {
    expect(judged(given().received(log('Somebody signs in')))).toEqual({ observed: 1, findings: 0 });
    expect(judged(given().received(log({ request: { password: PASSWORD } })))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds it in the session of another too, where one process serves both', () => {
    const told = (transport: 'stdio' | 'streamable-http') => {
      const composer = new Composer(transport)
        .established('2025-11-25', { logging: {}, tools: {} })
        .call('tools/call', { name: 'test_logging_secret', arguments: { word: PASSWORD } }, { result: { content: [] } })
        .established('2025-11-25', { logging: {}, tools: {} }, 'second');
      return transport === 'stdio'
        ? composer.received(log('begun'))
        : composer.stream({ method: 'GET' }).told(log(`Somebody signed in with ${PASSWORD}`));
    };
    expect(judged(told('streamable-http'))).toEqual({ observed: 1, findings: 1 });
    expect(judged(told('stdio'))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds a declared secret by its having been replaced', () => {
    const text = JSON.stringify(log('Bearer correct-horse'));
    const line = { kind: 'line', stream: 'stdout', direction: 'received', connection: 1, process: 1, text } as const;
    const composer = begun().event(createRedactor(['correct-horse']).event(line));
    expect(judged(composer)).toEqual({ observed: 1, findings: 1 });
  });
  const replaced = (data: unknown, secret: string) =>
    createRedactor([secret]).event({
      kind: 'line',
      stream: 'stdout',
      direction: 'received',
      connection: 1,
      process: 1,
      text: JSON.stringify(log(data)),
    });
  test.each([
    { headers: { Authorization: 'Bearer correct-horse' } },
    { options: '{"api_key":"correct-horse"}' },
    'password = correct-horse',
    'token: "correct-horse"',
  ])('knows a credential by what it follows: %j', (data) => {
    expect(judged(begun().event(replaced(data, 'correct-horse')))).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['Error: not found\n    at read (file:///home/someone/app/index.js:7:1)', '/home/someone'],
    ['opened by someone-else', 'someone-else'],
    ['token: /home/someone/.token', '/home/someone'],
    ['signing in with correct-horse', 'correct-horse'],
  ])('does not take a masked path or name for a secret, nor for the lack of one: %s', (data, masked) => {
    expect(judged(begun().event(replaced(data, masked)))).toEqual({ observed: 0, findings: 0 });
    expect(judged(given().event(replaced(data, masked)))).toEqual({ observed: 0, findings: 0 });
  });
  test('judges what is logged after a credential of ours in a header, and not after a masked path in a request', () => {
    const http = (headers: Readonly<Record<string, string>>, uri: string) => {
      const composer = new Composer('streamable-http').established('2025-11-25', { logging: {}, resources: {} });
      const body = { jsonrpc: '2.0', id: 'r', method: 'resources/read', params: { uri } };
      const request = {
        kind: 'request',
        direction: 'sent',
        connection: 1,
        exchange: 90,
        method: 'POST',
        target: '/mcp',
        headers: Object.entries(headers),
        text: JSON.stringify(body),
      } as const;
      const sse = {
        kind: 'sse',
        direction: 'received',
        stream: 'sse',
        connection: 1,
        exchange: 90,
        text: JSON.stringify(log('read')),
      } as const;
      const answer = {
        kind: 'response',
        direction: 'received',
        connection: 1,
        exchange: 90,
        status: 200,
        headers: [['Content-Type', 'text/event-stream']],
      } as const;
      return composer
        .event(createRedactor(['correct-horse', '/home/someone']).event(request))
        .event(answer)
        .event(sse);
    };
    expect(judged(http({ Authorization: 'Bearer correct-horse' }, 'a:b'))).toEqual({ observed: 1, findings: 0 });
    expect(judged(http({}, 'file:///home/someone/notes'))).toEqual({ observed: 0, findings: 0 });
  });
  test('takes for a secret what we made up for one, and nothing that was said before it was given', () => {
    const tool = (name: string, word: unknown) =>
      begun().call('tools/call', { name, arguments: { word } }, undefined, { id: 'a' });
    for (const composer of [
      tool('other', PASSWORD),
      tool('test_logging_secret', 'hello'),
      tool('test_logging_secret', 7),
    ])
      expect(judged(composer.received(log('hello')))).toEqual({ observed: 0, findings: 0 });
    const before = begun().received(log('Somebody comes'));
    before.call('tools/call', { name: 'test_logging_secret', arguments: { word: PASSWORD } }, undefined, { id: 'a' });
    expect(judged(before)).toEqual({ observed: 0, findings: 0 });
    const other = given().received({ ...log(PASSWORD), method: 'notifications/vendor' });
    expect(judged(other)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not take the word for the secret, nor judge where no secret was given', () => {
    expect(judged(begun().received(log('Bearer [secret]')))).toEqual({ observed: 0, findings: 0 });
  });
});
