/** Hostile servers over Streamable HTTP, by name. Each is the good one with one thing wrong in how it answers `tools/list`. */
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answerTo, type Message, read, TOOL } from './good.ts';

type Hostile = (response: ServerResponse, good: string, message: Message) => void;

const JSON_TYPE = { 'content-type': 'application/json' };
const STREAM_TYPE = { 'content-type': 'text/event-stream' };
const MIB = 1024 * 1024;

/** Writes the same piece until so many bytes are out or nobody reads them any more. */
function pour(response: ServerResponse, piece: Buffer, bytes: number): void {
  let poured = 0;
  const more = (): void => {
    while (poured < bytes && !response.destroyed) {
      poured += piece.length;
      if (!response.write(piece)) return;
    }
  };
  response.on('drain', more);
  more();
}
const sse = (data: string): string => `event: message\ndata: ${data}\n\n`;
const listed = (id: unknown, tools: readonly object[]): string =>
  JSON.stringify({ jsonrpc: '2.0', id, result: { tools } });

export const HOSTILE: Readonly<Record<string, Hostile>> = {
  good: (response, good) => void response.writeHead(200, JSON_TYPE).end(good),
  'never-answers': () => undefined,
  // One byte of the header now and then, and never the last.
  'slow-loris': (response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
    const timer = setInterval(() => socket?.write('a'), 100);
    socket?.once('close', () => clearInterval(timer));
  },
  'slow-body': (response, good) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': good.length });
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < good.length - 1) response.write(good.slice(sent, sent + 1));
      sent += 1;
    }, 100);
    response.once('close', () => clearInterval(timer));
  },
  'endless-events': (response) => {
    response.writeHead(200, STREAM_TYPE);
    const note = JSON.stringify({
      jsonrpc: '2.0',
      method: 'notifications/message',
      params: { level: 'info', data: 'x'.repeat(500) },
    });
    pour(response, Buffer.from(sse(note).repeat(100)), 1024 * MIB);
  },
  'endless-comments': (response) => {
    response.writeHead(200, STREAM_TYPE);
    pour(response, Buffer.from(': still here\n\n'.repeat(5000)), 1024 * MIB);
  },
  'an-event-without-end': (response) => {
    response.writeHead(200, STREAM_TYPE).write('data: ');
    pour(response, Buffer.alloc(MIB, 'x'), 1024 * MIB);
  },
  'a-body-of-a-gigabyte': (response) => {
    response.writeHead(200, JSON_TYPE).write('{"jsonrpc":"2.0","x":"');
    pour(response, Buffer.alloc(MIB, 'x'), 1024 * MIB);
  },
  'length-too-long': (response, good) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': good.length + 100 }).write(good);
    setImmediate(() => response.socket?.end());
  },
  'length-too-short': (response, good) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${good.length - 10}\r\n\r\n${good}`,
    );
  },
  'redirects-for-ever': (response) => void response.writeHead(307, { location: '/mcp' }).end(),
  'redirects-elsewhere': (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  'gzip-bomb': (response) => {
    void response
      .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(256 * MIB, ' ')));
  },
  'not-http': (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'),
  'headers-without-end': (response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\n');
    const more = (): void => {
      while (socket?.destroyed === false && socket.write(`X-More: ${'x'.repeat(1000)}\r\n`));
    };
    socket?.on('drain', more);
    more();
  },
  'interim-answers-for-ever': (response) => {
    const { socket } = response;
    const more = (): void => {
      while (socket?.destroyed === false && socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)));
    };
    socket?.on('drain', more);
    more();
  },
  'bad-chunks': (response) =>
    void response.socket?.end(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense',
    ),
  'resets-midway': (response, good) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': good.length }).write(good.slice(0, 20));
    setImmediate(() => response.socket?.resetAndDestroy());
  },
  'html-for-an-answer': (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>'),
  'escapes-in-headers': (response, good) =>
    void response.socket?.end(
      `HTTP/1.1 200 \u001b[2JOK\r\nContent-Type: application/json\r\nX-Title: \u001b]0;owned\u0007\r\nContent-Length: ${good.length}\r\nConnection: close\r\n\r\n${good}`,
    ),
  'answers-another': (response, good) =>
    void response.writeHead(200, JSON_TYPE).end(JSON.stringify({ ...JSON.parse(good), id: 'not-yours' })),
  'ten-thousand-tools': (response, _good, { id }) =>
    void response.writeHead(200, JSON_TYPE).end(
      listed(
        id,
        Array.from({ length: 10_000 }, (_, index) => ({ ...TOOL, name: `add-${index}` })),
      ),
    ),
};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function serve(request: IncomingMessage, response: ServerResponse, hostile: Hostile): Promise<void> {
  const plain = (status: number, body = ''): void => void response.writeHead(status, JSON_TYPE).end(body);
  const refuse = (status: number, code: number, message: string): void =>
    plain(status, JSON.stringify({ jsonrpc: '2.0', error: { code, message } }));
  const text = await textOf(request);
  if (request.headers.origin !== undefined) return refuse(403, -32600, 'Forbidden origin');
  if (request.method !== 'POST') return plain(405);
  const version = request.headers['mcp-protocol-version'];
  if (version !== undefined && version !== '2025-11-25') return refuse(400, -32600, 'Unsupported protocol version');
  const message = read(text);
  if ('refusal' in message) return plain(400, JSON.stringify(message.refusal));
  const good = answerTo(message);
  if (good === undefined) plain(202);
  else if (message.method === 'tools/list') hostile(response, JSON.stringify(good), message);
  else plain(200, JSON.stringify(good));
}

export interface HostileEndpoint {
  readonly url: string;
  close(): Promise<void>;
}

export async function startHostile(name: string): Promise<HostileEndpoint> {
  const hostile = HOSTILE[name];
  if (hostile === undefined) throw new Error(`no hostile server is called ${name}`);
  const server = http.createServer((request, response) => {
    serve(request, response, hostile).catch(() => response.destroy());
  });
  // Whoever reads us may go away at any time.
  server.on('connection', (socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
