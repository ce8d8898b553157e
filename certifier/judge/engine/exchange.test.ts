import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { exchangesOf } from './exchange.ts';

describe('exchanges', () => {
  const of = { connection: 1, exchange: 1 } as const;
  const request = { kind: 'request', direction: 'sent', ...of, method: 'POST', target: '/', headers: [] } as const;
  const sse = { kind: 'sse', direction: 'received', stream: 'sse', ...of } as const;
  test('hold what was delivered, and neither comments nor what was cut off', () => {
    const { events } = new Composer('streamable-http')
      .event(request)
      .event({ kind: 'response', direction: 'received', ...of, status: 200, headers: [] })
      .event({ ...sse, text: 'keep-alive', comment: true })
      .event({ ...sse, text: '', id: '1' })
      .event({ ...sse, text: '{"half', unterminated: true })
      .event({ kind: 'failure', direction: 'received', ...of, code: 'ECONNRESET', message: 'reset' })
      .transcript();
    const [exchange] = exchangesOf(events);
    expect(exchange?.sse.map(({ id }) => id)).toEqual(['1']);
    expect(exchange).toMatchObject({ failure: { code: 'ECONNRESET' }, last: 6, response: { status: 200 } });
  });
  test('need a request', () => {
    const { events } = new Composer('streamable-http').event({ ...sse, text: '{}' }).transcript();
    expect(exchangesOf(events)).toEqual([]);
  });
});
