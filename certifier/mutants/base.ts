/** specification/base.md */
import { at, isObject, type JsonObject, parse } from '../judge/engine/json.ts';
import { isNotification } from '../judge/engine/message.ts';
import { serveAnyway, withHeader } from './engine/answer.ts';
import { any } from './engine/asked.ts';
import { chain, once, onError, onEvent, onResponse, onResult, without } from './engine/change.ts';
import type { Mutant, Mutants } from './engine/mutant.ts';

const REQUIRED_META = ['io.modelcontextprotocol/protocolVersion', 'io.modelcontextprotocol/clientCapabilities'];

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

const schemeless = (implementation: JsonObject): JsonObject => ({
  ...implementation,
  websiteUrl: 'example.com/server',
});

const isNotified = (text: string | undefined): boolean => isNotification(parse(text ?? ''));
const unknownNotification = JSON.stringify({ jsonrpc: '2.0', error: { code: -32601, message: 'Method not found' } });

const answersNotificationOnStdio = onEvent('line', (line) => {
  if (line.direction !== 'sent' || !isNotified(line.text)) return undefined;
  const { connection, process } = line;
  return [
    line,
    { connection, process, kind: 'line', stream: 'stdout', direction: 'received', text: unknownNotification },
  ];
});

const answersNotificationOverHttp: Mutant = (event, memo) => {
  if (!('exchange' in event) || event.exchange === undefined) return [event];
  const { connection, exchange } = event;
  const key = `notified:${exchange}`;
  if (event.kind === 'request' && isNotified(event.text)) memo[key] = true;
  if (memo[key] !== true) return [event];
  if (event.kind === 'response')
    return [{ ...event, status: 200, headers: withHeader(event.headers, 'content-type', 'application/json') }];
  if (event.kind === 'end')
    return [{ connection, exchange, kind: 'body', direction: 'received', text: unknownNotification }, event];
  return [event];
};

export const mutants: Mutants = {
  /** A serialiser that writes null for what is absent. */
  'base.message.valid': onResult(['initialize', 'server/discover'], (result) => ({ ...result, instructions: null })),

  /** The server gives its website without a scheme. */
  'base.message.formats': onResult(['initialize', 'server/discover'], (result) => {
    if (isObject(result.serverInfo)) return { ...result, serverInfo: schemeless(result.serverInfo) };
    const info = at(result, '_meta', SERVER_INFO);
    if (!isObject(result._meta) || !isObject(info)) return undefined;
    return { ...result, _meta: { ...result._meta, [SERVER_INFO]: schemeless(info) } };
  }),

  /** One answer comes back with its id as text. */
  'base.response.same-id': onResponse('tools/list', (message, { id }, memo) =>
    once(memo, 'id') ? { ...message, id: JSON.stringify(id) } : undefined,
  ),

  /** Results as earlier revisions knew them. */
  'base.result.type': onResult(any, (result) => without(result, 'resultType')),

  /** The code of a system error leaks into the protocol. */
  'base.error.code-integer': onError((error) => ({ ...error, code: 'ENOENT' }), 'tools/call'),

  /** The first answer is written twice. */
  'base.response.once': onResponse(any, (message, _, memo) => (once(memo, 'twice') ? [message, message] : undefined)),

  /** A code of the server's own, in the range that is not for servers. */
  'base.error.reserved-codes': onError((error) => ({ ...error, code: -32050 }), 'tools/call'),

  /** A code that earlier revisions had for what is not found. */
  'base.error.retired-codes': onError((error) => ({ ...error, code: -32002 }), 'tools/call'),

  /** A key that begins with an underscore, as private things do. */
  'base.meta.key-names': onResult(['initialize', 'server/discover'], (result) => ({
    ...result,
    _meta: { ...(isObject(result._meta) ? result._meta : {}), _build: '7f3a' },
  })),

  /** No result says whose it is. */
  'base.meta.server-info': onResult(any, (result) =>
    isObject(result._meta) ? { ...result, _meta: without(result._meta, SERVER_INFO) } : undefined,
  ),

  /** Notifications are dispatched as if they were requests: each is answered. */
  'base.notification.no-response': chain(answersNotificationOnStdio, answersNotificationOverHttp),

  /** A method that nobody knows breaks the server. */
  'base.method.not-found': onError((error) =>
    error.code === -32601 ? { ...error, code: -32603, message: 'Internal error' } : undefined,
  ),

  /** Nobody looks whether the metadata is there: the request is served. */
  'base.meta.required': serveAnyway(({ params }) =>
    REQUIRED_META.some((name) => at(params, '_meta', name) === undefined),
  ),
};
