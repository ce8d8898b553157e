import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { referenceCommand } from '../reference.ts';
import { INITIALIZE, Peer, stateless } from '../testing/peer.ts';

it('answers what is no message with an error that has no id, and goes on', async () => {
  const peer = new Peer();
  peer.write('{"jsonrpc":"2.0","id":1');
  peer.write(Uint8Array.of(0x22, 0xff, 0x22));
  peer.write('[]');
  peer.write('"text"');
  peer.write('');
  peer.write('{"jsonrpc":"2.0","id":null,"method":"ping"}');
  peer.write('{"jsonrpc":"2.0","id":1.5,"method":"ping"}');
  peer.write('{"id":"seen","method":"ping"}');
  peer.write('{"jsonrpc":"2.0","id":"seen","method":"ping","params":[]}');
  await peer.ask('ping');
  const errors = peer.received.filter(({ error }) => error).map(({ id, error }) => [id, error.code]);
  expect(errors).toEqual([
    [undefined, -32700],
    [undefined, -32700],
    [undefined, -32600],
    [undefined, -32600],
    [undefined, -32600],
    [undefined, -32600],
    ['seen', -32600],
    ['seen', -32600],
  ]);
  expect(peer.received.filter((message) => 'id' in message && message.id === undefined)).toEqual([]);
});

it('keeps ids as they were: 1 and "1" are two requests', async () => {
  const peer = new Peer();
  peer.begin('ping', {}, 1);
  peer.begin('ping', {}, '1');
  await peer.next(({ id }) => id === '1');
  expect(peer.received.map(({ id }) => id)).toEqual([1, '1']);
});

it('never answers a notification or a response that nobody asked for', async () => {
  const peer = await Peer.inSession();
  peer.send({ jsonrpc: '2.0', method: 'no/such' });
  peer.send({ jsonrpc: '2.0', id: 99, result: {} });
  peer.send({ jsonrpc: '2.0', error: { code: -32700, message: 'unreadable' } });
  await peer.ask('ping');
  expect(peer.received).toHaveLength(2);
});

it('takes a last message without a newline, and one in several pieces', async () => {
  const peer = new Peer();
  const text = JSON.stringify({ jsonrpc: '2.0', id: 'ü', method: 'ping' });
  for (const byte of Buffer.from(`${text}\n${text}`)) peer.raw(Uint8Array.of(byte));
  await peer.end();
  expect(peer.received.map(({ id }) => id)).toEqual(['ü', 'ü']);
});

it('serves both eras on one connection', async () => {
  const peer = await Peer.inSession();
  const modern = await peer.ask('tools/list', stateless());
  const older = await peer.ask('tools/list');
  expect(modern.result.resultType).toBe('complete');
  expect(older.result).not.toHaveProperty('resultType');
});

const start = () => {
  const [command, ...args] = referenceCommand() as [string, ...string[]];
  const child = spawn(command, args, { env: {} });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
  const closed = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  return { child, closed };
};

it('as a process: answers, and exits cleanly when its input ends, though a tool is still at work', async () => {
  const { child, closed } = start();
  const send = (id: number, method: string, params: object): void =>
    void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  send(1, 'initialize', INITIALIZE);
  send(2, 'tools/call', stateless({ name: 'wait', arguments: { milliseconds: 60_000 } }));
  send(3, 'tools/list', stateless());
  child.stdin.end();
  const { code, stdout, stderr } = await closed;
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual([1, 3]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('as a process: ends its subscriptions in order on SIGTERM', async () => {
  const { child, closed } = start();
  const params = stateless({ notifications: {} });
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params })}\n`);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const { code, stdout } = await closed;
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1)!)).toMatchObject({ id: 1, result: { resultType: 'complete' } });
  expect(code).toBe(0);
});
