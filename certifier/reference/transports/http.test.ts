import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HttpReference, startHttpReference } from '../reference.ts';
import { INITIALIZE, type Message, stateless } from '../testing/peer.ts';

let server: HttpReference;
beforeAll(async () => {
  server = await startHttpReference();
});
afterAll(() => server.close());

type Headers = Record<string, string>;
const BOTH = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

const post = (message: unknown, headers: Headers = {}): Promise<Response> =>
  fetch(server.url, {
    method: 'POST',
    headers: { ...BOTH, ...headers },
    body: typeof message === 'string' ? message : JSON.stringify(message),
  });

const request = (method: string, params?: object, id: number | string = 1): object => ({
  jsonrpc: '2.0',
  id,
  method,
  ...(params && { params }),
});

/** A request of 2026-07-28 with the headers that mirror it; `headers` replaces or, where empty, leaves out. */
function modern(method: string, params: Message = {}, headers: Headers = {}, meta: object = {}): Promise<Response> {
  const name = params.name ?? params.uri;
  const all = {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(name && { 'mcp-name': name }),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  return post(request(method, stateless(params, meta)), sent as Headers);
}

const outcome = async (response: Response): Promise<[number, number | undefined]> => {
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text).error?.code];
};

async function openSession(initialize: object = INITIALIZE): Promise<Headers> {
  const response = await post(request('initialize', initialize));
  await response.text();
  const session = { 'mcp-session-id': response.headers.get('mcp-session-id')!, 'mcp-protocol-version': '2025-11-25' };
  await post({ jsonrpc: '2.0', method: 'notifications/initialized' }, session);
  return session;
}

/** The events of a stream, one by one: what each carries, and its id. */
async function* events(
  response: Response,
): AsyncGenerator<{ readonly id?: string; readonly retry?: string; readonly data: Message }> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
      yield { ...fields, data: fields['data'] ? JSON.parse(fields['data']) : undefined };
    }
  }
}

async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

const get = (headers: Headers, signal?: AbortSignal): Promise<Response> =>
  fetch(server.url, { headers: { accept: 'text/event-stream', ...headers }, ...(signal && { signal }) });

describe('the endpoint', () => {
  /** fetch does not let a caller set Host. */
  const raw = (headers: Headers, method = 'GET'): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      httpRequest(server.url, { method, headers }, (response) => resolve(response.resume()))
        .on('error', reject)
        .end();
    });

  it('refuses a foreign Origin or Host with 403, and takes those of loopback', async () => {
    for (const origin of ['http://evil.example.com', 'null', 'http://localhost.evil.example.com', 'ftp://localhost']) {
      expect((await modern('server/discover', {}, { origin })).status, origin).toBe(403);
    }
    for (const origin of ['http://localhost:1234', 'https://127.0.0.1', 'http://[::1]:5']) {
      expect((await modern('server/discover', {}, { origin })).status, origin).toBe(200);
    }
    expect((await raw({ host: 'evil.example.com' })).statusCode).toBe(403);
    expect((await raw({ host: 'localhost:1' })).statusCode).toBe(400);
  });

  it('is at one path, and takes no other method than its revisions have', async () => {
    expect((await fetch(new URL('/other', server.url))).status).toBe(404);
    const put = await raw({}, 'PUT');
    expect([put.statusCode, put.headers.allow]).toEqual([405, 'POST, GET, DELETE']);
    for (const method of ['GET', 'DELETE']) {
      const refused = await fetch(server.url, { method, headers: { 'mcp-protocol-version': '2026-07-28' } });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('answers a body that is no message with 400 and no id, and one that is too long with 413', async () => {
    expect(await outcome(await post('{'))).toEqual([400, -32700]);
    expect(await outcome(await post([request('ping')]))).toEqual([400, -32600]);
    expect(await (await post('{}')).json()).not.toHaveProperty('id');
    expect((await post(' '.repeat(5 * 1024 * 1024))).status).toBe(413);
  });
});

describe('a request of 2026-07-28 over HTTP', () => {
  it('has the statuses that the specification names', async () => {
    expect(await outcome(await modern('server/discover'))).toEqual([200, undefined]);
    expect(await outcome(await modern('no/such'))).toEqual([404, -32601]);
    expect(await outcome(await modern('ping'))).toEqual([404, -32601]);
    expect(await outcome(await post(request('tools/list', {}), { 'mcp-protocol-version': '2026-07-28' }))).toEqual([
      400, -32602,
    ]);
    const other = { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' };
    const unsupported = await modern('tools/list', {}, { 'mcp-protocol-version': '1900-01-01' }, other);
    expect(await outcome(unsupported)).toEqual([400, -32022]);
    const nothing = { 'io.modelcontextprotocol/clientCapabilities': {} };
    expect(await outcome(await modern('tools/call', { name: 'test_missing_capability' }, {}, nothing))).toEqual([
      400, -32021,
    ]);
    expect(await outcome(await modern('tools/call', { name: 'none' }))).toEqual([200, -32602]);
  });

  it('is refused with -32020 where a header is missing, malformed or unlike the body', async () => {
    const text = { name: 'test_simple_text' };
    for (const headers of [
      { 'mcp-protocol-version': '' },
      { 'mcp-protocol-version': '2025-11-25' },
      { 'mcp-method': '' },
      { 'mcp-method': 'tools/list' },
      { 'mcp-method': 'TOOLS/CALL' },
      { 'mcp-name': '' },
      { 'mcp-name': 'Test_simple_text' },
      { 'mcp-name': 'test_simple_text\xe9' },
      { 'mcp-name': '=?base64?dGVzdF9zaW1wbGVfdGV4dA?=' },
      { 'mcp-name': '=?base64?/w==?=' },
    ]) {
      expect(await outcome(await modern('tools/call', text, headers)), JSON.stringify(headers)).toEqual([400, -32020]);
    }
    for (const name of ['=?base64?dGVzdF9zaW1wbGVfdGV4dA==?=', ' \ttest_simple_text\t ']) {
      expect(await outcome(await modern('tools/call', text, { 'mcp-name': name }))).toEqual([200, undefined]);
    }
    expect(await outcome(await modern('resources/read', { uri: 'test://static-text' }, { 'mcp-name': 'x' }))).toEqual([
      400, -32020,
    ]);
  });

  it('mirrors annotated parameters, also nested ones, and compares each by its type', async () => {
    const region = (args: object, headers: Headers) =>
      modern('tools/call', { name: 'describe_region', arguments: args }, headers).then(outcome);
    const whole = { region: 'nørd', limit: 42, filter: { coastal: true } };
    const mirrored = {
      'mcp-param-region': '=?base64?bsO4cmQ=?=',
      'mcp-param-limit': '42.0',
      'mcp-param-coastal': 'true',
    };
    expect(await region(whole, mirrored)).toEqual([200, undefined]);
    expect(await region({ region: 'a', limit: null }, { 'mcp-param-region': 'a' })).toEqual([200, undefined]);
    for (const [args, headers] of [
      [whole, { ...mirrored, 'mcp-param-region': 'nord' }],
      [whole, { ...mirrored, 'mcp-param-limit': '43' }],
      [whole, { ...mirrored, 'mcp-param-coastal': 'True' }],
      [whole, { ...mirrored, 'mcp-param-coastal': '' }],
      [{ region: 'a' }, { 'mcp-param-region': 'a', 'mcp-param-limit': '1' }],
    ] as const) {
      expect(await region(args, Object.fromEntries(Object.entries(headers).filter(([, value]) => value)))).toEqual([
        400, -32020,
      ]);
    }
  });

  it('is streamed when something precedes the answer, without ids, and the answer ends the stream', async () => {
    const response = await modern('tools/call', { name: 'test_tool_with_progress' }, {}, { progressToken: 'p' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const seen = await collect(events(response));
    expect(seen.map(({ id, data }) => [id, data.params?.progress ?? data.result.resultType])).toEqual([
      [undefined, 0],
      [undefined, 50],
      [undefined, 100],
      [undefined, 'complete'],
    ]);
  });

  it('gets no session id and does not mind one', async () => {
    const response = await modern('server/discover', {}, { 'mcp-session-id': 'whatever' });
    expect([response.status, response.headers.get('mcp-session-id')]).toEqual([200, null]);
  });

  it('as a notification is accepted with 202 and no body; as a response it is refused', async () => {
    const version = { 'mcp-protocol-version': '2026-07-28' };
    const accepted = await post(
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } },
      version,
    );
    expect([accepted.status, await accepted.text()]).toEqual([202, '']);
    expect((await post({ jsonrpc: '2.0', id: 1, result: {} }, version)).status).toBe(400);
  });

  it('to listen streams changes until the client leaves, or answers when the server stops', async () => {
    const own = await startHttpReference();
    const response = await fetch(own.url, {
      method: 'POST',
      headers: { ...BOTH, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
      body: JSON.stringify(
        request('subscriptions/listen', stateless({ notifications: { toolsListChanged: true } }), 'sub'),
      ),
    });
    const stream = events(response);
    expect((await stream.next()).value?.data.method).toBe('notifications/subscriptions/acknowledged');
    await own.close();
    const rest = await collect(stream);
    expect(rest.map(({ data }) => data)).toMatchObject([{ id: 'sub', result: { resultType: 'complete' } }]);
  });

  it('is cancelled when the client closes its stream', async () => {
    const aborts = vi.spyOn(AbortController.prototype, 'abort');
    const leaving = new AbortController();
    const wait = stateless({ name: 'wait', arguments: { milliseconds: 60_000 } }, { progressToken: 1 });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { ...BOTH, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'wait' },
      body: JSON.stringify(request('tools/call', wait)),
      signal: leaving.signal,
    });
    await events(response).next();
    leaving.abort();
    const reason = expect.objectContaining({ message: 'the client is gone' });
    await vi.waitFor(() => expect(aborts).toHaveBeenCalledWith(reason));
    aborts.mockRestore();
  });
});

describe('a session over HTTP', () => {
  it('has an id that every later request must name', async () => {
    const session = await openSession();
    expect(session['mcp-session-id']).toMatch(/^[\x21-\x7e]{20,}$/);
    expect(await outcome(await post(request('ping'), session))).toEqual([200, undefined]);
    expect(await outcome(await post(request('ping')))).toEqual([400, -32600]);
    expect((await get({})).status).toBe(400);
    expect((await post(request('ping'), { 'mcp-session-id': 'unknown' })).status).toBe(404);
  });

  it('is not opened by an initialize that fails', async () => {
    const response = await post(request('initialize', {}));
    expect(response.headers.get('mcp-session-id')).toBeNull();
    expect(await outcome(response)).toEqual([200, -32602]);
  });

  it('refuses a version that it does not speak with 400, and does without the header', async () => {
    const session = await openSession();
    expect((await post(request('ping'), { ...session, 'mcp-protocol-version': '1900-01-01' })).status).toBe(400);
    const { 'mcp-protocol-version': _version, ...without } = session;
    expect((await post(request('ping'), without)).status).toBe(200);
  });

  it('ends with DELETE: after it the id is unknown, and its streams are closed', async () => {
    const session = await openSession();
    const standing = await get(session);
    const end = await fetch(server.url, { method: 'DELETE', headers: session });
    expect(end.status).toBe(204);
    await collect(events(standing));
    for (const method of ['GET', 'DELETE'])
      expect((await fetch(server.url, { method, headers: session })).status).toBe(404);
    expect((await post(request('ping'), session)).status).toBe(404);
  });

  it('accepts notifications and responses with 202 and no body', async () => {
    const session = await openSession();
    for (const message of [
      { jsonrpc: '2.0', method: 'no/such' },
      { jsonrpc: '2.0', id: 9, result: {} },
    ]) {
      const response = await post(message, session);
      expect([response.status, await response.text()]).toEqual([202, '']);
    }
  });

  it('sends what belongs to no request on one GET stream, though there are two', async () => {
    const session = await openSession();
    const leaving = new AbortController();
    const [one, two] = [events(await get(session, leaving.signal)), events(await get(session, leaving.signal))];
    const primed = [(await one.next()).value, (await two.next()).value];
    expect(primed.map((event) => event?.data)).toEqual([undefined, undefined]);
    expect(new Set(primed.map((event) => event?.id)).size).toBe(2);
    await (await post(request('tools/call', { name: 'test_trigger_tool_change' }), session)).text();
    expect((await one.next()).value?.data.method).toBe('notifications/tools/list_changed');
    await fetch(server.url, { method: 'DELETE', headers: session });
    expect((await two.next()).done).toBe(true);
    leaving.abort();
  });

  it('lets a client resume a stream whose connection the server closed, without repeating what it has', async () => {
    const session = await openSession();
    const first = await collect(events(await post(request('tools/call', { name: 'test_reconnection' }, 7), session)));
    expect(first.map(({ data }) => data)).toEqual([undefined, undefined]);
    expect(Number(first[1]?.retry)).toBeGreaterThan(0);
    const resumed = await collect(events(await get({ ...session, 'last-event-id': first[0]!.id! })));
    expect(resumed.map(({ data }) => data.id)).toEqual([7]);
    const again = await collect(events(await get({ ...session, 'last-event-id': resumed[0]!.id! })));
    expect(again).toEqual([]);
  });

  it('puts its questions on the stream of the request that needs them', async () => {
    const session = await openSession();
    const stream = events(
      await post(request('tools/call', { name: 'test_sampling', arguments: { prompt: 'Hi' } }, 3), session),
    );
    expect((await stream.next()).value?.data).toBeUndefined();
    const question = (await stream.next()).value?.data;
    expect(question.method).toBe('sampling/createMessage');
    const result = { role: 'assistant', model: 'm', content: { type: 'text', text: 'Hello' } };
    await post({ jsonrpc: '2.0', id: question.id, result }, session);
    expect((await stream.next()).value?.data).toMatchObject({
      id: 3,
      result: { content: [{ text: 'LLM response: Hello' }] },
    });
    expect((await stream.next()).done).toBe(true);
  });

  it('goes on with a request whose client is gone, and keeps the answer for whoever resumes the stream', async () => {
    const session = await openSession();
    const leaving = new AbortController();
    const wait = { name: 'wait', arguments: { milliseconds: 50 }, _meta: { progressToken: 1 } };
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { ...BOTH, ...session },
      body: JSON.stringify(request('tools/call', wait, 'long')),
      signal: leaving.signal,
    });
    const primed = (await events(response).next()).value;
    leaving.abort();
    const resumed = await collect(events(await get({ ...session, 'last-event-id': primed!.id! })));
    expect(resumed.map(({ data }) => data.method ?? data.id)).toEqual(['notifications/progress', 'long']);
  });

  it('ends the stream of a request that is cancelled, without an answer', async () => {
    const session = await openSession();
    const wait = { name: 'wait', arguments: { milliseconds: 60_000 }, _meta: { progressToken: 1 } };
    const stream = events(await post(request('tools/call', wait, 'long'), session));
    await stream.next();
    await stream.next();
    await post({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'long' } }, session);
    expect((await stream.next()).done).toBe(true);
  });
});

it('two connections over HTTP list the same tools, byte for byte', async () => {
  const list = async (): Promise<string> => {
    const session = await openSession();
    return (await post(request('tools/list'), session)).text();
  };
  expect(await list()).toBe(await list());
});
