/** The wire over Streamable HTTP: requests exactly as they are given, and all that answers them. Redirects are not followed. */
import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { payloadOf } from '../evidence/payload.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { HeaderField } from '../evidence/transcript.ts';
import { createAnswer } from './answer.ts';
import { createBudget } from './budget.ts';
import { createEmitter } from './emitter.ts';
import { reachAt } from './reach.ts';
import { DEFAULT_LIMITS, type HttpRequest, type HttpWire, type Limits } from './wire.ts';

// An import of them would load what their rarer exports need, all of fetch and WebSocket: a fifth of what a whole Node takes.
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

export interface HttpOptions {
  /** The endpoint. */
  readonly url: URL;
  readonly recorder: Recorder;
  readonly limits?: Limits;
  /** How long a connection may take to be made, TLS included, in milliseconds. How long an answer may take is the client's affair. */
  readonly connectWithin?: number;
}

const CONNECT_WITHIN = 10_000;
/** An idle connection is closed before a server is likely to: a request that meets a closing connection looks like a fault. */
const IDLE = 1000;

interface Open {
  abort(): void;
  readonly closed: Promise<void>;
}

const has = (headers: readonly HeaderField[], name: string): boolean =>
  headers.some(([field]) => field.toLowerCase() === name);

/** Methods whose requests are expected to say how long their body is, even when there is none (RFC 9110 §8.6). */
const EXPECTS_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** The fields as they go out: those given, and what is missing of the three that HTTP/1.1 itself needs. */
function completeHeaders(request: HttpRequest, body: Uint8Array | undefined, host: string): readonly HeaderField[] {
  const { headers, method } = request;
  const added: HeaderField[] = [];
  const length = body?.length ?? (EXPECTS_BODY.has(method) ? 0 : undefined);
  if (length !== undefined && !has(headers, 'content-length') && !has(headers, 'transfer-encoding')) {
    added.push(['Content-Length', String(length)]);
  }
  if (!has(headers, 'connection')) added.push(['Connection', 'keep-alive']);
  return [...(has(headers, 'host') ? [] : [['Host', host] as const]), ...headers, ...added];
}

const isEventStream = (contentType: string | undefined): boolean =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'text/event-stream';

function pairs(raw: readonly string[]): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) fields.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return fields;
}

/** What OpenSSL says, without the source files in which it says it. */
const TLS_MESSAGE = /SSL routines:[^:]*:([^:]+):/;

/** One line for people. A host with several addresses has one error for each; the first says enough. */
function describe(error: Error): string {
  const tls = TLS_MESSAGE.exec(error.message)?.[1];
  if (tls !== undefined) return `TLS: ${tls}`;
  if (error.message === '' && error instanceof AggregateError) return String(error.errors[0]?.message ?? '');
  return error.message;
}

export function openHttp(options: HttpOptions): HttpWire {
  const { url, recorder, limits = DEFAULT_LIMITS, connectWithin = CONNECT_WITHIN } = options;
  const { emit, onEvent } = createEmitter(recorder);
  const connection = recorder.nextConnection();
  const budget = createBudget(limits.connectionBytes);
  const events = createBudget(limits.connectionEvents);
  const secure = url.protocol === 'https:';
  const { Agent, request: openRequest } = secure ? https : http;
  const agent = new Agent({ keepAlive: true, timeout: IDLE });
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const open = new Map<number, Open>();
  let isClosed = false;

  /** Calls back if no connection is made in time. Returns the way to stop. */
  function watchConnecting(socket: Socket, late: () => void): () => void {
    if (!socket.connecting) return () => {};
    const timer = setTimeout(late, connectWithin);
    const stop = (): void => clearTimeout(timer);
    socket.once(secure ? 'secureConnect' : 'connect', stop);
    socket.once('close', stop);
    return stop;
  }

  function send(asked: HttpRequest): number {
    if (isClosed) throw new Error('This connection was closed; open another to send a request.');
    const body = typeof asked.body === 'string' ? Buffer.from(asked.body) : asked.body;
    const headers = completeHeaders(asked, body, url.host);
    const target = asked.target ?? `${url.pathname}${url.search}`;
    // Who says another length than that of the body must not spoil the connection for the next request.
    const ownFraming = ['content-length', 'transfer-encoding', 'connection'].some((name) => has(asked.headers, name));

    const attempt = (via: Agent | false): ClientRequest =>
      openRequest({
        hostname,
        port,
        path: target,
        method: asked.method,
        // As a flat list they go out as they are, in order and with duplicates.
        headers: headers.flat(),
        agent: via,
        ...(secure ? { servername: isIP(hostname) === 0 ? hostname : '' } : {}),
      });

    // Refuses what cannot be sent at all (a newline in a field) before anything is recorded.
    let outgoing = attempt(ownFraming ? false : agent);
    const exchange = recorder.nextExchange();
    const place = { connection, exchange };
    const closed = Promise.withResolvers<void>();
    let answer: ReturnType<typeof createAnswer> | undefined;

    /** Ends the exchange, once: what comes after its last event is nobody's. */
    function finish(last: () => void, complete: boolean): void {
      if (!open.delete(exchange)) return;
      answer?.end(complete);
      last();
    }
    const fail = (error: NodeJS.ErrnoException): void =>
      finish(
        () =>
          emit({
            ...place,
            kind: 'failure',
            direction: 'received',
            code: error.code ?? 'ERROR',
            message: describe(error),
          }),
        false,
      );
    const broken = (): void =>
      fail(Object.assign(new Error('the connection closed before the answer was complete'), { code: 'ECONNRESET' }));

    function receive(response: IncomingMessage): void {
      if (!open.has(exchange)) return;
      emit({
        ...place,
        kind: 'response',
        direction: 'received',
        status: response.statusCode ?? 0,
        headers: pairs(response.rawHeaders),
      });
      // A listener may have closed the exchange on seeing the status.
      if (!open.has(exchange)) return;
      answer = createAnswer({
        place,
        stream: isEventStream(response.headers['content-type']),
        bound: limits.messageBytes,
        budget,
        events,
        emit,
      });
      response.on('data', (chunk: Uint8Array) => {
        if (open.has(exchange)) answer?.push(chunk);
      });
      response.once('end', () =>
        finish(() => emit({ ...place, kind: 'end', direction: 'received', stream: 'response' }), true),
      );
      response.on('error', fail);
      response.once('close', broken);
    }

    function follow(current: ClientRequest): void {
      let stop = (): void => {};
      current.once('socket', (socket) => {
        stop = watchConnecting(socket, () =>
          current.destroy(Object.assign(new Error(`no connection within ${connectWithin} ms`), { code: 'ETIMEDOUT' })),
        );
      });
      current.once('response', receive);
      current.on('error', (error: NodeJS.ErrnoException) => {
        // An idle connection was closed by the server while this request was on its way to it: that says nothing about the
        // request, and it goes out once more, over a new connection.
        const stale = current.reusedSocket && answer === undefined && current === outgoing && open.has(exchange);
        if (stale && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) {
          outgoing = attempt(false);
          follow(outgoing);
          outgoing.end(body);
        } else {
          fail(error);
        }
      });
      current.once('close', () => {
        stop();
        if (current !== outgoing) return;
        broken();
        closed.resolve();
      });
    }

    open.set(exchange, {
      abort: () => {
        finish(() => emit({ ...place, kind: 'end', direction: 'sent', stream: 'response' }), false);
        outgoing.destroy();
      },
      closed: closed.promise,
    });
    follow(outgoing);
    emit({
      ...place,
      kind: 'request',
      direction: 'sent',
      method: asked.method,
      target,
      headers,
      ...(body === undefined || body.length === 0 ? {} : payloadOf(body)),
    });
    // A listener may have closed the exchange on seeing the request.
    if (open.has(exchange)) outgoing.end(body);
    return exchange;
  }

  let closing: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    isClosed = true;
    const left = [...open.values()];
    for (const each of left) each.abort();
    await Promise.all(left.map(({ closed }) => closed));
    agent.destroy();
  }

  return {
    transport: 'streamable-http',
    connection,
    onEvent,
    send,
    abort: (exchange) => open.get(exchange)?.abort(),
    async reach(address, within) {
      const reach = await reachAt(url, port, address, within);
      if ('why' in reach) return reach.why;
      if (!isClosed) emit({ connection, kind: 'reach', direction: 'received', address, ...reach });
      return undefined;
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
