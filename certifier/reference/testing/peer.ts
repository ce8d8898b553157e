/** The other end for the tests of the reference server: says what a client would say, and can also say what none should. */
import { PassThrough } from 'node:stream';
import { serveStdio } from '../transports/stdio.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not
export type Message = any;

export const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: { sampling: {}, elicitation: {}, roots: {} },
  clientInfo: { name: 'test', version: '1' },
};

/** The metadata of a 2026-07-28 request, in `params`. */
export const stateless = (params: object = {}, meta: object = {}): object => ({
  ...params,
  _meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': { sampling: {}, elicitation: {}, roots: {} },
    ...meta,
  },
});

/** A connection to a server in this process, line by line as over stdio. */
export class Peer {
  readonly #input = new PassThrough();
  readonly #output = new PassThrough();
  readonly #shutdown = new AbortController();
  readonly #waiting = new Set<{
    readonly wanted: (message: Message) => boolean;
    readonly found: (message: Message) => void;
  }>();
  readonly #answered = new Map<unknown, (response: Message) => void>();
  /** Everything that was received, in order. */
  readonly received: Message[] = [];
  readonly ended: Promise<void>;
  #nextId = 1;

  constructor() {
    let rest = '';
    this.#output.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#receive(JSON.parse(line));
    });
    this.ended = serveStdio(this.#input, this.#output, this.#shutdown.signal);
  }

  /** A peer whose session is open and ready. */
  static async inSession(initialize: object = INITIALIZE): Promise<Peer> {
    const peer = new Peer();
    await peer.ask('initialize', initialize);
    peer.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return peer;
  }

  /** Sends these bytes and nothing more. */
  raw(bytes: string | Uint8Array): void {
    this.#input.write(bytes);
  }

  write(line: string | Uint8Array): void {
    this.raw(line);
    this.raw('\n');
  }

  send(message: object): void {
    this.write(JSON.stringify(message));
  }

  /** Sends a request without waiting, and says its id. */
  begin(method: string, params?: object, id: string | number = this.#nextId++): string | number {
    this.send({ jsonrpc: '2.0', id, method, ...(params && { params }) });
    return id;
  }

  /** Sends a request and resolves with the whole response. */
  ask(method: string, params?: object): Promise<Message> {
    return new Promise((resolve) => {
      this.#answered.set(this.begin(method, params), resolve);
    });
  }

  /** The first message, received already or still to come, of which this is true. */
  next(wanted: (message: Message) => boolean): Promise<Message> {
    const found = this.received.find(wanted);
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => this.#waiting.add({ wanted, found: resolve }));
  }

  #receive(message: Message): void {
    this.received.push(message);
    if (!('method' in message)) this.#answered.get(message.id)?.(message);
    for (const waiting of this.#waiting) {
      if (!waiting.wanted(message)) continue;
      this.#waiting.delete(waiting);
      waiting.found(message);
    }
  }

  /** Closes the input and waits until the server has nothing more to say. */
  async end(): Promise<void> {
    this.#input.end();
    await this.ended;
  }

  async stop(): Promise<void> {
    this.#shutdown.abort();
    await this.ended;
  }
}

/** All pages of a list. */
export async function walk(ask: (params: object) => Promise<Message>, list: string): Promise<Message[]> {
  const items: Message[] = [];
  let cursor: string | undefined;
  do {
    const { result } = await ask(cursor === undefined ? {} : { cursor });
    items.push(...result[list]);
    cursor = result.nextCursor;
  } while (cursor !== undefined);
  return items;
}
