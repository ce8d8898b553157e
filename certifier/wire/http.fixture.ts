/** What the tests of HTTP share: servers to talk to, and a wire that records what was said. Each ends with its test. */
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { recording } from '../evidence/evidence.fixture.ts';
import type { RecorderOptions } from '../evidence/recorder.ts';
import type { TranscriptEvent } from '../evidence/transcript.ts';
import { type HttpOptions, openHttp } from './http.ts';
import { eventOf } from './wire.fixture.ts';
import type { HttpRequest, HttpWire } from './wire.ts';

export const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A server that answers as HTTP should. Returns its port. */
export function serve(answer: http.RequestListener): Promise<number> {
  const server = http.createServer(answer);
  cleanups.push(() => server.closeAllConnections());
  return listen(server);
}

/** A server that answers each connection with these bytes once the head of a request has come, and closes it. */
export async function serveRaw(bytes: string, seen?: (head: string) => void): Promise<number> {
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

export function talkTo(
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

export const kinds = (events: readonly TranscriptEvent[]): readonly string[] => events.map(({ kind }) => kind);
export const terminal = (events: readonly TranscriptEvent[]): number =>
  events.filter(({ kind }) => kind === 'end' || kind === 'failure').length;

/** Says back what it was sent. */
export const mirror: http.RequestListener = (request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ fields: request.rawHeaders, body: Buffer.concat(pieces).toString('latin1') }));
  });
};

export function mirrored(events: readonly TranscriptEvent[]): { fields: string[]; body: string } {
  const body = events.find((event) => event.kind === 'body');
  return JSON.parse(body?.text ?? '');
}
