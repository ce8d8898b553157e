/** Servers of the one revision that knows batches, over either transport: those that take them, and those that break the rule. */
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { certify } from '../../certify.ts';
import { judge } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import type { Run } from '../../report/report.ts';
import { httpSubject } from '../../subject/http.ts';
import { stdioSubject } from '../../subject/stdio.ts';
import type { Subject } from '../../subject/subject.ts';
import { type NullEndpoint, startNullEndpoint } from '../testing/null-http.ts';
import { probes } from './batches.ts';

const SERVER = fileURLToPath(new URL('../testing/null-server.ts', import.meta.url));
const open: NullEndpoint[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function runOf(subject: Subject): Promise<Run | undefined> {
  const bounds = { timeoutMs: 1000, startTimeoutMs: 8000 };
  const { transcript } = await certify(subject, { seed: 'null', revision: '2025-03-26', probes, ...bounds });
  const by = { ...ruler, suite: { version: 'x', digest: 'x' } };
  return judge(transcript, by, { transcript: { file: 'x', sha256: 'x' } }).runs[0];
}

/** Of this rule the outcome and what was found; and that no other takes the array, or what answers it, for something wrong. */
async function expectOf(subject: Subject, outcome: string, actual: string | undefined): Promise<void> {
  const run = await runOf(subject);
  expect(run?.revision).toBe('2025-03-26');
  const found = run?.results.find(({ requirement }) => requirement === 'base.batch.received');
  expect([found?.outcome, found?.findings[0]?.actual]).toEqual([outcome, actual]);
  const broken = run?.results.filter(({ findings }) => findings.length > 0).map(({ requirement }) => requirement);
  expect(broken).toEqual(outcome === 'fail' ? ['base.batch.received'] : []);
}

test.each([
  ['old', 'pass', undefined],
  ['gathers', 'pass', undefined],
  ['refuses-batches', 'fail', 'the error {"code":-32600,"message":"Invalid Request"}, which names no request'],
  ['passes-over-batches', 'fail', 'no response within 1000 ms; what was sent later was answered'],
  ['halves-batches', 'fail', 'no response to 1 of them within 1000 ms; what was sent later was answered'],
  ['ends-over-batches', 'fail', 'the process ended with status 1'],
])('over stdio, of the server %s: %s', (which, outcome, actual) =>
  expectOf(stdioSubject({ command: [process.execPath, SERVER, which] }), outcome, actual),
);

interface Asked {
  readonly id?: unknown;
  readonly method?: unknown;
}
const reply = ({ id }: Asked, rest: object): object => ({ jsonrpc: '2.0', id, ...rest });
const answered = (asked: Asked): object =>
  reply(asked, asked.method === 'ping' ? { result: {} } : { error: { code: -32601, message: 'Method not found' } });
const body = (value: object, status = 200) => ({ status, body: JSON.stringify(value) });
const stream = (...values: readonly object[]) => ({
  status: 200,
  type: 'text/event-stream',
  body: values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(''),
});
type Batch = readonly Asked[];
const established = { protocolVersion: '2025-03-26', serverInfo: { name: 'x', version: '1' }, capabilities: {} };

test.each([
  ['in one array', 'pass', undefined, (batch: Batch) => body(batch.map(answered))],
  ['each on a stream', 'pass', undefined, (batch: Batch) => stream(...batch.map(answered))],
  ['in an array on a stream', 'pass', undefined, (batch: Batch) => stream(batch.map(answered))],
  ['by a status', 'fail', 'status 400', () => body({}, 400)],
  ['by nothing', 'fail', 'status 202, and no response', () => ({ status: 202, body: '' })],
  [
    'by halves',
    'fail',
    'status 200, and no response to 1 of them',
    (batch: Batch) => body(batch.map(answered)[0] ?? {}),
  ],
  ['by halves on a stream', 'not-tested', undefined, (batch: Batch) => stream(...batch.map(answered).slice(1))],
] as const)('over HTTP, of one that answers %s: %s', async (_, outcome, actual, onBatch) => {
  const started = await startNullEndpoint((asked) => {
    if (Array.isArray(asked)) return onBatch(asked);
    if (asked.id === undefined) return { status: 202, body: '' };
    return body(asked.method === 'initialize' ? reply(asked, { result: established }) : answered(asked));
  });
  open.push(started);
  await expectOf(httpSubject({ url: started.url }), outcome, actual);
});
