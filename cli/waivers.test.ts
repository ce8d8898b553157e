import { describe, expect, it } from 'vitest';
import type { Outcome, Report } from '../certifier/report/report.ts';
import { EXIT } from './exit.ts';
import { knownWaivers, staleWaivers, withStaleWaivers } from './waivers.ts';

const report = (outcomes: Readonly<Record<string, Outcome>>, date = '2026-11-29'): Report => ({
  format: 'accord-report/1',
  verdict: 'conformant-with-waivers',
  suite: { version: '0', digest: 'sha256:0' },
  subject: { name: 'x', version: '1', role: 'server' },
  date,
  runs: [
    {
      revision: '2025-11-25',
      transport: 'stdio',
      profile: null,
      verdict: 'conformant-with-waivers',
      because: [],
      observed: { musts: 1, applicable: 1 },
      totals: { fail: 0, warning: 0, error: 0, pass: 0, 'not-tested': 0, 'not-applicable': 0 },
      results: Object.entries(outcomes).map(([requirement, outcome]) => ({
        requirement,
        level: 'MUST',
        outcome,
        observed: 1,
        findings: [],
      })),
    },
  ],
  transcript: { file: 'x', sha256: 'x' },
});
const waiver = { requirement: 'tools.list.unique', reason: 'a release is due' };

describe('a waiver', () => {
  it('of what fails is not stale up to its last day, and is after it', () => {
    const failing = report({ 'tools.list.unique': 'fail' });
    expect(staleWaivers(failing, [waiver])).toEqual([]);
    expect(staleWaivers(failing, [{ ...waiver, until: '2026-11-29' }])).toEqual([]);
    expect(staleWaivers(failing, [{ ...waiver, until: '2026-11-28' }])).toEqual([
      'the waiver of tools.list.unique is stale: it ended on 2026-11-28; mend the failure, or decide anew',
    ]);
  });

  it.each(['pass', 'warning', 'not-tested', 'not-applicable'] as const)('of what is %s is stale', (outcome) => {
    expect(staleWaivers(report({ 'tools.list.unique': outcome }), [waiver])).toEqual([
      'the waiver of tools.list.unique is stale: it does not fail; take the waiver out',
    ]);
  });

  it('says nothing where nothing was observed', () => {
    expect(staleWaivers({ ...report({}), runs: [] }, [waiver])).toEqual([]);
  });

  it('that is stale ends a clean run with findings, and leaves every other status', () => {
    const passing = report({ 'tools.list.unique': 'pass' });
    expect(withStaleWaivers(EXIT.clean, passing, [waiver])).toBe(EXIT.findings);
    expect(withStaleWaivers(EXIT.noVerdict, passing, [waiver])).toBe(EXIT.noVerdict);
    expect(withStaleWaivers(EXIT.clean, passing, [])).toBe(EXIT.clean);
  });

  it('of no requirement is refused before anything runs', async () => {
    await expect(knownWaivers([waiver], 'accord.config.json')).rejects.toThrow(
      /^accord\.config\.json\.waivers\[0\]\.requirement is wrong: there is no requirement tools\.list\.unique; did you mean \S+\?$/,
    );
    await expect(
      knownWaivers([{ ...waiver, requirement: 'stdio.stdout.only-messages' }], 'accord.config.json'),
    ).resolves.toBeUndefined();
  });
});
