import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen, mirror, serve, serveRaw, talkTo, terminal } from './http.fixture.ts';
import { eventOf } from './wire.fixture.ts';

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
