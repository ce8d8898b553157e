import { describe, expect, it } from 'vitest';
import type { Report } from '../report/report.ts';
import { type Expected, type ExpectedRun, expectedDifferences, expectedRuns } from './expected.ts';
import { unreasoned } from './reasons.ts';

const run: ExpectedRun = {
  transport: 'stdio',
  revision: '2025-11-25',
  verdict: 'not-conformant',
  observed: '3 of 9',
  breaches: [{ requirement: 'a.b', outcome: 'fail', finding: 'It is so.', actual: 'so' }],
};
const seen = (runs: readonly ExpectedRun[], version = '1.0.0'): Expected => ({
  server: 'weather',
  version,
  sdk: [],
  runs: [...runs],
});

describe('what is expected of a server', () => {
  it('is the verdict of each run, how much was observed, and each rule that it breaks, without the port of the day', () => {
    const result = (requirement: string, outcome: string, actual = '') => ({
      requirement,
      outcome,
      findings: [{ message: `${requirement} of http://127.0.0.1:40123/mcp`, expected: '', actual, seq: [1] }],
    });
    const report = {
      runs: [
        {
          revision: '2025-11-25',
          transport: 'streamable-http',
          verdict: 'not-conformant',
          observed: { musts: 3, applicable: 9 },
          results: [result('a.b', 'fail', 'x'.repeat(500)), result('a.c', 'warning'), result('a.d', 'pass')],
        },
      ],
    } as unknown as Report;
    expect(expectedRuns(report)).toEqual([
      {
        transport: 'streamable-http',
        revision: '2025-11-25',
        verdict: 'not-conformant',
        observed: '3 of 9',
        breaches: [
          {
            requirement: 'a.b',
            outcome: 'fail',
            finding: 'a.b of http://127.0.0.1:{port}/mcp',
            actual: `${'x'.repeat(240)}…`,
          },
          { requirement: 'a.c', outcome: 'warning', finding: 'a.c of http://127.0.0.1:{port}/mcp', actual: '' },
        ],
      },
    ]);
  });

  it('differs by the verdict, by what applies and by each breach, and not by words, nor by how much was observed', () => {
    const worded = {
      ...run,
      observed: '4 of 9',
      breaches: [{ ...run.breaches[0], finding: 'In other words.' }],
    } as ExpectedRun;
    expect(expectedDifferences(seen([run]), seen([worded]))).toEqual([]);
    const other: ExpectedRun = {
      ...run,
      verdict: 'conformant',
      observed: '4 of 8',
      breaches: [{ requirement: 'a.c', outcome: 'warning', finding: '', actual: '' }],
    };
    expect(expectedDifferences(seen([run]), seen([other], '1.0.1'))).toEqual([
      'version: 1.0.0, and now 1.0.1',
      '2025-11-25 over stdio, verdict: not-conformant, and now conformant',
      '2025-11-25 over stdio, applicable MUSTs: 9, and now 8',
      '2025-11-25 over stdio, a.b: fail, and now no breach',
      '2025-11-25 over stdio, a.c: no breach, and now warning',
    ]);
  });

  it('differs where a run is missing or was not expected', () => {
    const newer: ExpectedRun = { ...run, revision: '2026-07-28' };
    expect(expectedDifferences(seen([run]), seen([newer]))).toEqual([
      '2025-11-25 over stdio: no run, and one was expected',
      '2026-07-28 over stdio: no run was expected',
    ]);
    const http: ExpectedRun = { ...run, transport: 'streamable-http' };
    expect(expectedDifferences(seen([run, http]), seen([run]))).toEqual([
      '2025-11-25 over streamable-http: no run, and one was expected',
    ]);
    expect(expectedDifferences(undefined, seen([run]))).toEqual(['nothing is expected of it yet']);
  });
});

describe('reasons', () => {
  const reason = (requirement: string, ...servers: string[]) => ({ requirement, servers, in: 'server', because: '' });

  it('are owed for each breach, once, and for nothing else', () => {
    expect(unreasoned([seen([run])], [reason('a.b', 'weather')])).toEqual({ missing: [], stale: [], twice: [] });
    expect(unreasoned([seen([run])], [reason('a.b', 'other'), reason('a.c', 'weather')])).toEqual({
      missing: ['weather: a.b'],
      stale: ['other: a.b', 'weather: a.c'],
      twice: [],
    });
    expect(unreasoned([seen([run])], [reason('a.b', 'weather'), reason('a.b', 'weather')]).twice).toEqual([
      'weather: a.b',
    ]);
  });
});
