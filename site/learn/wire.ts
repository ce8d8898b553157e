/** The wire to a server that runs in this page: the same events as over HTTP, without a network. */
import type { Recorder } from '../../certifier/evidence/recorder.ts';
import type { TranscriptSubject } from '../../certifier/evidence/transcript.ts';
import type { HttpSubject } from '../../certifier/subject/subject.ts';
import { createEmitter } from '../../certifier/wire/emitter.ts';
import type { HttpWire } from '../../certifier/wire/wire.ts';
import type { HttpAnswer, HttpAsked } from './server.ts';

const URL_OF_SERVER = 'http://localhost/mcp';

type Serve = (asked: HttpAsked) => HttpAnswer;

function openInPage(recorder: Recorder, serve: Serve): HttpWire {
  const { emit, onEvent } = createEmitter(recorder);
  const connection = recorder.nextConnection();
  const open = new Set<number>();

  function answer(exchange: number, asked: HttpAsked): void {
    if (!open.has(exchange)) return;
    const { status, headers, body } = serve(asked);
    const place = { connection, exchange } as const;
    emit({ ...place, kind: 'response', direction: 'received', status, headers });
    if (body !== undefined && open.has(exchange)) emit({ ...place, kind: 'body', direction: 'received', text: body });
    if (open.delete(exchange)) emit({ ...place, kind: 'end', direction: 'received', stream: 'response' });
  }

  return {
    transport: 'streamable-http',
    connection,
    onEvent,
    send: ({ method, headers, body = '', target = '/mcp' }) => {
      const exchange = recorder.nextExchange();
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
      open.add(exchange);
      const written = text === '' ? {} : { text };
      emit({ connection, exchange, kind: 'request', direction: 'sent', method, target, headers, ...written });
      // Whoever sends learns its number before the answer comes.
      queueMicrotask(() => answer(exchange, { method, headers, body: text }));
      return exchange;
    },
    abort: (exchange) => {
      if (open.delete(exchange)) emit({ connection, exchange, kind: 'end', direction: 'sent', stream: 'response' });
    },
    reach: async () => 'the server runs in this page, and listens nowhere',
    close: async () => open.clear(),
  };
}

export function subjectInPage(serve: Serve): HttpSubject {
  const described: TranscriptSubject = { role: 'server', transport: 'streamable-http', url: URL_OF_SERVER };
  return {
    transport: 'streamable-http',
    described,
    url: new URL(URL_OF_SERVER),
    headers: [],
    open: ({ recorder }) => openInPage(recorder, serve),
  };
}
