/**
 * Server-sent events. A stream of a session numbers its events and keeps the last of them, so a client whose connection broke can
 * resume where it was; a stream of 2026-07-28 is bound to its request and gone when the connection is.
 */
import type { ServerResponse } from 'node:http';
import type { Outgoing } from '../jsonrpc.ts';

/** How long a client shall wait before it comes back to a connection that we closed. */
const RETRY = 500;
/** How many events of a stream can be sent again. */
const KEPT = 256;
const KEEP_ALIVE = 15_000;

/** Begins the answer. `X-Accel-Buffering` asks proxies not to hold events back; the comment keeps a quiet connection alive. */
export function beginEvents(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const timer = setInterval(() => response.write(':\n\n'), KEEP_ALIVE).unref();
  response.once('close', () => clearInterval(timer));
}

export const eventOf = (message: Outgoing): string => `event: message\ndata: ${JSON.stringify(message)}\n\n`;

/** A stream of a session: begun by a POST or a GET, and possibly carried by several connections one after the other. */
export class EventStream {
  /** Unique in the session; the ids of the events begin with it, so that one tells its stream. */
  readonly name: string;
  #events: { readonly number: number; readonly text: string }[] = [];
  #next = 0;
  #connection: ServerResponse | undefined;
  #ended = false;

  constructor(name: string) {
    this.name = name;
  }

  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Opens the stream on its first connection, with an empty event whose id is what the client would resume from. */
  open(connection: ServerResponse): void {
    this.#attach(connection);
    connection.write(`id: ${this.name}_${this.#next++}\ndata: \n\n`);
  }

  /** Carries on after this event, on a new connection: first what was missed, then what comes. */
  resume(connection: ServerResponse, after: number): void {
    this.#connection?.end();
    this.#attach(connection);
    for (const { number, text } of this.#events) if (number > after) connection.write(text);
    if (this.#ended) connection.end();
  }

  send(message: Outgoing): void {
    const number = this.#next++;
    const text = `id: ${this.name}_${number}\n${eventOf(message)}`;
    this.#events = [...this.#events, { number, text }].slice(-KEPT);
    this.#connection?.write(text);
  }

  end(): void {
    this.#ended = true;
    this.#connection?.end();
  }

  /** Closes the connection and says when to come back; the stream goes on. */
  drop(): void {
    this.#connection?.end(`retry: ${RETRY}\ndata: \n\n`);
    this.#connection = undefined;
  }

  #attach(connection: ServerResponse): void {
    beginEvents(connection);
    this.#connection = connection;
    connection.once('close', () => {
      if (this.#connection === connection) this.#connection = undefined;
    });
  }
}

/** The stream and the number in an event id; undefined for an id that is none of ours. */
export function readEventId(id: string): { readonly stream: string; readonly number: number } | undefined {
  const [, stream, number] = /^([\w-]+)_(\d+)$/.exec(id) ?? [];
  return stream === undefined ? undefined : { stream, number: Number(number) };
}
