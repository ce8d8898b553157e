/** specification/http.md: event streams. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { called, hints, inSession, progress, report, reported, session, tracked } from './conversations.ts';

/** A call of a tool that tells its progress on a stream. */
const streaming = (): Composer =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [report], ...hints }) })
    .call('tools/call', called, { result: complete(reported) }, { ...tracked, stream: [progress] });

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

/** In a session, without event ids: a stream that cannot be resumed. */
const streamingInSession = (): Composer =>
  inSession({ tools: {} })
    .call('tools/list', {}, { result: { tools: [report] } })
    .call('tools/call', called, { result: reported }, { ...tracked, stream: [progress] });

export const examples: Examples = {
  'http.sse.eventual-response': () => streamingInSession(),
  'http.sse.priming-event': () => twoStreams(),
  'http.resume.event-ids': () => twoStreams(),
  'http.response.stream': () => streaming(),
  'http.sse.response-ends-stream': () => streaming(),
  'http.sse.only-messages': () => streaming(),
  'http.sse.no-requests': () => streaming(),
  'http.sse.no-buffering': () => streaming(),
  'http.resume.event-id-unique': () => twoStreams(),
};
