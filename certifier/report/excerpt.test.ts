import { expect, it } from 'vitest';
import type { Transcript, TranscriptEvent } from '../evidence/transcript.ts';
import { excerptsOf, lineOf } from './excerpt.ts';
import { transcript as overStdio } from './hostile.fixture.ts';

const of = { connection: 1, exchange: 1 } as const;
const drafts = [
  {
    kind: 'request',
    direction: 'sent',
    ...of,
    method: 'POST',
    target: '/mcp',
    headers: [],
    text: '{"id":1,"method":"ping"}',
  },
  { kind: 'response', direction: 'received', ...of, status: 200, headers: [['Content-Type', 'text/event-stream']] },
  { kind: 'sse', direction: 'received', stream: 'sse', ...of, text: '{"method":"notifications/message"}' },
  { kind: 'sse', direction: 'received', stream: 'sse', ...of, text: '{"id":1,"result":{}}' },
  { kind: 'end', direction: 'received', stream: 'response', ...of },
] as const;
const overHttp: Transcript = {
  header: {
    ...overStdio.header,
    subject: { role: 'server', transport: 'streamable-http', url: 'http://127.0.0.1/mcp' },
  },
  events: drafts.map((draft, index): TranscriptEvent => ({ seq: index + 1, at: index, ...draft })),
};

it('an answer is shown with its request and, over HTTP, its status', () => {
  expect(excerptsOf(overHttp)([4])).toEqual([
    { seq: 1, arrow: '→', text: 'POST /mcp {"id":1,"method":"ping"}', pointed: false },
    { seq: 2, arrow: '←', text: 'HTTP 200 text/event-stream', pointed: false },
    { seq: 4, arrow: '←', text: 'data: {"id":1,"result":{}}', pointed: true },
  ]);
});

it('a message that answers nothing is shown with the request whose stream it came on', () => {
  expect(excerptsOf(overHttp)([3]).map(({ seq }) => seq)).toEqual([1, 3]);
});

it('an event that is not there is passed over', () => {
  expect(excerptsOf(overHttp)([99])).toEqual([]);
  expect(excerptsOf(overHttp)([])).toEqual([]);
});

it('a finding that points at much is cut to what can be read', () => {
  const events = Array.from(
    { length: 200 },
    (_, index): TranscriptEvent => ({
      seq: index + 1,
      at: index,
      connection: 1,
      process: 1,
      kind: 'line',
      stream: 'stdout',
      direction: 'received',
      text: `noise ${index}`,
    }),
  );
  expect(excerptsOf({ ...overStdio, events })(events.map(({ seq }) => seq)).length).toBeLessThanOrEqual(8);
});

it('every kind of event has its line', () => {
  const events: readonly TranscriptEvent[] = [
    { seq: 1, at: 0, connection: 1, process: 1, kind: 'exit', direction: 'received', code: null, signal: 'SIGKILL' },
    { seq: 2, at: 0, connection: 1, process: 1, kind: 'exit', direction: 'received', code: 3, signal: null },
    { seq: 3, at: 0, connection: 1, process: 1, kind: 'line', stream: 'stderr', direction: 'received', base64: '/w==' },
    { seq: 4, at: 0, connection: 1, kind: 'failure', direction: 'received', code: 'ECONNRESET', message: 'reset' },
    { seq: 5, at: 0, connection: 1, process: 1, kind: 'truncated', direction: 'received', stream: 'stdout', bytes: 12 },
    { seq: 6, at: 0, connection: 1, process: 1, kind: 'gave-up', awaited: 'exit', after: 2000 },
    { seq: 7, at: 0, connection: 1, process: 1, kind: 'end', direction: 'sent', stream: 'stdin' },
    { seq: 8, at: 0, connection: 1, kind: 'reach', direction: 'received', address: '127.0.0.2' },
    { seq: 9, at: 0, connection: 1, kind: 'reach', direction: 'received', address: '127.0.0.2', code: 'ETIMEDOUT' },
  ];
  expect(events.map((event) => lineOf(event, overStdio))).toEqual([
    'process 1 was ended by SIGKILL',
    'process 1 exited with status 3',
    'stderr: (not UTF-8, base64) /w==',
    'ECONNRESET: reset',
    '12 bytes of stdout were not kept: a bound was reached',
    'waited 2000 ms for exit: nothing came',
    'stdin closed by us (process 1)',
    'connection to 127.0.0.2: taken',
    'connection to 127.0.0.2: ETIMEDOUT',
  ]);
});
