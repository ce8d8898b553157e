import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { recording } from '../evidence/evidence.fixture.ts';
import type { RecorderOptions } from '../evidence/recorder.ts';
import type { TranscriptEvent } from '../evidence/transcript.ts';
import { type HttpOptions, openHttp } from './http.ts';
import { eventOf } from './wire.fixture.ts';
import type { HttpRequest, HttpWire } from './wire.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A server that answers as HTTP should. Returns its port. */
function serve(answer: http.RequestListener): Promise<number> {
  const server = http.createServer(answer);
  cleanups.push(() => server.closeAllConnections());
  return listen(server);
}

/** A server that answers each connection with these bytes once the head of a request has come, and closes it. */
async function serveRaw(bytes: string, seen?: (head: string) => void): Promise<number> {
  return listen(
    net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (head) => {
        seen?.(head.toString('latin1'));
        socket.end(bytes, 'latin1');
      });
    }),
  );
}

interface Talk {
  readonly wire: HttpWire;
  /** Sends, and resolves with the events of the exchange when its last has come. */
  ask(request?: Partial<HttpRequest>): Promise<readonly TranscriptEvent[]>;
  readonly events: readonly TranscriptEvent[];
}

function talkTo(
  url: number | string,
  options: Partial<HttpOptions> = {},
  recorderOptions: Partial<RecorderOptions> = {},
): Talk {
  const { recorder } = recording(recorderOptions);
  const wire = openHttp({
    url: new URL(typeof url === 'number' ? `http://127.0.0.1:${url}/mcp` : url),
    recorder,
    ...options,
  });
  cleanups.push(() => wire.close());
  return {
    wire,
    events: recorder.events,
    async ask(request) {
      let exchange = 0;
      const last = eventOf(
        wire,
        (event) =>
          (event.kind === 'end' || event.kind === 'failure') && (exchange === 0 || event.exchange === exchange),
      );
      exchange = wire.send({ method: 'POST', headers: [], ...request });
      await last;
      return recorder.events.filter((event) => 'exchange' in event && event.exchange === exchange);
    },
  };
}

const kinds = (events: readonly TranscriptEvent[]): readonly string[] => events.map(({ kind }) => kind);
const terminal = (events: readonly TranscriptEvent[]): number =>
  events.filter(({ kind }) => kind === 'end' || kind === 'failure').length;

/** Says back what it was sent. */
const mirror: http.RequestListener = (request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ fields: request.rawHeaders, body: Buffer.concat(pieces).toString('latin1') }));
  });
};

function mirrored(events: readonly TranscriptEvent[]): { fields: string[]; body: string } {
  const body = events.find((event) => event.kind === 'body');
  return JSON.parse(body?.text ?? '');
}

describe('sending over HTTP', () => {
  it('sends the header fields as they are given, in order and with duplicates, and adds only what is missing', async () => {
    const port = await serve(mirror);
    const events = await talkTo(port).ask({
      headers: [
        ['accept', 'text/html'],
        ['X-Twice', '1'],
        ['x-twice', '2'],
      ],
      body: '{}',
    });
    const fields = ['Host', `127.0.0.1:${port}`, 'accept', 'text/html', 'X-Twice', '1', 'x-twice', '2'];
    expect(mirrored(events).fields).toEqual([...fields, 'Content-Length', '2', 'Connection', 'keep-alive']);
    expect(events[0]).toMatchObject({ kind: 'request', method: 'POST', target: '/mcp', text: '{}' });
    expect(events[0]?.kind === 'request' && events[0].headers.flat()).toEqual(mirrored(events).fields);
  });

  it('sends a foreign Host and a foreign Origin', async () => {
    const port = await serve(mirror);
    const events = await talkTo(port).ask({
      headers: [
        ['Host', 'evil.example'],
        ['Origin', 'http://evil.example'],
      ],
    });
    expect(mirrored(events).fields.slice(0, 4)).toEqual(['Host', 'evil.example', 'Origin', 'http://evil.example']);
  });

  it.each([
    ['half a message', '{"jsonrpc":', { text: '{"jsonrpc":' }],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff), { base64: 'e/8=' }],
    ['a message in UTF-8', '{"é":"🙂"}', { text: '{"é":"🙂"}' }],
  ])('sends %s as it is', async (_, body, recorded) => {
    const events = await talkTo(await serve(mirror)).ask({ body });
    expect(mirrored(events).body).toBe(Buffer.from(body as string).toString('latin1'));
    expect(events[0]).toMatchObject(recorded);
  });

  it('sends a GET without a body and without a length', async () => {
    const events = await talkTo(await serve(mirror)).ask({ method: 'GET', target: '/else?a=b' });
    expect(events[0]).toMatchObject({ target: '/else?a=b' });
    expect(events[0]).not.toHaveProperty('text');
    expect(mirrored(events).fields).not.toContain('Content-Length');
  });

  it('sends a length that is not that of the body, over a connection that no other request uses', async () => {
    const heads: string[] = [];
    const port = await listen(
      net.createServer((socket) => {
        socket.on('error', () => {});
        let head = '';
        socket.on('data', (piece) => {
          head += piece.toString('latin1');
          if (!/\r\n\r\n.*(abcdef|next)$/.test(head)) return;
          heads.push(head);
          socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n');
        });
      }),
    );
    const talk = talkTo(port);
    await talk.ask({ headers: [['Content-Length', '3']], body: 'abcdef' });
    await talk.ask({ body: 'next' });
    expect(heads).toHaveLength(2);
    expect(heads[0]).toMatch(/Content-Length: 3\r\n[\s\S]*abcdef$/);
    expect(heads[1]).not.toContain('abcdef');
  });

  it('refuses what HTTP cannot carry before it records anything', async () => {
    const talk = talkTo(await serve(mirror));
    expect(() => talk.wire.send({ method: 'POST', headers: [['X', 'a\r\nY: b']] })).toThrow(TypeError);
    expect(talk.events).toEqual([]);
  });

  it('uses one connection for requests that follow each other', async () => {
    const ports: (number | undefined)[] = [];
    const port = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      mirror(request, response);
    });
    const talk = talkTo(port);
    await talk.ask();
    await talk.ask();
    expect(ports[1]).toBe(ports[0]);
  });

  it('sends once more what met a connection that the server was closing', async () => {
    let connections = 0;
    const port = await listen(
      net.createServer((socket) => {
        connections += 1;
        const isFirst = connections === 1;
        let requests = 0;
        socket.on('error', () => {});
        socket.on('data', () => {
          requests += 1;
          if (isFirst && requests === 2) socket.resetAndDestroy();
          else socket.write('HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n');
        });
      }),
    );
    const talk = talkTo(port);
    await talk.ask();
    expect(kinds(await talk.ask())).toEqual(['request', 'response', 'end']);
    expect(connections).toBe(2);
  });
});

describe('receiving over HTTP', () => {
  it('records a JSON answer whole, with its header fields as they came', async () => {
    const port = await serveRaw(
      'HTTP/1.1 200 Fine\r\nX-B: 1\r\ncontent-type: application/json\r\nx-b: 2\r\nContent-Length: 7\r\n\r\n{"a":1}',
    );
    expect((await talkTo(port).ask()).slice(1)).toMatchObject([
      {
        kind: 'response',
        status: 200,
        headers: [
          ['X-B', '1'],
          ['content-type', 'application/json'],
          ['x-b', '2'],
          ['Content-Length', '7'],
        ],
      },
      { kind: 'body', text: '{"a":1}' },
      { kind: 'end', direction: 'received', stream: 'response' },
    ]);
  });

  it.each([
    ['404 without a body', 404],
    ['202 without a body', 202],
    ['a redirect, which is not followed', 307],
  ])('records %s', async (_, status) => {
    const talk = talkTo(await serve((_request, response) => response.writeHead(status, { Location: '/other' }).end()));
    const events = await talk.ask();
    expect(kinds(events)).toEqual(['request', 'response', 'end']);
    expect(events[1]).toMatchObject({ status });
  });

  it('keeps a body that is not text, and does not decode what nobody asked to be encoded', async () => {
    const port = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(Uint8Array.of(0x1f, 0x8b, 0xff)),
    );
    expect((await talkTo(port).ask())[2]).toMatchObject({ kind: 'body', base64: 'H4v/' });
  });

  it('records each server-sent event as it comes, over many chunks', async () => {
    const text = 'id: 1\ndata:\n\n: hello\n\ndata: {"a":"🙂"}\r\n\r\nevent: e\nid: 2\ndata: b\ndata: c\n\n';
    const port = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'Text/Event-Stream; charset=utf-8' });
      for (const byte of Buffer.from(text)) {
        response.write(Uint8Array.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect((await talkTo(port).ask()).slice(2)).toMatchObject([
      { kind: 'sse', id: '1', text: '' },
      { kind: 'sse', comment: true, text: 'hello' },
      { kind: 'sse', text: '{"a":"🙂"}' },
      { kind: 'sse', event: 'e', id: '2', text: 'b\nc' },
      { kind: 'end', direction: 'received' },
    ]);
  });

  it('keeps a stream open until it is aborted, and ends it once', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const port = await serve((request, response) => {
      closed = once(request.socket, 'close');
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: a\n\ndata: unfin');
    });
    const talk = talkTo(port);
    const first = eventOf(talk.wire, ({ kind }) => kind === 'sse');
    const exchange = talk.wire.send({ method: 'GET', headers: [] });
    await first;
    talk.wire.abort(exchange);
    talk.wire.abort(exchange);
    await closed;
    await talk.wire.close();
    expect(talk.events.at(-1)).toMatchObject({ kind: 'end', direction: 'sent', exchange });
    expect(terminal(talk.events)).toBe(1);
  });

  it('says of an event that was never finished that it was not', async () => {
    const port = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('data: a\n\ndata: b'),
    );
    expect((await talkTo(port).ask()).slice(2)).toMatchObject([
      { text: 'a' },
      { text: 'b', unterminated: true },
      { kind: 'end', direction: 'received' },
    ]);
  });

  it('lets a listener abort an exchange from within any of its events', async () => {
    const port = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('data: a\n\ndata: b\n\ndata: c\n\n'),
    );
    for (const kind of ['request', 'response', 'sse'] as const) {
      const talk = talkTo(port);
      talk.wire.onEvent((event) => {
        if (event.kind === kind) talk.wire.abort(event.exchange);
      });
      const closed = eventOf(talk.wire, (event) => event.kind === 'end');
      const exchange = talk.wire.send({ method: 'GET', headers: [] });
      await closed;
      await talk.wire.close();
      expect(kinds(talk.events).at(-2)).toBe(kind);
      expect(talk.events.at(-1)).toMatchObject({ kind: 'end', direction: 'sent', exchange });
    }
  });

  it('keeps the part of a body that came before the connection broke, and says that it is a part', async () => {
    const port = await serveRaw('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"a"');
    const events = await talkTo(port).ask();
    expect(events.slice(2)).toMatchObject([
      { kind: 'body', text: '{"a"', unterminated: true },
      { kind: 'failure', code: 'ECONNRESET' },
    ]);
  });

  it('cuts a body at its bound and says by how much', async () => {
    const port = await serve((_request, response) => response.end('x'.repeat(1000)));
    const limits = { messageBytes: 100, stderrBytes: 0, connectionBytes: 10_000, connectionEvents: 100 };
    expect((await talkTo(port, { limits }).ask()).slice(2)).toMatchObject([
      { kind: 'body', text: 'x'.repeat(100) },
      { kind: 'truncated', stream: 'response', bytes: 900 },
      { kind: 'end' },
    ]);
  });

  it('keeps no more of all exchanges together than the connection may hold', async () => {
    const port = await serve((_request, response) => response.end('x'.repeat(60)));
    const talk = talkTo(port, {
      limits: { messageBytes: 100, stderrBytes: 0, connectionBytes: 100, connectionEvents: 100 },
    });
    await talk.ask();
    await talk.ask();
    expect(kinds(await talk.ask())).toEqual(['request', 'response', 'truncated', 'end']);
    expect(talk.events.filter(({ kind }) => kind === 'truncated')).toMatchObject([{ bytes: 20 }, { bytes: 60 }]);
  });

  it('shows its listeners what a mutant made of an answer', async () => {
    const port = await serve((_request, response) => response.writeHead(200).end('{}'));
    const talk = talkTo(
      port,
      {},
      {
        mutant: (event) =>
          event.kind === 'response' ? [{ ...event, status: 500 }] : event.kind === 'body' ? [] : [event],
      },
    );
    const seen: TranscriptEvent[] = [];
    talk.wire.onEvent((event) => seen.push(event));
    const events = await talk.ask();
    expect(kinds(events)).toEqual(['request', 'response', 'end']);
    expect(events[1]).toMatchObject({ status: 500 });
    expect(seen).toEqual(events);
  });
});

describe('failing over HTTP', () => {
  it('says that a connection was refused', async () => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const events = await talkTo(port).ask();
    expect(events.slice(1)).toMatchObject([
      { kind: 'failure', code: 'ECONNREFUSED', message: `connect ECONNREFUSED 127.0.0.1:${port}` },
    ]);
  });

  it('says in one short line that a plain port does not speak TLS', async () => {
    const port = await serve(mirror);
    const [, failure] = await talkTo(`https://127.0.0.1:${port}/mcp`).ask();
    expect(failure).toMatchObject({ kind: 'failure', code: 'EPROTO', message: 'TLS: wrong version number' });
  });

  it('says that no connection was made in time', async () => {
    // It takes the connection and never answers the greeting of TLS.
    const port = await listen(net.createServer((socket) => socket.on('error', () => {})));
    const [, failure] = await talkTo(`https://127.0.0.1:${port}/mcp`, { connectWithin: 30 }).ask();
    expect(failure).toMatchObject({ kind: 'failure', code: 'ETIMEDOUT', message: 'no connection within 30 ms' });
  });

  it.each([
    ['closes without an answer', '', 'ECONNRESET'],
    ['answers with something else than HTTP', 'SSH-2.0-OpenSSH\r\n', 'HPE_INVALID_CONSTANT'],
    ['breaks off within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc', 'ECONNRESET'],
    [
      'breaks the grammar of chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc',
      'HPE_INVALID_CHUNK_SIZE',
    ],
  ])('says so, once, when the subject %s', async (_, bytes, code) => {
    const talk = talkTo(await serveRaw(bytes));
    expect((await talk.ask()).at(-1)).toMatchObject({ kind: 'failure', code });
    await talk.wire.close();
    expect(terminal(talk.events)).toBe(1);
  });

  it('closes what is still open, each once, and sends nothing afterwards', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/stream') response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n');
    });
    const talk = talkTo(port);
    const streaming = eventOf(talk.wire, ({ kind }) => kind === 'sse');
    talk.wire.send({ method: 'GET', headers: [], target: '/stream' });
    talk.wire.send({ method: 'POST', headers: [], body: 'never answered' });
    await streaming;
    await Promise.all([talk.wire.close(), talk.wire.close()]);
    const ends = talk.events.filter(({ kind }) => kind === 'end' || kind === 'failure');
    expect(ends).toMatchObject([
      { kind: 'end', direction: 'sent', exchange: 1 },
      { kind: 'end', direction: 'sent', exchange: 2 },
    ]);
    expect(() => talk.wire.send({ method: 'GET', headers: [] })).toThrow(/closed/);
  });
});
