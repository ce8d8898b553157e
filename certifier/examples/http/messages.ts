/** specification/http.md: what answers a message, and by which status. */
import { CLIENT } from '../engine/asking.ts';
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import {
  answered,
  called,
  discovered,
  fromForeign,
  hints,
  inSession,
  progress,
  refused,
  report,
  reported,
  session,
  stateless,
  tracked,
} from './conversations.ts';

/** A call of a tool that tells its progress on a stream. */
const streaming = (): Composer =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [report], ...hints }) })
    .call('tools/call', called, { result: complete(reported) }, { ...tracked, stream: [progress] });

/** A call that a JSON body answers. */
const calling = (): Composer =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [report], ...hints }) })
    .call('tools/call', called, { result: complete(reported) });

/** A tool asks on its stream; what the user says is taken there, and the conversation goes on. */
function answeredQuestion(): Composer {
  const composer = new Composer('streamable-http')
    .session('b1a7c0de-5e55-4104-8000-0123456789ab')
    .established('2025-11-25', { tools: {} }, 'main', CLIENT)
    .stream({ method: 'tools/call', params: { name: 'greet', arguments: {} }, id: 'call-1' });
  const asking = composer.exchangeNumber;
  return composer
    .told(
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'elicitation/create',
        params: {
          mode: 'form',
          message: 'What is your name?',
          requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
        },
      },
      asking,
    )
    .exchange(
      { jsonrpc: '2.0', id: 1, result: { action: 'accept', content: { name: 'Ada' } } },
      { status: 202 },
      { headers: session },
    )
    .told({ jsonrpc: '2.0', id: 'call-1', result: { content: [{ type: 'text', text: 'Hello, Ada' }] } }, asking)
    .over(asking);
}

export const examples: Examples = {
  'http.endpoint.single-post': () => calling(),
  'http.message.utf-8': () => calling(),
  'http.response.json-or-sse': () => calling(),
  'http.notification.accepted': () =>
    stateless().notify('notifications/cancelled', { requestId: 'none', reason: 'The client no longer needs it' }),
  'http.notification.rejected-error': () => fromForeign(),
  'http.notification.error-body': () => fromForeign(),
  'http.post.response-accepted-202': answeredQuestion,
  'http.post.response-rejected-error': () =>
    inSession().exchange(
      { jsonrpc: '2.0', id: 'unasked', result: {} },
      { status: 400, json: refused(-32600, 'No request with this id is open') },
      { headers: session },
    ),
  'http.response.content-type': () => streaming(),
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
