import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../evidence/secrets.ts';
import { begun as asking, toldOnce } from '../../examples/engine/asking.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { FINDING, looking, NOTHING, PASS } from '../engine/looked.fixture.ts';
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

describe('logging.security.no-personal-data', () => {
  const look = looking(checks);
  const id = 'logging.security.no-personal-data';
  const EMAIL = 'ada@example.com';
  const properties = (field: object = {}) => ({ email: { type: 'string', format: 'email', ...field } });
  const answered = (answer: object, field: object = {}, revision: '2025-11-25' | '2026-07-28' = '2025-11-25') => {
    const params = { message: 'Whereto?', requestedSchema: { type: 'object', properties: properties(field) } };
    const told = { question: { method: 'elicitation/create', params }, answer: { ...answer }, text: 'Done' };
    return toldOnce(asking(revision), revision, 'order', told);
  };
  const accepted = { action: 'accept', content: { email: EMAIL } };
  test.each(['2025-11-25', '2026-07-28'] as const)(
    'finds the address of the user, wherever it stands: %s',
    (revision) => {
      const given = () => answered(accepted, {}, revision);
      expect(look(id, given().received(log('Order 4711 has an address')))).toEqual(PASS);
      for (const data of [EMAIL, `sent to <${EMAIL}>.`, { form: { email: EMAIL } }, `mailto:${EMAIL}?subject=a`])
        expect(look(id, given().received(log(data)))).toEqual(FINDING);
      expect(look(id, given().received(log('the address eda@example.com is ours')))).toEqual(PASS);
    },
  );
  test.each<[string, Composer]>([
    ['said before it was given', asking('2025-11-25').received(log(EMAIL))],
    ['proposed by the form', answered(accepted, { default: EMAIL }).received(log(EMAIL))],
    ['not given in the end', answered({ action: 'decline', content: { email: EMAIL } }).received(log(EMAIL))],
    ['no address', answered({ action: 'accept', content: { email: 'Ada' } }).received(log('Ada'))],
    ['a sentence with one in it', answered({ action: 'accept', content: { a: `to ${EMAIL}` } }).received(log(EMAIL))],
  ])('says nothing of what was %s', (_, composer) => {
    expect(look(id, composer)).toEqual(NOTHING);
  });
  test('says nothing of a log message before the address, and of what was replaced', () => {
    const early = asking('2025-11-25').received(log(EMAIL));
    const params = { message: 'Whereto?', requestedSchema: { type: 'object', properties: properties() } };
    const told = { question: { method: 'elicitation/create', params }, answer: accepted, text: 'Done' };
    expect(look(id, toldOnce(early, '2025-11-25', 'order', told))).toEqual(NOTHING);
    const text = JSON.stringify(log(`from correct-horse to ${EMAIL}`));
    const line = { kind: 'line', stream: 'stdout', direction: 'received', connection: 1, process: 1, text } as const;
    expect(look(id, answered(accepted).event(createRedactor(['correct-horse']).event(line)))).toEqual(NOTHING);
  });
});
