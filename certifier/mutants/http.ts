/** specification/http.md */
import type { HeaderField } from '../evidence/transcript.ts';
import { at } from '../judge/engine/json.ts';
import { hasHeader, isJson, isStream, onStatus, refuse, serveAnyway, stream, withHeader } from './engine/answer.ts';
import { type Asked, any, type Which } from './engine/asked.ts';
import { chain, once, onEvent } from './engine/change.ts';
import type { Liberties, Mutant, Mutants } from './engine/mutant.ts';

const VERSION = 'io.modelcontextprotocol/protocolVersion';
const KNOWN_VERSION = /^20(24-11-05|25-03-26|25-06-18|25-11-25|26-07-28)$/;

const headerOf = (headers: readonly HeaderField[], name: string): string | undefined =>
  headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];

/** What `Mcp-Name` repeats; undefined where the request has nothing of the kind. */
const nameIn = ({ method, params }: Asked): unknown =>
  ['tools/call', 'prompts/get'].includes(method) ? params.name : method === 'resources/read' ? params.uri : undefined;

const isMissingHeader = (asked: Asked): boolean =>
  ['MCP-Protocol-Version', 'Mcp-Method', ...(nameIn(asked) === undefined ? [] : ['Mcp-Name'])].some(
    (name) => headerOf(asked.headers, name) === undefined,
  );

const repeatsWrongly = (asked: Asked): boolean => {
  const [method, name] = [headerOf(asked.headers, 'Mcp-Method'), headerOf(asked.headers, 'Mcp-Name')];
  const wrongName = name !== undefined && !name.startsWith('=?base64?') && name !== nameIn(asked);
  return (method !== undefined && method !== asked.method) || wrongName;
};

const namesOtherVersion = ({ headers, params }: Asked): boolean => {
  const version = headerOf(headers, 'MCP-Protocol-Version');
  return version !== undefined && version !== at(params, '_meta', VERSION);
};

const lacksSession: Which = ({ method, headers }) => method !== 'initialize' && !hasHeader(headers, 'Mcp-Session-Id');

const namesUnknownVersion: Which = ({ headers }) => {
  const version = headerOf(headers, 'MCP-Protocol-Version');
  return version !== undefined && !KNOWN_VERSION.test(version);
};

const respelled: Which = ({ headers }) =>
  headers.some(([name]) => name.toLowerCase() === 'mcp-method' && name !== 'Mcp-Method');

/** Answers to these requests bear this status in the place of that one. */
const statusOf = (which: Which, from: number, to: number): Mutant =>
  onStatus(which, (response) => (response.status === from ? { ...response, status: to } : undefined));

/** Answers to GET: what is on the stream behind one is dropped. */
const onGet =
  (headers: readonly HeaderField[]): Mutant =>
  (event, memo) => {
    if (!('exchange' in event) || event.exchange === undefined) return [event];
    const key = `get:${event.exchange}`;
    if (event.kind === 'request' && event.method === 'GET') memo[key] = true;
    if (memo[key] !== true) return [event];
    if (event.kind === 'response') return [{ ...event, status: 200, headers }];
    return event.kind === 'sse' || event.kind === 'body' ? [] : [event];
  };

export const mutants: Mutants = {
  /** The origin is not looked at. */
  'http.origin.forbidden': serveAnyway(({ headers }) => hasHeader(headers, 'Origin')),

  /** No content, where it is accepted. */
  'http.notification.accepted': onEvent('response', (response) =>
    response.status === 202 ? { ...response, status: 204 } : undefined,
  ),

  /** One answer is labelled as plain text. */
  'http.response.content-type': onStatus(any, (response, _, memo) =>
    isJson(response) && once(memo, 'labelled')
      ? { ...response, headers: withHeader(response.headers, 'content-type', 'text/plain; charset=utf-8') }
      : undefined,
  ),

  /** The stream stays open after the answer. */
  'http.sse.response-ends-stream': chain(
    onEvent('response', (response, memo) => {
      memo[`stream:${response.exchange}`] = isStream(response);
      return undefined;
    }),
    onEvent('end', (end, memo) =>
      end.direction === 'received' && memo[`stream:${end.exchange}`] === true ? [] : undefined,
    ),
  ),

  /** The server asks for the roots while a tool is called, as earlier revisions let it. */
  'http.sse.no-requests': stream('tools/call', ({ id }) => [
    { jsonrpc: '2.0', id: `roots-${id}`, method: 'roots/list' },
  ]),

  /** Nothing keeps a proxy from holding the stream back. */
  'http.sse.no-buffering': onEvent('response', (response) => ({
    ...response,
    headers: withHeader(response.headers, 'x-accel-buffering'),
  })),

  /** Every stream counts its events from the same number. */
  'http.resume.event-id-unique': onEvent('sse', (event, memo) => {
    if (event.comment === true) return undefined;
    const key = `events:${event.exchange}`;
    memo[key] = Number(memo[key] ?? 0) + 1;
    return { ...event, id: String(memo[key]) };
  }),

  /** A page for people. */
  'http.get.stream-or-405': onGet([['content-type', 'text/html']]),

  /** A session id with a space in it. */
  'http.session.id-characters': onEvent('response', (response) =>
    response.status === 202
      ? { ...response, headers: withHeader(response.headers, 'Mcp-Session-Id', 'session 1') }
      : undefined,
  ),

  /** No session is one that was not found. */
  'http.session.id-required': statusOf(lacksSession, 400, 404),

  /** A session that is over is a bad request, like any that never was. */
  'http.session.terminated': statusOf(({ headers }) => hasHeader(headers, 'Mcp-Session-Id'), 404, 400),

  /** The version in the header is not looked at. */
  'http.version-header.unsupported': serveAnyway(namesUnknownVersion),

  /** The refusal of a version is an answer like any other. */
  'http.version.unsupported': statusOf(
    ({ params }) => !KNOWN_VERSION.test(String(at(params, '_meta', VERSION))),
    400,
    200,
  ),

  /** What the headers say is not compared with the body. */
  'http.headers.mismatch': serveAnyway(repeatsWrongly),

  /** Headers are compared with the body where they are there, and not missed where they are not. */
  'http.headers.missing': serveAnyway(isMissingHeader),

  /** The version in the header is not compared with that in the body. */
  'http.headers.version-mismatch': serveAnyway(namesOtherVersion),

  /** Header names are looked up as they are usually written. */
  'http.headers.name-case': refuse(respelled, { code: -32020, message: 'Mcp-Method is missing' }, 400),

  /** A method that does not exist is an answer like any other. */
  'http.method.not-found': statusOf(any, 404, 200),

  /** Missing metadata is an answer like any other. */
  'http.meta.required-status': statusOf(
    ({ params }) => at(params, '_meta', 'io.modelcontextprotocol/clientCapabilities') === undefined,
    400,
    200,
  ),
};

export const liberties: Liberties = {
  /** Lists are answered by a stream. */
  'http.response.stream': stream('tools/list'),
};
