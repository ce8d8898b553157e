/**
 * Composes small transcripts: the examples of the requirements are written with it, and tests of checks. It writes what a
 * recorder would have written, and nothing that only a live run could know.
 */
import { eraOf, isRevision, type Revision } from '../../catalogue/requirement.ts';
import type {
  EventDraft,
  HeaderField,
  Transcript,
  TranscriptEvent,
  TranscriptHeader,
  Transport,
} from '../../evidence/transcript.ts';

/** A message as an object, or a text that is sent as it is. */
export type Body = Readonly<Record<string, unknown>> | string;

const textOf = (body: Body): string => (typeof body === 'string' ? body : JSON.stringify(body));

export interface Answer {
  readonly status?: number;
  readonly headers?: readonly HeaderField[];
  /** One JSON body. */
  readonly json?: Body;
  /** An event stream with these messages. */
  readonly sse?: readonly Body[];
  /** The ids of those events, in order. */
  readonly ids?: readonly string[];
}

const HEADER = {
  suite: { name: 'accord', version: '0.1.0' },
  startedAt: '2026-11-22T12:00:00.000Z',
  seed: 'example',
} as const;

const CLIENT_INFO = { name: 'accord', version: '0' } as const;

export class Composer {
  readonly #events: TranscriptEvent[] = [];
  readonly #transport: Transport;
  #connection = 0;
  #opened = 0;
  #exchange = 0;
  #nextId = 1;
  #revision: Revision = '2026-07-28';
  #session: string | undefined;
  #waited = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Any event, at ten milliseconds after the one before. */
  event(draft: EventDraft): this {
    this.#events.push({
      seq: this.#events.length + 1,
      at: this.#events.length * 10 + this.#waited,
      ...draft,
    } as TranscriptEvent);
    return this;
  }

  /** Nothing happens for so long. */
  wait(milliseconds: number): this {
    this.#waited += milliseconds;
    return this;
  }

  get connection(): number {
    return this.#connection;
  }

  /** Goes on with a connection that was opened before. */
  on(connection: number): this {
    this.#connection = connection;
    return this;
  }

  /** Opens a connection; over stdio, starts a process. */
  open(revision: string, purpose = 'main'): this {
    if (isRevision(revision)) this.#revision = revision;
    this.#opened += 1;
    this.#connection = this.#opened;
    if (this.#transport === 'stdio') {
      this.event({ kind: 'start', direction: 'sent', connection: this.#connection, process: this.#connection });
    }
    return this.event({ kind: 'mark', mark: 'connection', connection: this.#connection, revision, purpose });
  }

  /** stdio: a line that we wrote. */
  sent(body: Body): this {
    return this.#line('stdin', 'sent', textOf(body));
  }
  /** stdio: a line from the subject. */
  received(body: Body): this {
    return this.#line('stdout', 'received', textOf(body));
  }
  stderr(text: string): this {
    return this.#line('stderr', 'received', text);
  }
  /** stdio: we close stdin and the process ends. */
  shutdown(code = 0): this {
    const of = { connection: this.#connection, process: this.#connection } as const;
    return this.event({ kind: 'end', direction: 'sent', stream: 'stdin', ...of })
      .event({ kind: 'end', direction: 'received', stream: 'stdout', ...of })
      .exits(code);
  }
  /** stdio: the process ends, unasked unless we had closed its stdin. */
  exits(code = 1): this {
    const of = { connection: this.#connection, process: this.#connection } as const;
    return this.event({ kind: 'exit', direction: 'received', code, signal: null, ...of });
  }

  /** HTTP: a request and its whole answer. */
  exchange(
    body: Body | undefined,
    answer: Answer,
    {
      method = 'POST',
      headers = [],
      target = '/mcp',
    }: { readonly method?: string; readonly headers?: readonly HeaderField[]; readonly target?: string } = {},
  ): this {
    this.#exchange += 1;
    const of = { connection: this.#connection, exchange: this.#exchange } as const;
    this.event({
      kind: 'request',
      direction: 'sent',
      ...of,
      method,
      target,
      headers,
      ...(body === undefined ? {} : { text: textOf(body) }),
    });
    const type: HeaderField[] =
      answer.json !== undefined
        ? [['Content-Type', 'application/json']]
        : answer.sse !== undefined
          ? [['Content-Type', 'text/event-stream']]
          : [];
    this.event({
      kind: 'response',
      direction: 'received',
      ...of,
      status: answer.status ?? 200,
      headers: [...type, ...(answer.headers ?? [])],
    });
    if (answer.json !== undefined)
      this.event({ kind: 'body', direction: 'received', ...of, text: textOf(answer.json) });
    for (const [index, each] of (answer.sse ?? []).entries()) {
      const id = answer.ids?.[index];
      const named = id === undefined ? {} : { id };
      this.event({ kind: 'sse', direction: 'received', stream: 'sse', ...of, text: textOf(each), ...named });
    }
    return this.event({ kind: 'end', direction: 'received', stream: 'response', ...of });
  }

  /**
   * A request and what answered it, over either transport. Params and headers are what a good client sends in this revision; `edit`
   * changes them. `message` is the answer's `result` or `error`; a text or an object with `jsonrpc` is taken as it is.
   */
  call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    message: Readonly<Record<string, unknown>> | undefined,
    edit: {
      readonly id?: string | number;
      readonly meta?: Readonly<Record<string, unknown>> | null;
      readonly headers?: Readonly<Record<string, string | null>>;
      readonly answer?: Omit<Answer, 'json'>;
      /** HTTP: the answer comes as the last event of a stream, after these messages. */
      readonly stream?: readonly Body[];
    } = {},
  ): this {
    const id = edit.id ?? this.#nextId++;
    const request = this.#message(method, params, edit.meta, id);
    const reply =
      message === undefined ? undefined : 'jsonrpc' in message ? message : { jsonrpc: '2.0', id, ...message };
    if (this.#transport === 'stdio') {
      this.sent(request);
      return reply === undefined ? this : this.received(reply);
    }
    // As a good server of this era begins a stream.
    const begun: Answer = eraOf(this.#revision) === 'stateless' ? { headers: [['X-Accel-Buffering', 'no']] } : {};
    const answer: Answer =
      reply === undefined ? {} : edit.stream === undefined ? { json: reply } : { sse: [...edit.stream, reply] };
    const all = { ...(edit.stream === undefined ? {} : begun), ...edit.answer, ...answer };
    return this.exchange(request, all, { headers: this.#headersFor(request, edit.headers) });
  }

  /** HTTP: a request, or a GET, that is answered by a stream which stays open; `told`, `left` and `over` go on with it. */
  stream(
    message: {
      readonly method: string;
      readonly params?: Readonly<Record<string, unknown>>;
      readonly id?: string | number;
    },
    edit: { readonly meta?: Readonly<Record<string, unknown>>; readonly headers?: readonly HeaderField[] } = {},
  ): this {
    this.#exchange += 1;
    const of = { connection: this.#connection, exchange: this.#exchange } as const;
    const isGet = message.method === 'GET';
    const id = message.id ?? this.#nextId++;
    const request = isGet ? {} : this.#message(message.method, message.params ?? {}, edit.meta, id);
    const standing: HeaderField[] = [['Accept', 'text/event-stream']];
    this.event({
      kind: 'request',
      direction: 'sent',
      ...of,
      method: isGet ? 'GET' : 'POST',
      target: '/mcp',
      headers: [...(isGet ? standing : this.#headersFor(request)), ...(edit.headers ?? [])],
      ...(isGet ? {} : { text: JSON.stringify(request) }),
    });
    const fields: HeaderField[] = [['Content-Type', 'text/event-stream']];
    if (eraOf(this.#revision) === 'stateless') fields.push(['X-Accel-Buffering', 'no']);
    return this.event({ kind: 'response', direction: 'received', ...of, status: 200, headers: fields });
  }

  /** The exchange that was begun last. */
  get exchangeNumber(): number {
    return this.#exchange;
  }

  /** HTTP: an event on this stream. */
  told(
    body: Body,
    exchange = this.#exchange,
    rest: { readonly id?: string; readonly retry?: number; readonly event?: string } = {},
  ): this {
    const of = { connection: this.#connection, exchange } as const;
    return this.event({ kind: 'sse', direction: 'received', stream: 'sse', ...of, text: textOf(body), ...rest });
  }

  /** HTTP: we close this stream. */
  left(exchange = this.#exchange): this {
    const of = { connection: this.#connection, exchange } as const;
    return this.event({ kind: 'end', direction: 'sent', stream: 'response', ...of });
  }

  /** HTTP: the server ends this stream. */
  over(exchange = this.#exchange): this {
    const of = { connection: this.#connection, exchange } as const;
    return this.event({ kind: 'end', direction: 'received', stream: 'response', ...of });
  }

  /** A notification; over HTTP it is accepted with 202. */
  notify(method: string, params: Readonly<Record<string, unknown>> = {}, answer: Answer = { status: 202 }): this {
    const notification = this.#message(method, params, undefined, undefined);
    if (this.#transport === 'stdio') return this.sent(notification);
    return this.exchange(notification, answer, { headers: this.#headersFor(notification) });
  }

  /** HTTP: sessions that begin from here on get this id, and requests bear it. */
  session(id: string): this {
    this.#session = id;
    return this;
  }

  /**
   * Opens a connection and begins the conversation as the revision says; the subject declares these capabilities. `client`: what our side
   * declares in a session.
   */
  established(
    revision: Revision,
    capabilities: Readonly<Record<string, unknown>> = {},
    purpose = 'main',
    client: Readonly<Record<string, unknown>> = {},
  ): this {
    this.#revision = revision;
    this.open(revision, purpose);
    const serverInfo = { name: 'example-server', version: '1.0.0' };
    if (eraOf(revision) === 'stateless') {
      return this.call(
        'server/discover',
        {},
        { result: complete({ supportedVersions: [revision], capabilities, ttlMs: 60000, cacheScope: 'public' }) },
      );
    }
    return this.call(
      'initialize',
      { protocolVersion: revision, capabilities: client, clientInfo: CLIENT_INFO },
      { result: { protocolVersion: revision, capabilities, serverInfo } },
      this.#session === undefined ? {} : { answer: { headers: [['Mcp-Session-Id', this.#session]] } },
    ).notify('notifications/initialized');
  }

  #message(
    method: string,
    params: Readonly<Record<string, unknown>>,
    meta: Readonly<Record<string, unknown>> | null | undefined,
    id: string | number | undefined,
  ): Readonly<Record<string, unknown>> {
    const own = eraOf(this.#revision) === 'stateless' ? { ...metaOf(this.#revision), ...meta } : { ...meta };
    const kept = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    const whole = meta === null || Object.keys(kept).length === 0 ? params : { ...params, _meta: kept };
    return {
      jsonrpc: '2.0',
      ...(id === undefined ? {} : { id }),
      method,
      ...(Object.keys(whole).length === 0 ? {} : { params: whole }),
    };
  }

  #headersFor(
    message: Readonly<Record<string, unknown>>,
    edits: Readonly<Record<string, string | null>> = {},
  ): readonly HeaderField[] {
    const params = (message.params ?? {}) as Readonly<Record<string, unknown>>;
    const name = params.name ?? params.uri;
    const own: Record<string, string | null> = {
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      ...(message.method === 'initialize' ? {} : { 'MCP-Protocol-Version': this.#revision }),
      ...(message.method === 'initialize' || this.#session === undefined ? {} : { 'Mcp-Session-Id': this.#session }),
      ...(eraOf(this.#revision) === 'stateless' ? { 'Mcp-Method': String(message.method) } : {}),
      ...(eraOf(this.#revision) === 'stateless' && typeof name === 'string' ? { 'Mcp-Name': name } : {}),
      ...edits,
    };
    return Object.entries(own).filter((field): field is [string, string] => field[1] !== null);
  }

  #line(stream: 'stdin' | 'stdout' | 'stderr', direction: 'sent' | 'received', text: string): this {
    const of = { connection: this.#connection, process: this.#connection } as const;
    return this.event({ kind: 'line', stream, direction, ...of, text });
  }

  transcript(): Transcript {
    const header: TranscriptHeader = {
      format: 'accord-transcript/1',
      ...HEADER,
      subject:
        this.#transport === 'stdio'
          ? { role: 'server', transport: 'stdio', command: ['example-server'] }
          : { role: 'server', transport: 'streamable-http', url: 'http://127.0.0.1:3000/mcp' },
    };
    return { header, events: this.#events };
  }
}

/** A result of 2026-07-28 that is complete. */
export const complete = (result: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  resultType: 'complete',
  ...result,
  _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'example-server', version: '1.0.0' } },
});

export const metaOf = (revision: string): Readonly<Record<string, unknown>> => ({
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
});

/** The file: header first, one event per line. */
export const transcriptText = ({ header, events }: Transcript): string =>
  [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
