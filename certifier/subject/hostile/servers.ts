/** Hostile servers over stdio, by name. Each is the good one with one thing wrong. */
import { once } from 'node:events';
import { type Message, TOOL } from './good.ts';

export type Send = (text: string | Uint8Array) => void;
/** What it does with a message; `good` is what the good server would have said. */
export type Hostile = (message: Message, good: object | undefined, send: Send) => void;

export const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const say = (value: object | undefined, send: Send): void => {
  if (value !== undefined) send(line(value));
};
/** Good, but for what it answers to this method. */
const at =
  (method: string, answer: (message: Message, send: Send, good: object) => void): Hostile =>
  (message, good, send) => {
    if (message.method === method && good !== undefined) answer(message, send, good);
    else say(good, send);
  };
const onList = (answer: (message: Message, send: Send, good: object) => void): Hostile => at('tools/list', answer);
const tools = (id: unknown, list: readonly object[], rest: object = {}): object => ({
  jsonrpc: '2.0',
  id,
  result: { tools: list, ...rest },
});
const raw = (id: unknown, inside: string): string =>
  `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${inside}}\n`;

/** Writes the same piece until so many bytes are out, no faster than they are read. */
async function pour(piece: Buffer, bytes: number): Promise<void> {
  for (let poured = 0; poured < bytes; poured += piece.length) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

/** As a program that does one thing at a time works: it reads nothing until it is done. */
const work = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
const SLOW = ['walk_progress', 'stream_log', 'read_progress'];

const MIB = 1024 * 1024;
let held: (() => void)[] = [];

export const SERVERS: Readonly<Record<string, Hostile>> = {
  good: (_message, good, send) => say(good, send),
  'never-answers': onList(() => undefined),
  'wrong-id': onList((_message, send, good) => send(line({ ...good, id: 'not-yours' }))),
  'id-as-text': onList(({ id }, send, good) => send(line({ ...good, id: typeof id === 'number' ? String(id) : 1 }))),
  'answers-twice': onList((_message, send, good) => send(line(good) + line(good))),
  // Ids are there so that answers may come in any order.
  'out-of-order': (_message, good, send) => {
    if (good === undefined) return;
    held.unshift(() => say(good, send));
    setImmediate(() => {
      for (const tell of held) tell();
      held = [];
    });
  },
  // Three tools that may be called, each of which keeps everybody else waiting.
  'one-at-a-time': (message, good, send) => {
    const { id, method, params = {} } = message;
    if (method === 'tools/list' && params.cursor === undefined) {
      const slow = {
        inputSchema: { type: 'object', additionalProperties: false },
        annotations: { readOnlyHint: true },
      };
      return send(
        line(
          tools(
            id,
            SLOW.map((name) => ({ ...slow, name, description: 'Takes a while.' })),
          ),
        ),
      );
    }
    if (method !== 'tools/call' || !SLOW.includes(String(params.name))) return say(good, send);
    work(700);
    return send(line({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'Done' }] } }));
  },
  'answers-unasked': onList((_message, send, good) =>
    send(line(good) + line({ jsonrpc: '2.0', id: 987654, result: {} })),
  ),
  'floods-rubbish': onList((_message, send, good) => {
    void pour(Buffer.from('rubbish rubbish rubbish\n'.repeat(2000)), 128 * MIB).then(() => send(line(good)));
  }),
  'floods-notifications': onList((_message, send, good) => {
    const note = line({
      jsonrpc: '2.0',
      method: 'notifications/message',
      params: { level: 'info', data: 'x'.repeat(200) },
    });
    void pour(Buffer.from(note.repeat(500)), 96 * MIB).then(() => send(line(good)));
  }),
  'floods-requests': onList(({ id }, send, good) => {
    for (let count = 0; count < 5000; count += 1)
      send(line({ jsonrpc: '2.0', id: `mine-${id}-${count}`, method: 'ping' }));
    send(line(good));
  }),
  'a-line-of-a-gigabyte': onList((_message, send, good) => {
    void pour(Buffer.alloc(MIB, 'x'), 1024 * MIB).then(() => send(`\n${line(good)}`));
  }),
  'no-last-newline': onList((_message, send, good) => {
    send(line(good).trimEnd());
    process.stdout.end();
  }),
  'invalid-utf-8': onList((_message, send, good) =>
    send(
      Buffer.concat([
        Buffer.from('{"jsonrpc":"2.0","method":"x\xff\xfe'.replace(/./g, '$&'), 'latin1'),
        Buffer.from(`"}\n${line(good)}`),
      ]),
    ),
  ),
  'nul-bytes': onList((_message, send, good) => send(`\0\0\0\n${line(good)}`)),
  'deep-nesting': onList(({ id }, send) =>
    send(raw(id, `{"tools":[],"_meta":{"a/b":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`)),
  ),
  'huge-numbers': onList(({ id }, send) =>
    send(
      raw(
        id,
        `{"tools":[${JSON.stringify(TOOL).replace('"number"', `"number","maximum":1e999,"minimum":-${'9'.repeat(5000)}`)}]}`,
      ),
    ),
  ),
  'prototype-keys': onList(({ id }, send) =>
    send(
      raw(
        id,
        `{"__proto__":{"tools":1},"constructor":{"prototype":{"polluted":1}},"tools":[${JSON.stringify(TOOL).replace('"properties":{', '"properties":{"__proto__":{"type":"number"},"constructor":{"type":"string"},')}]}`,
      ),
    ),
  ),
  'duplicate-keys': onList(({ id }, send) => send(raw(id, `{"tools":1,"tools":${JSON.stringify([TOOL])}}`))),
  'byte-order-mark': onList((_message, send, good) => send(`\ufeff${line(good)}`)),
  'carriage-returns': (_message, good, send) => {
    if (good !== undefined) send(line(good).replace('\n', '\r\n'));
  },
  'line-separators': onList(({ id }, send) =>
    send(`${JSON.stringify(tools(id, [{ ...TOOL, description: 'one\u2028two\u2029three\u0085four' }]))}\n`),
  ),
  'lone-surrogates': onList(({ id }, send) =>
    send(raw(id, `{"tools":[${JSON.stringify(TOOL).replace('Adds', 'Adds \\ud800\\udfff\\ud800')}]}`)),
  ),
  'escapes-in-names': onList(({ id }, send) =>
    send(
      line(
        tools(id, [
          { ...TOOL, name: '\u001b]0;owned\u0007\u001b[2J<img src=x onerror=alert(1)>\u202e' },
          { ...TOOL, name: '::error::\r\n##[endgroup]' },
        ]),
      ),
    ),
  ),
  'ten-thousand-tools': onList(({ id }, send) =>
    send(
      line(
        tools(
          id,
          Array.from({ length: 10_000 }, (_, index) => ({ ...TOOL, name: `add-${index}` })),
        ),
      ),
    ),
  ),
  'endless-cursors': onList(({ id }, send) =>
    send(line(tools(id, [{ ...TOOL, name: `add-${id}` }], { nextCursor: `after-${id}` }))),
  ),
  'same-cursor': onList(({ id }, send) => send(line(tools(id, [TOOL], { nextCursor: 'again' })))),
  'schema-without-end': onList(({ id }, send) => {
    let schema: object = { type: 'object' };
    for (let depth = 0; depth < 3000; depth += 1) schema = { type: 'object', properties: { deeper: schema } };
    send(line(tools(id, [{ ...TOOL, inputSchema: schema }])));
  }),
  'schema-that-refers-to-itself': onList(({ id }, send) =>
    send(line(tools(id, [{ ...TOOL, inputSchema: { type: 'object', allOf: [{ $ref: '#' }] } }]))),
  ),
  'schema-with-a-slow-pattern': onList(({ id }, send) =>
    send(
      line(
        tools(id, [
          {
            ...TOOL,
            annotations: { readOnlyHint: true },
            inputSchema: {
              type: 'object',
              properties: { a: { type: 'string', pattern: '^(a+)+$', default: `${'a'.repeat(60)}!` } },
              required: ['a'],
            },
          },
        ]),
      ),
    ),
  ),
  'floods-stderr': onList((_message, send, good) => {
    for (let count = 0; count < 200; count += 1) process.stderr.write('log '.repeat(50_000));
    send(line(good));
  }),
  'half-a-message': onList((_message, send, good) => {
    send(line(good).slice(0, 40));
    process.stdout.once('drain', () => process.exit(0));
    setImmediate(() => process.exit(0));
  }),
  'dies-by-a-signal': onList(() => process.kill(process.pid, 'SIGKILL')),
  'closes-its-input': onList((_message, send, good) => {
    send(line(good));
    process.stdin.destroy();
  }),
  'ignores-sigterm-and-forks': (_message, good, send) => say(good, send),
};
