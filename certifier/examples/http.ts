/** specification/http.md */
import type { HeaderField } from '../evidence/transcript.ts';
import { type Answer, type Body, Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const hints = { ttlMs: 60000, cacheScope: 'public' };
const discovered = { result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ...hints }) };
const pong = { result: {} };
/** A tool of no consequence. */
const report = { name: 'report', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } };
const reported = { content: [{ type: 'text', text: 'Done' }] };
const called = { name: 'report', arguments: {} };
const tracked = { meta: { progressToken: 'p1' } };
const progress: Body = {
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: 'p1', progress: 1, total: 2 },
};
/** Errors that the transport answers with; without an id, because the message need not have been read. */
const refused = (code: number, message: string): Body => ({ jsonrpc: '2.0', error: { code, message } });
const answered = (status: number) => ({ answer: { status } });

const stateless = (): Composer => new Composer('streamable-http').established('2026-07-28');
const inSession = (capabilities: Readonly<Record<string, unknown>> = {}): Composer =>
  new Composer('streamable-http')
    .session('b1a7c0de-5e55-4104-8000-0123456789ab')
    .established('2025-11-25', capabilities);
const session: readonly HeaderField[] = [
  ['MCP-Protocol-Version', '2025-11-25'],
  ['Mcp-Session-Id', 'b1a7c0de-5e55-4104-8000-0123456789ab'],
];

/** A call of a tool that tells its progress on a stream. */
const streaming = (): Composer =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [report], ...hints }) })
    .call('tools/call', called, { result: complete(reported) }, { ...tracked, stream: [progress] });

/** `server/discover` with a header that is wrong, refused after its twin. */
const mismatched = (headers: Readonly<Record<string, string | null>>, message: string): Composer =>
  stateless()
    .call('server/discover', {}, discovered)
    .call('server/discover', {}, { error: { code: -32020, message } }, { ...answered(400), headers });

const listening = (answer: Answer): Composer =>
  inSession()
    .call('ping', {}, pong)
    .exchange(undefined, answer, { method: 'GET', headers: [['Accept', 'text/event-stream'], ...session] })
    .call('ping', {}, pong);

/** Two streams whose events have ids, each begun by an empty event, so that the client can come back from there. */
const twoStreams = (): Composer =>
  inSession({ tools: {} })
    .call('tools/list', {}, { result: { tools: [report] } })
    .call(
      'tools/call',
      called,
      { result: reported },
      { ...tracked, stream: ['', progress], answer: { ids: ['1-0', '1-1', '1-2'] } },
    )
    .exchange(
      undefined,
      { sse: [''], ids: ['2-0'] },
      { method: 'GET', headers: [['Accept', 'text/event-stream'], ...session] },
    );

export const examples: Examples = {
  'http.origin.forbidden': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call('server/discover', {}, refused(-32600, 'Forbidden origin') as Readonly<Record<string, unknown>>, {
        ...answered(403),
        headers: { Origin: 'https://accord.invalid' },
      }),
  'http.notification.accepted': () =>
    stateless().notify('notifications/cancelled', { requestId: 'none', reason: 'The client no longer needs it' }),
  'http.response.content-type': () => streaming(),
  'http.response.stream': () => streaming(),
  'http.sse.response-ends-stream': () => streaming(),
  'http.sse.no-requests': () => streaming(),
  'http.sse.no-buffering': () => streaming(),
  'http.resume.event-id-unique': () => twoStreams(),
  'http.get.stream-or-405': () => listening({ status: 405, headers: [['Allow', 'POST, DELETE']] }),
  'http.session.id-characters': () => inSession(),
  'http.session.id-required': () =>
    inSession()
      .call('ping', {}, pong)
      .call(
        'ping',
        {},
        { error: { code: -32600, message: 'Mcp-Session-Id is missing' } },
        { ...answered(400), headers: { 'Mcp-Session-Id': null } },
      ),
  'http.session.terminated': () =>
    inSession()
      .call('ping', {}, pong)
      .exchange(undefined, { status: 204 }, { method: 'DELETE', headers: session })
      .call('ping', {}, { error: { code: -32600, message: 'The session has ended' } }, answered(404)),
  'http.version-header.unsupported': () =>
    inSession()
      .call('ping', {}, pong)
      .call(
        'ping',
        {},
        { error: { code: -32600, message: 'Unsupported MCP-Protocol-Version' } },
        { ...answered(400), headers: { 'MCP-Protocol-Version': '1900-01-01' } },
      ),
  'http.version.unsupported': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call(
        'server/discover',
        {},
        {
          error: {
            code: -32022,
            message: 'Unsupported protocol version',
            data: { supported: ['2026-07-28'], requested: '1900-01-01' },
          },
        },
        {
          ...answered(400),
          meta: { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' },
          headers: { 'MCP-Protocol-Version': '1900-01-01' },
        },
      ),
  'http.headers.mismatch': () =>
    mismatched({ 'Mcp-Method': 'tools/list' }, 'Mcp-Method says "tools/list", the body "server/discover"'),
  'http.headers.missing': () => mismatched({ 'Mcp-Method': null }, 'Mcp-Method is missing'),
  'http.headers.version-mismatch': () =>
    mismatched({ 'MCP-Protocol-Version': '1900-01-01' }, 'MCP-Protocol-Version says another version than the body'),
  'http.headers.name-case': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call('server/discover', {}, discovered, {
        headers: {
          'MCP-Protocol-Version': null,
          'Mcp-Method': null,
          'mcp-protocol-version': '2026-07-28',
          'mcp-method': 'server/discover',
        },
      })
      .call('server/discover', {}, discovered, {
        headers: {
          'MCP-Protocol-Version': null,
          'Mcp-Method': null,
          'MCP-PROTOCOL-VERSION': '2026-07-28',
          'MCP-METHOD': 'server/discover',
        },
      }),
  'http.method.not-found': () =>
    stateless().call('accord/unknown', {}, { error: { code: -32601, message: 'Method not found' } }, answered(404)),
  'http.meta.required-status': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call(
        'server/discover',
        {},
        { error: { code: -32602, message: 'Invalid params: _meta lacks clientCapabilities' } },
        { ...answered(400), meta: { 'io.modelcontextprotocol/clientCapabilities': undefined } },
      ),
};
