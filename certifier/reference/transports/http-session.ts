/** A session over HTTP: its id, its streams, and where each message of the server goes. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Outgoing } from '../jsonrpc.ts';
import type { Outlet } from '../server.ts';
import { Session } from '../session.ts';
import type { Shared } from '../shared.ts';
import { sendJson } from './reply.ts';
import { EventStream, readEventId } from './sse.ts';

/** How many streams of a session are kept for clients that resume. */
const KEPT = 64;

export class HttpSession {
  readonly id = randomUUID();
  readonly session: Session;
  /** In the order in which they began. */
  readonly #streams = new Map<string, EventStream>();
  /** Streams that a GET began: they carry what belongs to no request. */
  readonly #standing = new Set<EventStream>();
  #nextStream = 1;

  /** Who began it, where the server knows. */
  readonly user: string | undefined;

  constructor(shared: Shared, user?: string) {
    this.user = user;
    this.session = new Session(shared, (message) => this.#unsolicited(message));
  }

  /** The outlet for one POST: a JSON answer, or a stream as soon as something precedes the answer. */
  outlet(response: ServerResponse): Outlet {
    let stream: EventStream | undefined;
    const open = (): EventStream => {
      stream ??= this.#begin(response);
      return stream;
    };
    return {
      send: (message) => open().send(message),
      respond: (message, status) => {
        if (!stream) return sendJson(response, status, message, this.#idHeader());
        stream.send(message);
        stream.end();
      },
      abandon: () => open().end(),
      dropConnection: () => open().drop(),
    };
  }

  /** Answers a GET: goes on with the stream that the event id names, or begins a new one. */
  stand(response: ServerResponse, lastEventId: string | undefined): void {
    const event = lastEventId === undefined ? undefined : readEventId(lastEventId);
    const known = event && this.#streams.get(event.stream);
    if (known) known.resume(response, event.number);
    else this.#standing.add(this.#begin(response));
  }

  close(): void {
    this.session.close();
    for (const stream of this.#streams.values()) stream.end();
  }

  #begin(response: ServerResponse): EventStream {
    const stream = new EventStream(String(this.#nextStream++));
    this.#streams.set(stream.name, stream);
    this.#forget();
    stream.open(response);
    return stream;
  }

  #forget(): void {
    for (const [name, stream] of this.#streams) {
      if (this.#streams.size <= KEPT) return;
      if (stream.isConnected) continue;
      this.#streams.delete(name);
      this.#standing.delete(stream);
    }
  }

  /** On one stream only, whichever is connected; to one that will be resumed, if none is. Without any, nobody wanted to hear. */
  #unsolicited(message: Outgoing): void {
    const standing = [...this.#standing];
    const stream = standing.find((one) => one.isConnected) ?? standing.at(-1);
    stream?.send(message);
  }

  #idHeader(): Record<string, string> {
    return this.session.isOpen ? { 'mcp-session-id': this.id } : {};
  }
}
