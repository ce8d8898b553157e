/**
 * A mutant at byte level over HTTP: a server that stands before another, hands on each request as it came, and answers with what
 * the mutant makes of the other's answer.
 */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { bytesOf, payloadOf } from '../../evidence/payload.ts';
import type { HeaderField, Payload, WireDraft } from '../../evidence/transcript.ts';
import { at, parse } from '../../judge/engine/json.ts';
import { createAnswer } from '../../wire/answer.ts';
import { createBudget } from '../../wire/budget.ts';
import { DEFAULT_LIMITS } from '../../wire/wire.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Between two hops only: each connection has its own. */
const OF_ONE_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']);

const pairs = (raw: readonly string[]): readonly HeaderField[] =>
  Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);
const kept = (headers: readonly HeaderField[]): readonly HeaderField[] =>
  headers.filter(([name]) => !OF_ONE_HOP.has(name.toLowerCase()));

type SseDraft = Extract<WireDraft, { readonly kind: 'sse' }>;

/** The event as it stands on the stream. */
function serialised({ text, event, id, retry, comment }: SseDraft): string {
  const lines = text.split('\n');
  if (comment) return `${lines.map((line) => `: ${line}`).join('\n')}\n\n`;
  const fields = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...lines.map((line) => `data: ${line}`),
  ];
  return `${fields.join('\n')}\n\n`;
}

const SESSION = 'mcp-session-id';

/** Numbers the conversations, as the recorder does, by what tells them apart here: the session, where there is one. */
function createConnections(): {
  of(headers: readonly HeaderField[], text: string | undefined): number;
  began(headers: readonly HeaderField[], connection: number): void;
} {
  const bySession = new Map<string, number>();
  let begun = 0;
  const sessionIn = (headers: readonly HeaderField[]): string | undefined =>
    headers.find(([name]) => name.toLowerCase() === SESSION)?.[1];
  return {
    of(headers, text) {
      if (at(parse(text ?? ''), 'method') === 'initialize') begun += 1;
      return bySession.get(sessionIn(headers) ?? '') ?? Math.max(begun, 1);
    },
    began(headers, connection) {
      const session = sessionIn(headers);
      if (session !== undefined && !bySession.has(session)) bySession.set(session, connection);
    },
  };
}

/** Writes one event of the answer to the client. */
function write(event: WireDraft, outgoing: http.ServerResponse): void {
  if (event.kind === 'response') outgoing.writeHead(event.status, kept(event.headers).flat()).flushHeaders();
  else if (event.kind === 'body') outgoing.write(bytesOf(event));
  else if (event.kind === 'sse') outgoing.write(serialised(event));
  else if (event.kind === 'end' && event.direction === 'received') outgoing.end();
}

async function bodyOf(incoming: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function startProxy(target: string, mutant: Mutant): Promise<Proxy> {
  const { hostname, port, host } = new URL(target);
  const memo: Memo = {};
  const connections = createConnections();
  let exchanges = 0;
  /** What is still being answered: a mutant may say on one stream what was said on another. */
  const answered = new Map<number, http.ServerResponse>();

  async function relay(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    exchanges += 1;
    const { method = 'GET', url = '/' } = incoming;
    const headers = pairs(incoming.rawHeaders);
    const payload: Partial<Payload> = body.length === 0 ? {} : payloadOf(body);
    const place = { connection: connections.of(headers, payload.text), exchange: exchanges };
    answered.set(place.exchange, outgoing);
    outgoing.once('close', () => answered.delete(place.exchange));
    const show = (event: WireDraft): void => {
      for (const seen of mutant(event, memo)) {
        if (seen.kind === 'response') connections.began(seen.headers, place.connection);
        const on = 'exchange' in seen && seen.exchange !== undefined ? answered.get(seen.exchange) : outgoing;
        if (on !== undefined) write(seen, on);
      }
    };
    mutant({ ...place, kind: 'request', direction: 'sent', method, target: url, headers, ...payload }, memo);

    const others = kept(headers).filter(([name]) => name.toLowerCase() !== 'host');
    const length: readonly HeaderField[] = body.length === 0 ? [] : [['Content-Length', String(body.length)]];
    const onward = http.request({
      hostname,
      port,
      method,
      path: url,
      headers: [['Host', host] as const, ...others, ...length].flat(),
    });
    outgoing.once('close', () => onward.destroy());
    onward.on('error', () => outgoing.destroy());
    onward.once('response', (response) => {
      const { statusCode: status = 0, headers: fields } = response;
      show({ ...place, kind: 'response', direction: 'received', status, headers: pairs(response.rawHeaders) });
      const answer = createAnswer({
        place,
        stream: fields['content-type']?.startsWith('text/event-stream') === true,
        bound: DEFAULT_LIMITS.messageBytes,
        budget: createBudget(DEFAULT_LIMITS.connectionBytes),
        events: createBudget(DEFAULT_LIMITS.connectionEvents),
        emit: show,
      });
      response.on('data', (chunk: Uint8Array) => answer.push(chunk));
      response.once('end', () => {
        answer.end(true);
        show({ ...place, kind: 'end', direction: 'received', stream: 'response' });
      });
    });
    onward.end(body);
  }

  const server = http.createServer((incoming, outgoing) => {
    // A client that went away while it spoke wants no answer.
    relay(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const endpoint = new URL(target);
  endpoint.port = String(address.port);
  return {
    url: endpoint.href,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
