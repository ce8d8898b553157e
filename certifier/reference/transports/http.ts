/**
 * Streamable HTTP: one endpoint for both eras. In a session POST sends, GET listens and DELETE ends; without one there is POST
 * alone. A request that belongs to no session says so by its metadata (see eraOf) or by its version header.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invalidRequest } from '../errors.ts';
import { type Era, SESSION_VERSION, STATELESS_VERSION } from '../identity.ts';
import { Cancelled } from '../in-flight.ts';
import { type Incoming, MalformedMessage, type Request, type RequestId, readMessage } from '../jsonrpc.ts';
import { eraOf, type Outlet } from '../server.ts';
import { Shared } from '../shared.ts';
import { serve } from '../stateless.ts';
import { Gate } from './gate.ts';
import { refusal } from './guard.ts';
import { HttpSession } from './http-session.ts';
import { mirrorOf } from './mirror.ts';
import { sendEmpty, sendError, sendJson } from './reply.ts';
import { beginEvents, eventOf } from './sse.ts';

const PATH = '/mcp';
const MOST_BYTES = 4 * 1024 * 1024;
/** Beyond this, the session that began first is ended: its client gets 404 and may open another. */
const MOST_SESSIONS = 1000;
/** How long answers may take to leave when the server stops. */
const GRACE = 500;

export interface HttpReference {
  readonly url: string;
  /** Ends subscriptions in order, closes sessions and stops. */
  close(): Promise<void>;
}

export interface HttpReferenceKind {
  /** The one era that it speaks, where it does not speak both. */
  readonly only?: Era;
  /** It serves those alone who bring a token. */
  readonly authorization?: boolean;
}

/** Serves on loopback only. Port 0 takes any that is free. */
export async function serveHttp(
  port: number,
  { only, authorization = false }: HttpReferenceKind = {},
): Promise<HttpReference> {
  const gate = authorization ? new Gate(() => `http://127.0.0.1:${portOf(server)}`, PATH) : undefined;
  const endpoint = new Endpoint(gate, only);
  const server = createServer((request, response) => void endpoint.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${portOf(server)}${PATH}`, close: () => closeAll(endpoint, server) };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function closeAll(endpoint: Endpoint, server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await endpoint.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  await closed;
  clearTimeout(timer);
}

class Endpoint {
  readonly #shared = new Shared();
  readonly #sessions = new Map<string, HttpSession>();
  readonly #shutdown = new AbortController();
  /** One for each request without a session that is being worked on. */
  readonly #working = new Set<AbortController>();
  /** Who is let in; everybody where there is none. */
  readonly #gate: Gate | undefined;
  /** The one era that it speaks, where it does not speak both. */
  readonly #only: Era | undefined;

  constructor(gate: Gate | undefined, only: Era | undefined) {
    this.#gate = gate;
    this.#only = only;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      // The connection broke while we read from it, or we have a defect; either way nobody is served by a crash.
      if (!request.destroyed) console.error(error);
      response.destroy();
    }
  }

  async close(): Promise<void> {
    this.#shutdown.abort();
    for (const session of this.#sessions.values()) session.close();
    this.#sessions.clear();
    // Subscriptions answer before the next turn; what is still at work then will not.
    await new Promise((resolve) => setImmediate(resolve));
    for (const controller of this.#working) controller.abort(new Cancelled('the server stops'));
  }

  #route(request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    const refused = refusal(request.headers);
    if (refused) return sendError(response, 403, invalidRequest(refused));
    if (this.#gate?.serves(request, response) === true) return;
    if (pathOf(request) !== PATH) return sendEmpty(response, 404);
    if (this.#gate?.refuses(request, response) === true) return;
    if (request.method === 'POST') return this.#post(request, response);
    // GET and DELETE belong to sessions, which the newer revision does not have.
    if (this.#only === 'stateless' || header(request, 'mcp-protocol-version') === STATELESS_VERSION)
      return sendEmpty(response, 405, { allow: 'POST' });
    if (request.method === 'GET') return this.#get(request, response);
    if (request.method === 'DELETE') return this.#delete(request, response);
    return sendEmpty(response, 405, { allow: 'POST, GET, DELETE' });
  }

  async #post(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (!body) return sendError(response, 413, invalidRequest(`a message has at most ${MOST_BYTES} bytes`));
    let message: Incoming;
    try {
      message = readMessage(body);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      return sendError(response, 400, error, error.id);
    }
    if (this.#gate?.forbids(request, response, message) === true) return;
    return (this.#only ?? eraOfPost(request, message)) === 'stateless'
      ? this.#postStateless(request, response, message)
      : this.#postToSession(request, response, message);
  }

  async #postStateless(http: IncomingMessage, response: ServerResponse, message: Incoming): Promise<void> {
    if (message.kind === 'notification') return sendEmpty(response, 202);
    if (message.kind === 'response')
      return sendError(response, 400, invalidRequest('the server asked for no response'));
    const controller = new AbortController();
    this.#working.add(controller);
    // Here a client that closes the connection cancels the request.
    response.once('close', () => controller.abort(new Cancelled('the client is gone')));
    await serve(message, statelessOutlet(response), controller.signal, {
      shared: this.#shared,
      shutdown: this.#shutdown.signal,
      mirror: mirrorOf(http.headers),
    });
    this.#working.delete(controller);
  }

  async #postToSession(http: IncomingMessage, response: ServerResponse, message: Incoming): Promise<void> {
    const id = message.kind === 'request' ? message.id : undefined;
    const opens = message.kind === 'request' && message.method === 'initialize' && !header(http, 'mcp-session-id');
    if (opens) return this.#open(http, response, message);
    const found = this.#find(http, response, id);
    if (!found) return;
    if (message.kind === 'request') return found.session.receive(message, found.outlet(response));
    sendEmpty(response, 202);
    return found.session.receive(message, found.outlet(response));
  }

  async #open(http: IncomingMessage, response: ServerResponse, request: Request): Promise<void> {
    if (!speaksSessionVersion(http)) return refuseVersion(response, request.id);
    const opened = new HttpSession(this.#shared, this.#gate?.userOf(http));
    await opened.session.receive(request, opened.outlet(response));
    if (!opened.session.isOpen) return opened.close();
    this.#sessions.set(opened.id, opened);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.#end(oldest);
  }

  #get(http: IncomingMessage, response: ServerResponse): void {
    this.#find(http, response)?.stand(response, header(http, 'last-event-id'));
  }

  #delete(http: IncomingMessage, response: ServerResponse): void {
    const found = this.#find(http, response);
    if (!found) return;
    this.#end(found.id);
    sendEmpty(response, 204);
  }

  #end(id: string): void {
    this.#sessions.get(id)?.close();
    this.#sessions.delete(id);
  }

  /** The session that the request names; undefined where there is none, and then the request has been answered. */
  #find(http: IncomingMessage, response: ServerResponse, requestId?: RequestId): HttpSession | undefined {
    const id = header(http, 'mcp-session-id');
    const known = id === undefined ? undefined : this.#sessions.get(id);
    // The session of somebody else does not exist for this user.
    const found = known?.user === this.#gate?.userOf(http) ? known : undefined;
    if (id === undefined) sendError(response, 400, invalidRequest('the Mcp-Session-Id header is missing'), requestId);
    else if (!found) sendError(response, 404, invalidRequest('the session does not exist or has ended'), requestId);
    else if (!speaksSessionVersion(http)) refuseVersion(response, requestId);
    else return found;
    return undefined;
  }
}

/** A version header of the newer revision settles it too, so that a request which lacks its metadata is told what it lacks. */
function eraOfPost(http: IncomingMessage, message: Incoming): Era {
  if (header(http, 'mcp-protocol-version') === STATELESS_VERSION) return 'stateless';
  return message.kind === 'response' ? 'session' : eraOf(message);
}

/** Without the header the version is known too: it was agreed when the session began. */
const speaksSessionVersion = (http: IncomingMessage): boolean =>
  [undefined, SESSION_VERSION].includes(header(http, 'mcp-protocol-version'));

const refuseVersion = (response: ServerResponse, id?: RequestId): void =>
  sendError(response, 400, invalidRequest(`MCP-Protocol-Version must be ${SESSION_VERSION} in a session`), id);

/** A JSON answer, or a stream bound to this request as soon as something precedes the answer. */
function statelessOutlet(response: ServerResponse): Outlet {
  return {
    send(message) {
      if (!response.headersSent) beginEvents(response);
      response.write(eventOf(message));
    },
    respond(message, status) {
      if (response.headersSent) response.end(eventOf(message));
      else sendJson(response, status, message);
    },
    abandon: () => void response.destroy(),
    dropConnection: () => undefined,
  };
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

const header = (request: IncomingMessage, name: string): string | undefined => [request.headers[name]].flat()[0];

/** The body; undefined where it is too long, and then the rest of it is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= MOST_BYTES) chunks.push(chunk as Buffer);
  }
  return length <= MOST_BYTES ? Buffer.concat(chunks) : undefined;
}
