/**
 * stdio: one message per line, requests on stdin, everything else on stdout, and nothing on stdout that is no message. One process
 * is one connection; it serves both eras at once, and a session, once opened, lasts as long as the process.
 */
import type { Readable, Writable } from 'node:stream';
import { RpcError } from '../errors.ts';
import type { Era } from '../identity.ts';
import { InFlight } from '../in-flight.ts';
import {
  failure,
  type Incoming,
  MalformedMessage,
  notification,
  type Outgoing,
  type Request,
  readMessage,
} from '../jsonrpc.ts';
import { eraOf, type Outlet } from '../server.ts';
import { Session } from '../session.ts';
import { Shared } from '../shared.ts';
import { serve } from '../stateless.ts';

const NEWLINE = 0x0a;

/** Serves until the input ends or the signal fires; resolves when the last answer is written. */
export async function serveStdio(input: Readable, output: Writable, shutdown: AbortSignal, only?: Era): Promise<void> {
  const connection = new StdioConnection(output, shutdown, only);
  const stop = (): void => void input.destroy();
  // A client that closed its end of stdout will not read another answer.
  output.once('error', stop);
  shutdown.addEventListener('abort', stop, { once: true });
  try {
    for await (const line of linesOf(input)) connection.receive(line);
  } catch (error) {
    if (!input.destroyed) throw error;
  }
  await connection.end();
}

class StdioConnection {
  readonly #shared = new Shared();
  readonly #inFlight = new InFlight();
  readonly #output: Writable;
  readonly #shutdown: AbortSignal;
  readonly #session: Session;
  readonly #working = new Set<Promise<void>>();

  /** The one era that it speaks, where it does not speak both. */
  readonly #only: Era | undefined;

  constructor(output: Writable, shutdown: AbortSignal, only: Era | undefined) {
    this.#only = only;
    this.#output = output;
    this.#shutdown = shutdown;
    this.#session = new Session(this.#shared, (message) => this.#write(message), this.#inFlight);
  }

  receive(line: Uint8Array): void {
    const work = this.#take(line);
    this.#working.add(work);
    void work.finally(() => this.#working.delete(work));
  }

  /** What can be answered at once still is, a listening request that we end among it; then what waits or works on is cancelled. */
  async end(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#session.close();
    await Promise.allSettled(this.#working);
    await new Promise<void>((resolve) => this.#output.write('', () => resolve()));
  }

  async #take(line: Uint8Array): Promise<void> {
    const message = this.#read(line);
    if (message?.kind === 'request' && this.#isStateless(message)) await this.#serveStateless(message);
    else if (message) await this.#session.receive(message, this.#outlet());
  }

  /** Before `initialize` only that and a ping belong to the session; anything else without metadata lacks its metadata. */
  #isStateless(request: Request): boolean {
    if (this.#only === 'stateless') return true;
    const early = !this.#session.isOpen && request.method !== 'initialize' && request.method !== 'ping';
    return early || eraOf(request) === 'stateless';
  }

  #read(line: Uint8Array): Incoming | undefined {
    try {
      return readMessage(line);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      this.#write(failure(error.id, error));
      return undefined;
    }
  }

  async #serveStateless(request: Request): Promise<void> {
    const outlet = this.#outlet(request);
    try {
      await this.#inFlight.run(request.id, (signal) =>
        serve(request, outlet, signal, { shared: this.#shared, shutdown: this.#shutdown }),
      );
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      outlet.respond(failure(request.id, error), error.status);
    }
  }

  #outlet(request?: Request): Outlet {
    return {
      send: (message) => this.#write(message),
      respond: (message) => {
        // On this shared channel a subscription that the server ends is also named in a notice, the only one of this kind it sends.
        if (request?.method === 'subscriptions/listen' && 'result' in message) {
          this.#write(notification('notifications/cancelled', { requestId: request.id, reason: 'the server stops' }));
        }
        this.#write(message);
      },
      abandon: () => undefined,
      dropConnection: () => undefined,
    };
  }

  /** JSON.stringify escapes newlines inside strings, so a message is one line. */
  #write(message: Outgoing): void {
    this.#output.write(`${JSON.stringify(message)}\n`);
  }
}

/** The lines of the stream, as bytes, without what ends them. Empty lines carry nothing. */
async function* linesOf(input: Readable): AsyncGenerator<Uint8Array> {
  let begun: Buffer[] = [];
  for await (const chunk of input) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      const line = Buffer.concat([...begun, rest.subarray(0, end)]);
      begun = [];
      rest = rest.subarray(end + 1);
      if (line.toString().trim() !== '') yield line;
    }
    begun.push(rest);
  }
  const last = Buffer.concat(begun);
  if (last.toString().trim() !== '') yield last;
}
