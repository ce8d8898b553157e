/**
 * The client: one conversation with the subject, in one revision, over either transport. It makes the messages that a good
 * client makes, and lets a probe change any part of one (a member, a header, the whole body) to make a bad one.
 */
import { type Era, eraOf, type Revision } from '../../catalogue/requirement.ts';
import type { Recorder } from '../../evidence/recorder.ts';
import type { HeaderField, WireEvent } from '../../evidence/transcript.ts';
import type { CloseOptions, HttpWire, StdioWire, Wire } from '../../wire/wire.ts';
import { BATCHES_IN, unbatched } from './batches.ts';
import { echoes } from './echo.ts';
import { edit, type HeaderEdits, headerSafe, mirroredName } from './headers.ts';
import { type Hearing, hear } from './hear.ts';
import { idsFor } from './ids.ts';
import type { JsonObject, Reply } from './reply.ts';
import { answerTo, declinesAll, type Responder } from './responder.ts';
import { endsConversation, type Target, type WaitOptions, Waits } from './waits.ts';

export const META = 'io.modelcontextprotocol/';
export const CLIENT_INFO = { name: 'accord', version: '0' } as const;

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

/** How long a process that still works on something gets to exit when its input ends; no rule asks it to. */
const BUSY_EXIT_MS = 200;

/** The first revision with a header for the version; a server of an older one may refuse what it does not know. */
const VERSION_HEADER_SINCE: Revision = '2025-06-18';

export class Client {
  readonly era: Era;
  readonly revision: Revision;
  readonly wire: Wire;
  /** When it began, on a clock that only goes forward; over stdio its process was started then, or before. */
  readonly begun = performance.now();
  readonly capabilities: JsonObject;
  /** HTTP: where the subject answers. */
  readonly endpoint: URL | undefined;
  /** Session era: what it says when the subject asks. */
  respond: Responder = declinesAll;
  /** HTTP, session era: the session that the subject assigned. */
  session: string | undefined;
  /** Session era: the version that was negotiated; over HTTP sent as a header from then on, where its revision has that header. */
  negotiated: string | undefined;
  /** Session era: when that was, on a clock that only goes forward. */
  established: number | undefined;

  readonly #recorder: Recorder;
  readonly #timeout: number;
  readonly #extra: readonly HeaderField[];
  readonly #waits: Waits;
  /** Method → what ends when the subject has asked it of us. */
  readonly #asked = new Map<string, PromiseWithResolvers<void>>();
  /** HTTP: the exchanges in which we answer the subject, until it has taken the answer. */
  readonly #answers = new Map<number, PromiseWithResolvers<void>>();
  /** A request of ours that comes back asks us nothing. */
  readonly #isEcho = echoes();
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
    this.#waits = new Waits({ recorder, wire, timeout });
    wire.onEvent((whole) => {
      if (whole.kind === 'end' || whole.kind === 'failure') this.#isTaken(whole.exchange);
      const isEcho = whole.kind === 'line' && this.#isEcho(whole);
      for (const event of this.#read(whole)) {
        if (!isEcho && !endsConversation(event)) this.#answerServer(event);
        this.#waits.see(event);
      }
    });
  }

  /** Each message that this brings. */
  #read(event: WireEvent): readonly WireEvent[] {
    return this.negotiated === BATCHES_IN && event.direction === 'received' ? unbatched(event) : [event];
  }

  /** The process ended or the connection broke: nothing more will be answered. */
  get ended(): boolean {
    return this.#waits.ended;
  }

  /** It has answered before, and answers nothing any more. */
  get isHung(): boolean {
    return this.#waits.isHung;
  }

  /** HTTP: whether the user gave us credentials for the subject. */
  get hasCredentials(): boolean {
    return this.#extra.some(([name]) => name.toLowerCase() === 'authorization');
  }

  /** The revision that is spoken: a server may have agreed to an earlier one than was asked for. */
  get agreed(): string {
    return this.negotiated ?? this.revision;
  }

  /** Milliseconds that the subject, on the machine as it is, takes over an answer: the median of the last ones. */
  get pace(): number {
    return this.#waits.pace;
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
  async close(options: CloseOptions = {}): Promise<void> {
    await this.#waits.settled();
    await this.wire.close(this.#waits.isBusy ? { afterInput: BUSY_EXIT_MS } : options);
  }

  /** Ends the conversation at once: what is still awaited is awaited no more, and nothing more is sent. */
  async stop(): Promise<void> {
    this.#waits.stop();
    await this.wire.close();
  }

  /** Closes an exchange that is still open; nothing where there is none. */
  abort(reply: Reply | undefined): void {
    if (this.wire.transport === 'streamable-http' && reply?.exchange !== undefined) this.wire.abort(reply.exchange);
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
    if (this.era === 'session' && this.negotiated !== undefined && this.negotiated >= VERSION_HEADER_SINCE)
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
    target: Target,
    { timeout = this.#timeout, until, opened, meta }: Partial<WaitOptions> & Pick<RequestOptions, 'meta'>,
  ): Promise<Reply> {
    return this.#waits.for(target, {
      timeout,
      ...(until === undefined ? {} : { until, token: meta?.progressToken }),
      ...(opened === undefined ? {} : { opened }),
    });
  }

  /** Waits for a message like this, wherever on the connection it comes. Where none comes, the transcript says until when we listened. */
  hear(
    isMeant: (message: JsonObject) => boolean,
    timeout = this.#timeout,
    rest: Pick<Hearing, 'until'> = {},
  ): Promise<boolean> {
    if (this.ended) return Promise.resolve(false);
    const giveUp = (after: number): void =>
      this.#recorder.note({ kind: 'gave-up', connection: this.connection, awaited: 'silence', after });
    return hear({ wire: this.wire, read: (event) => this.#read(event), isMeant, timeout, ...rest, giveUp });
  }

  /** Ends when the subject has taken what we have answered so far; over stdio, at once. */
  async taken(): Promise<void> {
    await Promise.all([...this.#answers.values()].map(({ promise }) => promise));
  }

  #isTaken(exchange: number | undefined): void {
    if (exchange === undefined) return;
    this.#answers.get(exchange)?.resolve();
    this.#answers.delete(exchange);
  }

  /** Ends when the subject has asked this of us, now or before. */
  asked(method: string): Promise<void> {
    return this.#askedOf(method).promise;
  }

  #askedOf(method: string): PromiseWithResolvers<void> {
    const asked = this.#asked.get(method) ?? Promise.withResolvers<void>();
    this.#asked.set(method, asked);
    return asked;
  }

  /** Ends every wait now. For a caller who learned elsewhere that no answer is due. */
  giveUp(): void {
    this.#waits.giveUp();
  }

  #answer(method: string, params: JsonObject): JsonObject | undefined {
    this.#askedOf(method).resolve();
    return this.respond(method, params);
  }

  /** A session-era subject may ask us things. */
  #answerServer(event: WireEvent): void {
    if (this.era !== 'session' || this.ended || event.direction !== 'received') return;
    if (!((event.kind === 'line' && event.stream === 'stdout') || event.kind === 'sse')) return;
    const answer = answerTo(event.text, (method, params) => this.#answer(method, params));
    if (answer === undefined) return;
    const body = JSON.stringify(answer);
    if (this.wire.transport === 'stdio') this.wire.sendLine(body);
    else {
      const exchange = this.wire.send({ method: 'POST', headers: this.#headersFor({}, {}), body });
      this.#answers.set(exchange, Promise.withResolvers());
    }
  }
}

const withEdits = (base: Record<string, unknown>, edits: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...base, ...edits }).filter(([, value]) => value !== undefined));
