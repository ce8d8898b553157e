/**
 * The client: one conversation with the subject, in one revision, over either transport. It makes the messages that a good
 * client makes, and lets a probe change any part of one (a member, a header, the whole body) to make a bad one.
 */
import { type Era, eraOf, type Revision } from '../../catalogue/requirement.ts';
import { toBase64, utf8 } from '../../certificate/bytes.ts';
import type { Recorder } from '../../evidence/recorder.ts';
import type { HeaderField, WireEvent } from '../../evidence/transcript.ts';
import type { HttpWire, StdioWire, Wire } from '../../wire/wire.ts';
import { hear } from './hear.ts';
import { idsFor } from './ids.ts';
import { endsWait, isReply, type JsonObject, type Reply, replyFrom, type Waiting } from './reply.ts';
import { answerTo, declinesAll, type Responder } from './responder.ts';

export const META = 'io.modelcontextprotocol/';
export const CLIENT_INFO = { name: 'accord', version: '0' } as const;

/** Changes to header fields: a string replaces or adds the field, null leaves it out. Names compare without case, and go out as spelled here. */
export type HeaderEdits = Readonly<Record<string, string | null>>;

export interface RequestOptions {
  readonly id?: string | number;
  /** Members of `params._meta`: replaced or added; `undefined` values are left out. Replaces the whole of it when `null`: no `_meta`. */
  readonly meta?: Readonly<Record<string, unknown>> | null;
  readonly headers?: HeaderEdits;
  /** Sent instead of the message that was made, byte for byte. */
  readonly body?: string;
  /** Milliseconds to wait for the answer; the client's own bound when absent. */
  readonly timeout?: number;
  /** A notification of this method ends the wait too, and leaves the exchange open: a subscription is acknowledged, not answered. */
  readonly until?: string;
}

export interface FetchOptions extends Pick<RequestOptions, 'timeout' | 'until'> {
  readonly opened?: true;
  /** Path and query of something else than the endpoint: nothing of the session and no credentials go there. */
  readonly target?: string;
}

export interface ClientOptions {
  readonly recorder: Recorder;
  readonly wire: Wire;
  readonly revision: Revision;
  readonly seed: string;
  /** Milliseconds to wait for an answer. */
  readonly timeout: number;
  /** HTTP: header fields that the user wants on each request. */
  readonly headers?: readonly HeaderField[];
  /** HTTP: where the subject answers. */
  readonly endpoint?: URL;
  /** What it declares that it can do; nothing when absent. */
  readonly capabilities?: JsonObject;
  /** Goes on counting where another client of the same connection stopped. */
  readonly nextId?: () => string | number;
}

/** How long an event stream may stay open after the response that should end it. */
const STREAM_END_MS = 1000;

/** How long a process may live on after its streams broke, before we go on without it. */
const EXIT_AFTER_STREAMS_MS = 500;

/** How long a process that still works on something gets to exit when its input ends; no rule asks it to. */
const BUSY_EXIT_MS = 300;

export class Client {
  readonly era: Era;
  readonly revision: Revision;
  readonly wire: Wire;
  readonly capabilities: JsonObject;
  /** HTTP: where the subject answers. */
  readonly endpoint: URL | undefined;
  /** Session era: what it says when the subject asks. */
  respond: Responder = declinesAll;
  /** HTTP, session era: the session that the subject assigned. */
  session: string | undefined;
  /** HTTP, session era: the version that was negotiated; sent as a header from then on. */
  negotiated: string | undefined;
  /** Set when the process ended or the connection broke: nothing more will be answered. */
  ended = false;

  readonly #recorder: Recorder;
  readonly #timeout: number;
  readonly #extra: readonly HeaderField[];
  /** Something that we asked for was not answered in time, and may be worked on still. */
  #unanswered = false;
  readonly #waiting = new Set<Waiting>();
  readonly #settling = new Set<Promise<void>>();
  readonly nextId: () => string | number;

  constructor({
    recorder,
    wire,
    revision,
    seed,
    timeout,
    headers = [],
    endpoint,
    capabilities = {},
    nextId,
  }: ClientOptions) {
    this.era = eraOf(revision);
    this.revision = revision;
    this.wire = wire;
    this.capabilities = capabilities;
    this.endpoint = endpoint;
    this.nextId = nextId ?? idsFor(seed, wire.connection);
    this.#recorder = recorder;
    this.#timeout = timeout;
    this.#extra = headers;
    wire.onEvent((event) => this.#see(event));
  }

  /** HTTP: whether the user gave us credentials for the subject. */
  get hasCredentials(): boolean {
    return this.#extra.some(([name]) => name.toLowerCase() === 'authorization');
  }

  get connection(): number {
    return this.wire.connection;
  }

  /** What a good client sends for this method. */
  message(method: string, params: JsonObject = {}, { id, meta }: Pick<RequestOptions, 'id' | 'meta'> = {}): JsonObject {
    const ownMeta: Record<string, unknown> =
      this.era === 'session'
        ? {}
        : {
            [`${META}protocolVersion`]: this.revision,
            [`${META}clientCapabilities`]: this.capabilities,
            [`${META}clientInfo`]: CLIENT_INFO,
          };
    const merged = meta === null ? undefined : withEdits(ownMeta, meta ?? {});
    const hasMeta = merged !== undefined && Object.keys(merged).length > 0;
    const whole = hasMeta ? { ...params, _meta: merged } : params;
    return {
      jsonrpc: '2.0',
      ...(id === undefined ? {} : { id }),
      method,
      ...(Object.keys(whole).length === 0 ? {} : { params: whole }),
    };
  }

  /** Sends a request and waits for its answer, for the end of its stream, or for the bound. Never throws for what the subject does. */
  async request(method: string, params: JsonObject = {}, options: RequestOptions = {}): Promise<Reply> {
    const id = options.id ?? this.nextId();
    const message = this.message(method, params, { ...options, id });
    return this.#exchange(options.body ?? JSON.stringify(message), message, id, options);
  }

  /** Sends a notification. Over HTTP its answer is a status; over stdio there must be none, and none is waited for. */
  async notify(method: string, params: JsonObject = {}, options: RequestOptions = {}): Promise<Reply> {
    const message = this.message(method, params, options);
    const body = options.body ?? JSON.stringify(message);
    if (this.wire.transport === 'stdio') {
      // A line after the end would look as if the subject had heard it.
      if (!this.ended) this.wire.sendLine(body);
      return { ended: this.ended };
    }
    return this.#exchange(body, message, undefined, options);
  }

  /** Sends this text as it is, and waits for the answer that bears this id (stdio) or that ends the exchange (HTTP). */
  async raw(body: string, options: RequestOptions & { readonly expect?: string | number } = {}): Promise<Reply> {
    return this.#exchange(body, {}, options.expect, options);
  }

  /**
   * HTTP only: a request of another method than POST, without a body. `opened`: the wait ends when the status is there; the exchange
   * stays open until it ends by itself or is aborted.
   */
  async fetch(method: string, headers: HeaderEdits = {}, options: FetchOptions = {}): Promise<Reply> {
    if (this.ended) return { ended: true };
    const wire = this.wire as HttpWire;
    const own = options.target === undefined ? [...this.#sessionHeaders(), ...this.#extra] : [];
    const target = options.target === undefined ? {} : { target: options.target };
    const exchange = wire.send({ method, headers: edit(own, headers), ...target });
    return this.#await({ exchange }, options);
  }

  /** Waits until event streams that were answered have ended or their bound has, then ends the connection. */
  async close(): Promise<void> {
    await Promise.all(this.#settling);
    await this.wire.close(this.#unanswered ? { afterInput: BUSY_EXIT_MS } : {});
  }

  /** Ends the conversation at once: what is still awaited is awaited no more, and nothing more is sent. */
  async stop(): Promise<void> {
    this.ended = true;
    for (const waiting of [...this.#waiting]) waiting.finish();
    await this.wire.close();
  }

  /** Closes an exchange that is still open. */
  abort(reply: Reply): void {
    if (this.wire.transport === 'streamable-http' && reply.exchange !== undefined) this.wire.abort(reply.exchange);
  }

  #exchange(
    body: string,
    message: JsonObject,
    id: string | number | undefined,
    options: RequestOptions,
  ): Promise<Reply> {
    if (this.ended) return Promise.resolve({ ended: true });
    if (this.wire.transport === 'stdio') {
      const waiting = this.#await({ id }, options);
      (this.wire as StdioWire).sendLine(body);
      return waiting;
    }
    const headers = edit(this.#headersFor(message, options), options.headers ?? {});
    const exchange = this.wire.send({ method: 'POST', headers, body });
    return this.#await({ exchange, id }, options);
  }

  #sessionHeaders(): HeaderField[] {
    const headers: HeaderField[] = [];
    if (this.era === 'session' && this.negotiated !== undefined)
      headers.push(['MCP-Protocol-Version', this.negotiated]);
    if (this.session !== undefined) headers.push(['Mcp-Session-Id', this.session]);
    return headers;
  }

  /** The headers that the transport asks for; those that mirror the body are read from the message that is sent. */
  #headersFor(message: JsonObject, options: RequestOptions): HeaderField[] {
    const headers: HeaderField[] = [
      ['Accept', 'application/json, text/event-stream'],
      ['Content-Type', 'application/json'],
      ...this.#sessionHeaders(),
    ];
    if (this.era === 'stateless') {
      const named = options.meta?.[`${META}protocolVersion`];
      headers.push(['MCP-Protocol-Version', typeof named === 'string' ? named : this.revision]);
      if (typeof message.method === 'string') headers.push(['Mcp-Method', message.method]);
      const name = mirroredName(message);
      if (name !== undefined) headers.push(['Mcp-Name', headerSafe(name)]);
    }
    return [...headers, ...this.#extra];
  }

  #await(
    target: { readonly exchange?: number; readonly id?: string | number | undefined },
    { timeout = this.#timeout, until, opened }: Pick<RequestOptions, 'timeout' | 'until'> & { readonly opened?: true },
  ): Promise<Reply> {
    if (this.ended && target.exchange === undefined) return Promise.resolve({ ended: true });
    return new Promise((resolve) => {
      const events: WireEvent[] = [];
      const started = performance.now();
      const finish = (): void => {
        if (!this.#waiting.delete(waiting)) return;
        clearTimeout(timer);
        resolve(replyFrom(events, target, this.ended));
      };
      const giveUp = (after: number): void => {
        this.#recorder.note({
          kind: 'gave-up',
          connection: this.connection,
          awaited: 'response',
          after,
          ...(target.exchange === undefined ? {} : { exchange: target.exchange }),
          ...(target.id === undefined ? {} : { id: target.id }),
        });
        this.#unanswered = true;
        finish();
        if (target.exchange !== undefined) (this.wire as HttpWire).abort(target.exchange);
      };
      const waiting: Waiting = {
        ...target,
        ...(until === undefined ? {} : { until }),
        ...(opened === undefined ? {} : { opened }),
        events,
        finish,
        giveUp: () => giveUp(Math.round(performance.now() - started)),
      };
      const timer = setTimeout(() => giveUp(timeout), timeout);
      this.#waiting.add(waiting);
    });
  }

  /** Waits for a message like this, wherever on the connection it comes. Where none comes, the transcript says until when we listened. */
  hear(isMeant: (message: JsonObject) => boolean, timeout = this.#timeout): Promise<boolean> {
    if (this.ended) return Promise.resolve(false);
    const giveUp = (): void =>
      this.#recorder.note({ kind: 'gave-up', connection: this.connection, awaited: 'silence', after: timeout });
    return hear({ wire: this.wire, isMeant, timeout, giveUp });
  }

  /** Ends every wait now. For a caller who learned elsewhere that no answer is due. */
  giveUp(): void {
    for (const waiting of [...this.#waiting]) waiting.giveUp();
  }

  #see(event: WireEvent): void {
    if (endsConversation(event)) {
      if (this.wire.transport === 'stdio' && event.kind !== 'exit') this.#endWithProcess(this.wire, event);
      else this.#end(event);
      return;
    }
    this.#answerServer(event);
    for (const waiting of [...this.#waiting]) {
      if (waiting.exchange === undefined) {
        if (event.kind === 'line' && event.stream === 'stdout' && endsWait(event.text, waiting)) {
          waiting.events.push(event);
          waiting.finish();
        }
        continue;
      }
      if (!('exchange' in event) || event.exchange !== waiting.exchange || event.direction === 'sent') continue;
      if ('unterminated' in event && event.unterminated === true) continue;
      waiting.events.push(event);
      if (event.kind === 'end' || event.kind === 'failure') waiting.finish();
      else if (event.kind === 'response' && waiting.opened === true) waiting.finish();
      else if (event.kind === 'sse' && waiting.until !== undefined && endsWait(event.text, waiting)) waiting.finish();
      else if (event.kind === 'sse' && isReply(event.text, waiting.id)) {
        // The stream should end now. The probe need not wait for it; the connection does, before it closes.
        this.#settle(waiting.exchange);
        waiting.finish();
      }
    }
  }

  /** Of a process that crashes, its streams break first. How it ended comes at once after, and is to be seen before we leave. */
  #endWithProcess(wire: StdioWire, event: WireEvent): void {
    const timer = setTimeout(() => this.#end(event), EXIT_AFTER_STREAMS_MS);
    void wire.exited.then(() => {
      clearTimeout(timer);
      this.#end(event);
    });
  }

  #end(event: WireEvent): void {
    this.ended = true;
    for (const waiting of [...this.#waiting]) {
      waiting.events.push(event);
      waiting.finish();
    }
  }

  #settle(exchange: number): void {
    const settled = new Promise<void>((resolve) => {
      const stop = this.wire.onEvent((event) => {
        if (!('exchange' in event) || event.exchange !== exchange) return;
        if (event.kind === 'end' || event.kind === 'failure') done();
      });
      const timer = setTimeout(() => {
        this.#recorder.note({
          kind: 'gave-up',
          connection: this.connection,
          exchange,
          awaited: 'stream-end',
          after: STREAM_END_MS,
        });
        (this.wire as HttpWire).abort(exchange);
        done();
      }, STREAM_END_MS);
      const done = (): void => {
        clearTimeout(timer);
        stop();
        this.#settling.delete(settled);
        resolve();
      };
    });
    this.#settling.add(settled);
  }

  /** A session-era subject may ask us things. */
  #answerServer(event: WireEvent): void {
    if (this.era !== 'session' || this.ended || event.direction !== 'received') return;
    if (!((event.kind === 'line' && event.stream === 'stdout') || event.kind === 'sse')) return;
    const answer = answerTo(event.text, this.respond);
    if (answer === undefined) return;
    const body = JSON.stringify(answer);
    if (this.wire.transport === 'stdio') this.wire.sendLine(body);
    else this.wire.send({ method: 'POST', headers: this.#headersFor({}, {}), body });
  }
}

/** The process ended, the connection broke, or stdout ended or is recorded no more: no answer can be seen after it. */
const endsConversation = (event: WireEvent): boolean =>
  event.kind === 'exit' ||
  (event.kind === 'failure' && event.exchange === undefined) ||
  (event.kind === 'end' && event.stream === 'stdout');

const withEdits = (base: Record<string, unknown>, edits: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...base, ...edits }).filter(([, value]) => value !== undefined));

function edit(fields: readonly HeaderField[], edits: HeaderEdits): HeaderField[] {
  const left = new Map(Object.entries(edits).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  const result: HeaderField[] = [];
  for (const [name, value] of fields) {
    const change = left.get(name.toLowerCase());
    if (change === undefined) result.push([name, value]);
    else if (change.value !== null) result.push([change.name, change.value]);
    left.delete(name.toLowerCase());
  }
  for (const { name, value } of left.values()) if (value !== null) result.push([name, value]);
  return result;
}

/** `Mcp-Name` mirrors `params.name` (tools/call, prompts/get) or `params.uri` (resources/read). */
function mirroredName(message: JsonObject): string | undefined {
  const params = message.params as JsonObject | undefined;
  const method = message.method;
  const value =
    method === 'tools/call' || method === 'prompts/get'
      ? params?.name
      : method === 'resources/read'
        ? params?.uri
        : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The Base64 sentinel of 2026-07-28, for values that a header cannot carry as they are. */
export function headerSafe(value: string): string {
  const plain = /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/.test(value) && !/^=\?base64\?.*\?=$/.test(value);
  return plain ? value : `=?base64?${toBase64(utf8(value))}?=`;
}
