import { expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { type Message, methodOf } from './message.ts';
import { sentAs, sentMessages, sentNotifications, sentOn, sentResponses } from './sent.ts';
import { only } from './view.fixture.ts';

const ping = (id: string) => ({ jsonrpc: '2.0', id, method: 'ping' });
const pong = (id: string) => ({ jsonrpc: '2.0', id, result: {} });
const note = (method: string) => ({ jsonrpc: '2.0', method });

/** Each side says one of each kind, and we what is no message. */
const view = only(
  new Composer('stdio')
    .established('2025-11-25')
    .sent(ping('ours'))
    .received(pong('ours'))
    .received(ping('theirs'))
    .sent(pong('theirs'))
    .sent(note('notifications/a'))
    .received(note('notifications/b'))
    .sent('{')
    .established('2025-11-25', {}, 'second')
    .sent({ ...ping('numbered'), method: 'notifications/a' }),
);
const methods = (messages: readonly Message[]) => messages.map((message) => methodOf(message) ?? message.text);

test('what was sent is what we sent, in order, whether it is a message or not', () => {
  expect(methods(sentMessages(view))).toEqual([
    'initialize',
    'notifications/initialized',
    'ping',
    JSON.stringify(pong('theirs')),
    'notifications/a',
    '{',
    'initialize',
    'notifications/initialized',
    'notifications/a',
  ]);
});
test('a method is looked for with an id and without', () => {
  expect(sentAs(view, 'notifications/a').map(({ connection }) => connection)).toEqual([1, 2]);
  expect(sentAs(view, 'ping')).toHaveLength(1);
  for (const method of ['notifications/b', 'tools/list', 'constructor']) expect(sentAs(view, method)).toEqual([]);
});
test('a notification bears no id, and a response answers', () => {
  expect(methods(sentNotifications(view))).toEqual([
    'notifications/initialized',
    'notifications/a',
    'notifications/initialized',
  ]);
  expect(sentResponses(view).map(({ text }) => text)).toEqual([JSON.stringify(pong('theirs'))]);
});
test('each connection has what was sent on it', () => {
  expect([...sentOn(view)].map(([connection, messages]) => [connection, messages.length])).toEqual([
    [1, 6],
    [2, 3],
  ]);
});
