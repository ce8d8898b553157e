import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../evidence/transcript.ts';
import { kinds, serve, serveRaw, talkTo, terminal } from './http.fixture.ts';
import { eventOf } from './wire.fixture.ts';

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
