import { describe, expect, test } from 'vitest';
import { Composer } from '../examples/engine/compose.ts';
import { looking } from './engine/looked.fixture.ts';
import { checks } from './stdio.ts';

const look = looking(checks);
const begun = (revision: '2024-11-05' | '2025-03-26' | '2025-11-25' | '2026-07-28' = '2025-11-25') =>
  new Composer('stdio').established(revision);
const on = { connection: 1, process: 1 } as const;
const out = { kind: 'line', stream: 'stdout', direction: 'received', ...on } as const;
const signal = { kind: 'signal', direction: 'sent', ...on, signal: 'SIGTERM' } as const;
const exit = { kind: 'exit', direction: 'received', ...on, code: null, signal: 'SIGTERM' } as const;
const closing = { kind: 'end', direction: 'sent', stream: 'stdin', ...on } as const;
const gaveUp = { kind: 'gave-up', ...on, awaited: 'exit', after: 2000 } as const;

describe('stdio.stdout.only-messages', () => {
  const id = 'stdio.stdout.only-messages';
  const findings = (composer: Composer) => look(id, composer).findings;
  test.each([
    ['line ends as Windows writes them', begun().received('{"jsonrpc":"2.0","method":"notifications/a"}\r')],
    ['empty lines between messages', begun().received('').received('\r')],
    ['messages that break their schema', begun().received('{"jsonrpc":"2.0"}').received('{"id":1,"result":null}')],
    ['anything on stderr', begun().stderr('Ready.').stderr('{')],
    [
      'a message that our bound cut',
      begun()
        .received('{"jsonrpc":"2.0","res')
        .event({ kind: 'truncated', direction: 'received', stream: 'stdout', ...on, bytes: 9 }),
    ],
    [
      'a message that our signal cut',
      begun()
        .event(signal)
        .event({ ...out, text: '{"jsonrpc":', unterminated: true }),
    ],
    [
      'a last message without its newline',
      begun().event({ ...out, text: '{"jsonrpc":"2.0","method":"notifications/a"}', unterminated: true }),
    ],
    [
      'several messages in one array, where that was allowed',
      begun('2025-03-26').received('[{"jsonrpc":"2.0","method":"notifications/a"}]'),
    ],
  ])('takes %s', (_, composer) => {
    expect(findings(composer)).toBe(0);
  });
  test.each([
    ['a banner', begun().received('Ready.')],
    ['a line of spaces', begun().received('  ')],
    ['a banner without a newline', begun().event({ ...out, text: 'Bye.', unterminated: true })],
    ['a log line in JSON', begun().received('{"level":"info","msg":"ready"}')],
    ['a value that is no message', begun().received('null')],
    ['two messages on one line', begun().received('{"jsonrpc":"2.0","method":"a"}{"jsonrpc":"2.0","method":"b"}')],
    ['several messages in one array', begun().received('[{"jsonrpc":"2.0","method":"notifications/a"}]')],
    ['an empty array', begun('2025-03-26').received('[]')],
    ['a message over two lines', begun().received('{"jsonrpc":"2.0",').received('"method":"a"}')],
    ['framing by length', begun().received('Content-Length: 17')],
    ['a mark of byte order', begun().received('\ufeff{"jsonrpc":"2.0","method":"a"}')],
  ])('finds %s', (_, composer) => {
    expect(findings(composer)).toBe(1);
  });
  test('takes an array of responses where there are batches, if each of them is a message', () => {
    const pongs = ['a', 'b'].map((id) => `{"jsonrpc":"2.0","id":"${id}","result":{}}`);
    expect(findings(begun('2025-03-26').received(`[${pongs.join()}]`))).toBe(0);
    expect(findings(begun('2025-03-26').received(`[${pongs.join()},17]`))).toBe(1);
    expect(findings(begun('2025-11-25').received(`[${pongs.join()}]`))).toBe(1);
    expect(findings(new Composer('stdio').established('2025-06-18').received(`[${pongs.join()}]`))).toBe(1);
  });
  test('tells a banner of several lines once, also where another process speaks in between', () => {
    const composer = begun()
      .received('Ready.')
      .established('2025-11-25')
      .on(1)
      .received('Listening.')
      .on(2)
      .received('Ready.');
    expect(findings(composer)).toBe(2);
  });
  test('points at the first lines of noise that never ends', () => {
    let composer = begun();
    for (let count = 0; count < 500; count++) composer = composer.received(`line ${count}`);
    expect(look(id, composer)).toEqual({ observed: 501, findings: 1 });
  });
});

const NOTE = '{"jsonrpc":"2.0","method":"notifications/a"}';

describe('stdio.framing.one-message', () => {
  const id = 'stdio.framing.one-message';
  test.each([
    ['an array of messages', `[${NOTE}]`],
    ['an array of messages and something else', `[${NOTE},17]`],
    ['two messages on one line', `${NOTE}${NOTE}`],
    ['two messages with a space between them', `${NOTE} ${NOTE}`],
    ['a response and a notification', `{"jsonrpc":"2.0","id":1,"result":{"a":"}{"}}${NOTE}`],
  ])('finds %s', (_, text) => {
    expect(look(id, begun().received(text)).findings).toBe(1);
  });
  test.each([
    ['one message', NOTE],
    ['braces in a string', '{"jsonrpc":"2.0","method":"notifications/a","params":{"a":"}{\\"}{"}}'],
    ['an array of something else', '["ready"]'],
    ['a message with noise behind it, which is no second one', `${NOTE} done`],
    ['half a message', '{"jsonrpc":"2.0"'],
    ['two objects that are no messages', '{"level":"info"}{"level":"info"}'],
    ['brackets that do not match', '}]{['],
  ])('does not take %s for several', (_, text) => {
    expect(look(id, begun().received(text)).findings).toBe(0);
  });
});

describe('stdio.framing.no-embedded-newlines', () => {
  const id = 'stdio.framing.no-embedded-newlines';
  const over = (...texts: readonly string[]) => texts.reduce((composer, text) => composer.received(text), begun());
  test('finds a message that was printed over several lines, in whatever style', () => {
    const pretty = JSON.stringify({ jsonrpc: '2.0', id: 1, result: { a: ['{', '"'] } }, null, 2).split('\n');
    expect(look(id, over(...pretty)).findings).toBe(1);
    expect(look(id, over(...pretty.map((line) => `${line}\r`))).findings).toBe(1);
    expect(look(id, over('{"jsonrpc":"2.0",', '', '"method":"notifications/a"}')).findings).toBe(1);
  });
  test('finds a raw line break within a string', () => {
    expect(look(id, over('{"jsonrpc":"2.0","id":1,"result":{"text":"one', 'two"}}', NOTE)).findings).toBe(1);
  });
  test.each<[string, readonly string[]]>([
    ['messages on lines of their own', [NOTE, NOTE]],
    ['a broken beginning, then a message', ['{"jsonrpc":"2.0",', NOTE, '"method":"a"}']],
    ['an object over several lines that is no message', ['{', '"level": "info"', '}']],
    ['noise', ['Ready {', '}']],
    ['a beginning without an end', ['{"jsonrpc":"2.0",', '"method"']],
  ])('does not take %s for one', (_, texts) => {
    expect(look(id, over(...texts)).findings).toBe(0);
  });
  test('does not join the lines of two processes', () => {
    const composer = begun().established('2025-11-25').on(1).received('{"jsonrpc":"2.0",').on(2).received('"id":1}');
    expect(look(id, composer).findings).toBe(0);
  });
});

describe('stdio.server.no-requests', () => {
  const id = 'stdio.server.no-requests';
  test('finds a request of the server, and nothing else', () => {
    const asking = begun('2026-07-28').received('{"jsonrpc":"2.0","id":"s","method":"roots/list"}');
    expect(look(id, asking)).toEqual({ observed: 2, findings: 1 });
    // A notification with an id has a fault of its own, and asks for nothing.
    const numbered = begun('2026-07-28').received('{"jsonrpc":"2.0","id":"s","method":"notifications/message"}');
    expect(look(id, numbered)).toEqual({ observed: 2, findings: 0 });
    expect(look(id, begun('2026-07-28').received(NOTE).received('{"id":1,"method":"x"}'))).toEqual({
      observed: 2,
      findings: 0,
    });
  });
});

describe('stdio.server.notifications-related', () => {
  const id = 'stdio.server.notifications-related';
  const LOG = { 'io.modelcontextprotocol/logLevel': 'debug' };
  const note = (method: string) => ({
    jsonrpc: '2.0',
    method: `notifications/${method}`,
    params: { level: 'info', data: 1 },
  });
  const open = () => begun('2026-07-28').call('tools/call', { name: 'a' }, undefined, { id: 'a', meta: LOG });
  const closed = () => open().received({ jsonrpc: '2.0', id: 'a', result: {} });
  test.each(['message', 'vendor'])('%s comes before the response, and not after it', (method) => {
    expect(look(id, open().received(note(method)))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, closed().received(note(method)))).toEqual({ observed: 1, findings: 1 });
  });
  test('anything may come while a request or a subscription is open, also one that was cancelled', () => {
    const listening = closed().call('subscriptions/listen', { notifications: {} }, undefined, { id: 's' });
    expect(look(id, listening.received(note('vendor')))).toEqual({ observed: 1, findings: 0 });
    const cancelled = open().notify('notifications/cancelled', { requestId: 'a' });
    expect(look(id, cancelled.received(note('message')))).toEqual({ observed: 1, findings: 0 });
  });
  test('a subscription that the client has left, as the server has read, is open no more', () => {
    const left = closed()
      .call('subscriptions/listen', { notifications: {} }, undefined, { id: 's' })
      .notify('notifications/cancelled', { requestId: 's' });
    expect(look(id, left.received(note('vendor')))).toEqual({ observed: 1, findings: 0 });
    const read = left.call('server/discover', {}, { result: {} });
    expect(look(id, read.received(note('vendor')))).toEqual({ observed: 2, findings: 1 });
  });
  test.each(['progress', 'tools/list_changed', 'resources/updated'])('%s is the business of another rule', (method) => {
    expect(look(id, closed().received(note(method)))).toEqual({ observed: 0, findings: 0 });
  });
  test('so is a log message that nobody ever asked for', () => {
    expect(look(id, begun('2026-07-28').received(note('message')))).toEqual({ observed: 0, findings: 0 });
    expect(look(id, begun('2026-07-28').received(note('vendor')))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('stdio.message.utf-8', () => {
  const id = 'stdio.message.utf-8';
  test('finds bytes that are no UTF-8, and not those that we cut in the middle', () => {
    expect(look(id, begun().event({ ...out, base64: '6Q==' })).findings).toBe(1);
    const cut = begun()
      .event({ ...out, base64: '6Q==' })
      .event({ kind: 'truncated', direction: 'received', stream: 'stdout', ...on, bytes: 1 });
    expect(look(id, cut).findings).toBe(0);
    expect(
      look(
        id,
        begun()
          .event(signal)
          .event({ ...out, base64: 'w6nD', unterminated: true }),
      ).findings,
    ).toBe(0);
  });
  test('says nothing of a character within which the process broke off', () => {
    expect(look(id, begun().event({ ...out, base64: 'w6nD', unterminated: true })).findings).toBe(0);
  });
  test('takes every character', () => {
    expect(look(id, begun().received('{"jsonrpc":"2.0","method":"é 漢 𝄞 \\ud800"}')).findings).toBe(0);
  });
});

test('stdio.shutdown.exits-on-end-of-input finds a process that stays for the sake of a subscription', () => {
  const id = 'stdio.shutdown.exits-on-end-of-input';
  const staying = (composer: Composer) => look(id, composer.event(closing).event(gaveUp).event(signal).event(exit));
  const listening = () =>
    begun('2026-07-28').call('subscriptions/listen', { notifications: {} }, undefined, { id: 's' });
  expect(staying(listening())).toEqual({ observed: 1, findings: 1 });
  expect(staying(listening().notify('notifications/cancelled', { requestId: 's' }))).toEqual({
    observed: 1,
    findings: 1,
  });
});

describe.each([
  ['stdio.shutdown.exits-on-end-of-input', '2026-07-28'],
  ['stdio.shutdown.exit-awaited', '2025-11-25'],
] as const)('%s', (id, revision) => {
  test.each([
    ['an exit with any status', begun(revision).shutdown(1)],
    [
      'a signal for what the process left behind',
      begun(revision)
        .shutdown()
        .event({ ...signal, signal: 'SIGKILL' }),
    ],
    [
      'an exit that came late, but by itself',
      begun(revision)
        .event(closing)
        .event({ ...exit, code: 0, signal: null }),
    ],
  ])('takes %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['that we had to signal', begun(revision).event(closing).event(gaveUp).event(signal).event(exit)],
    ['that never ended', begun(revision).event(closing).event(gaveUp)],
  ])('finds a process %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['that ended before', begun(revision).event({ ...exit, code: 0, signal: null })],
    [
      'that still worked on a request',
      begun(revision)
        .sent({ jsonrpc: '2.0', id: 'w', method: 'tools/call' })
        .event(closing)
        .event(gaveUp)
        .event(signal)
        .event(exit),
    ],
    [
      'that closed its own output, and was ended with its input open',
      begun(revision)
        .event({ ...closing, direction: 'received', stream: 'stdout' })
        .event(signal)
        .event(exit),
    ],
    [
      'of which we only waited for an answer',
      begun(revision)
        .event(closing)
        .event({ ...gaveUp, awaited: 'response' }),
    ],
    ['of which we do not know how it ended', begun(revision).event(closing)],
    [
      'that was not waited for so long',
      begun(revision)
        .event(closing)
        .event({ ...gaveUp, after: 300 })
        .event(signal)
        .event(exit),
    ],
    [
      'that asked something when nobody could answer any more',
      begun(revision)
        .event(closing)
        .received({ jsonrpc: '2.0', id: 0, method: 'roots/list' })
        .event(gaveUp)
        .event(signal)
        .event(exit),
    ],
  ])('says nothing of a process %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});
