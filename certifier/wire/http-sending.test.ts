import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { kinds, listen, mirror, mirrored, serve, talkTo } from './http.fixture.ts';

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
