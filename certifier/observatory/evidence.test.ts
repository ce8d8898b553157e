import { describe, expect, it } from 'vitest';
import type { Transcript, TranscriptEvent } from '../evidence/transcript.ts';
import type { Report } from '../report/report.ts';
import { evidenceOf, evidenceText, readEvidence } from './evidence.ts';

const line = (seq: number, direction: 'sent' | 'received', text: string): TranscriptEvent => ({
  seq,
  at: seq,
  connection: 1,
  process: 1,
  kind: 'line',
  direction,
  stream: direction === 'sent' ? 'stdin' : 'stdout',
  text,
});
const LONG = 'x'.repeat(5000);
const transcript: Transcript = {
  header: {
    format: 'accord-transcript/1',
    suite: { name: 'accord', version: '0.1.0' },
    subject: { role: 'server', transport: 'stdio', command: ['node'] },
    startedAt: '2026-11-30T01:02:03.000Z',
    seed: 'accord',
  },
  events: [
    line(1, 'sent', '{"jsonrpc":"2.0","id":1,"method":"ping"}'),
    line(2, 'received', '{"jsonrpc":"2.0","id":1,"result":{}}'),
    line(3, 'sent', '{"jsonrpc":"2.0","id":2,"method":"tools/list"}'),
    line(4, 'received', `{"jsonrpc":"2.0","id":2,"result":{"tools":"${LONG}"}}`),
  ],
};
const report = {
  suite: { version: '0.1.0', digest: 'sha256:00' },
  runs: [
    {
      revision: '2025-11-25',
      transport: 'stdio',
      results: [
        { requirement: 'a.kept', outcome: 'pass', findings: [] },
        {
          requirement: 'a.broken',
          outcome: 'fail',
          findings: [
            { message: 'It is so.', expected: 'an array', actual: 'a string', seq: [4] },
            { message: 'It is so again.', expected: 'an array', actual: 'a string', seq: [2] },
          ],
        },
        { requirement: 'a.unseen', outcome: 'not-tested', findings: [] },
      ],
    },
  ],
} as unknown as Report;
const evidence = evidenceOf('weather', '1.0.0', [{ report, transcript }]);

describe('what shows a breach', () => {
  it('is what its first finding points at, with the request that was answered, and nothing else of the recording', () => {
    expect(evidence.runs).toEqual([
      {
        transport: 'stdio',
        revision: '2025-11-25',
        day: '2026-11-30',
        passed: ['a.kept'],
        breaches: [{ requirement: 'a.broken', expected: 'an array', pointed: [4], shown: [3, 4] }],
      },
    ]);
    expect(evidence.events.map(({ transport, event }) => [transport, event.seq])).toEqual([
      ['stdio', 3],
      ['stdio', 4],
    ]);
  });

  it('is bounded, and says how much of a long text was left out', () => {
    const [request, answer] = evidence.events;
    expect(request).toEqual({ transport: 'stdio', event: transcript.events[2] });
    const lengthOf = (event: object | undefined): number =>
      event !== undefined && 'text' in event && typeof event.text === 'string' ? event.text.length : 0;
    expect(lengthOf(answer?.event)).toBeGreaterThan(500);
    expect(lengthOf(answer?.event)).toBeLessThan(1000);
    expect(lengthOf(answer?.event) + (answer?.cut ?? 0)).toBe(lengthOf(transcript.events[3]));
  });

  it('is read as it was written', () => {
    expect(readEvidence(evidenceText(evidence))).toEqual(evidence);
  });

  it.each([
    ['', 1],
    ['{"format":"accord-observatory-evidence/2","server":"a","version":"1"}\n', 1],
    [evidenceText(evidence).split('\n').slice(1).join('\n'), 1],
    [evidenceText(evidence).replace('"kind":"line"', '"kind":7'), 3],
  ])('is refused where it is none, with the line (%#)', (text, at) => {
    expect(() => readEvidence(text)).toThrow(new RegExp(`^line ${at} .*--update$`));
  });
});
