import { describe, expect, test } from 'vitest';
import type { Level } from '../../catalogue/requirement.ts';
import type { Profile } from '../../profiles/profile.ts';
import type { Outcome, Result } from '../../report/report.ts';
import { decide, observedMusts, totalsOf, type Waiver, withinProfile, withWaivers, worst } from './verdict.ts';

const result = (requirement: string, outcome: Outcome, observed = 1, level: Level = 'MUST'): Result => ({
  requirement,
  level,
  outcome,
  observed,
  findings: [],
});
const profile = (...core: Profile['core']): Profile => ({
  name: 'p',
  role: 'server',
  revision: '2025-11-25',
  transport: 'stdio',
  requirements: ['a', 'b', 'c'],
  core,
});
const waiver: Waiver = { requirement: 'a', reason: 'A release is due.', issue: 'https://example.com/1' };
const waived = (...results: readonly Result[]) => withWaivers(results, [waiver], '2026-11-22');

describe('the verdict of a run', () => {
  test('is conformant where the core was observed and nothing failed', () => {
    const results = [result('a', 'pass'), result('b', 'warning', 1, 'SHOULD'), result('c', 'not-tested', 0)];
    expect(decide(results, profile('a', 'b'))).toEqual({ verdict: 'conformant', because: [] });
  });
  test('is not conformant where a MUST failed, whatever else is missing', () => {
    const results = [result('a', 'fail'), { ...result('b', 'error', 0), reason: 'ours' }];
    expect(decide(results, profile('c'))).toEqual({ verdict: 'not-conformant', because: [] });
    expect(decide(results, undefined).verdict).toBe('not-conformant');
  });
  test('is none where something could not be judged, and says what', () => {
    const error: Result = { ...result('b', 'error', 0), reason: 'ours' };
    expect(decide([result('a', 'pass'), error], profile('a'))).toEqual({
      verdict: 'no-verdict',
      because: ['b could not be judged: ours'],
    });
  });
  test('is none without a profile', () => {
    expect(decide([result('a', 'pass')], undefined).verdict).toBe('no-verdict');
  });
  test('is none where the core was not observed: not tested, not applicable, or not there at all', () => {
    const results = [result('a', 'not-tested', 0), result('b', 'not-applicable', 0), result('d', 'pass')];
    const { verdict, because } = decide(results, profile('a', 'b', 'c', 'd'));
    expect(verdict).toBe('no-verdict');
    expect(because.map((line) => line.split(' ')[0])).toEqual(['a', 'b', 'c']);
  });
  test('asks of a group of the core for one of it', () => {
    const results = [result('a', 'not-applicable', 0), result('b', 'pass'), result('c', 'not-tested', 0)];
    expect(decide(results, profile(['a', 'b', 'c'])).verdict).toBe('conformant');
    expect(decide(results, profile(['a', 'c'])).because).toEqual([
      'none of a, c was observed, and the core asks for one of them',
    ]);
  });
  test('of nothing at all is none', () => {
    expect(decide([], profile('a')).verdict).toBe('no-verdict');
  });
  test('is conformant with waivers where each failure is waived', () => {
    expect(decide(waived(result('a', 'fail'), result('b', 'pass')), profile('a')).verdict).toBe(
      'conformant-with-waivers',
    );
  });
  test('is not conformant where one failure is not waived', () => {
    expect(decide(waived(result('a', 'fail'), result('b', 'fail')), profile('a')).verdict).toBe('not-conformant');
  });
  test('is none where all is waived, and the core was not observed', () => {
    expect(decide(waived(result('a', 'fail')), profile('a', 'b')).verdict).toBe('no-verdict');
  });
});

describe('beyond the profile', () => {
  const judged = (...results: readonly Result[]) => withinProfile(results, profile('a'), (id) => id !== 'e');
  test('lies what it does not name, and nothing that nobody judges', () => {
    const unjudged: Result = { ...result('e', 'not-tested', 0), reason: 'no-check' };
    expect(judged(result('a', 'fail'), result('d', 'fail'), unjudged).map(({ beyond }) => beyond)).toEqual([
      undefined,
      true,
      undefined,
    ]);
    expect(withinProfile([result('d', 'fail')], undefined, () => true)).toEqual([result('d', 'fail')]);
  });
  test('a failure and an error leave the verdict alone', () => {
    const error: Result = { ...result('f', 'error', 0), reason: 'ours' };
    expect(decide(judged(result('a', 'pass'), result('d', 'fail'), error), profile('a'))).toEqual({
      verdict: 'conformant',
      because: [],
    });
    expect(decide(judged(result('a', 'fail'), result('d', 'pass')), profile('a')).verdict).toBe('not-conformant');
  });
  test('nothing counts into the observed MUSTs', () => {
    expect(observedMusts(judged(result('a', 'pass'), result('d', 'pass'), result('f', 'fail')))).toEqual({
      musts: 1,
      applicable: 1,
    });
  });
});

describe('a waiver', () => {
  const on = (date: string, until?: string, outcome: Outcome = 'fail') =>
    withWaivers([result('a', outcome)], [{ ...waiver, ...(until === undefined ? {} : { until }) }], date)[0];
  test('leaves the failure a failure, and says why it is waived', () => {
    expect(on('2026-11-22', '2026-12-31')).toEqual({
      ...result('a', 'fail'),
      waived: { reason: waiver.reason, issue: waiver.issue, until: '2026-12-31' },
    });
  });
  test('holds through its last day and not the day after', () => {
    expect(on('2026-11-22', '2026-11-22')?.waived).toBeDefined();
    expect(on('2026-11-23', '2026-11-22')?.waived).toBeUndefined();
    expect(on('2099-01-01')?.waived).toBeDefined();
  });
  test.each<Outcome>(['pass', 'warning', 'error', 'not-tested', 'not-applicable'])('does nothing to %s', (outcome) => {
    expect(on('2026-11-22', undefined, outcome)).toEqual(result('a', outcome));
  });
  test('for another requirement does nothing', () => {
    expect(withWaivers([result('b', 'fail')], [waiver], '2026-11-22')).toEqual([result('b', 'fail')]);
  });
});

describe('a report', () => {
  test('has the worst verdict of its runs', () => {
    expect(worst(['conformant', 'conformant-with-waivers'])).toBe('conformant-with-waivers');
    expect(worst(['conformant-with-waivers', 'no-verdict'])).toBe('no-verdict');
    expect(worst(['no-verdict', 'not-conformant', 'conformant'])).toBe('not-conformant');
    expect(worst(['conformant', 'conformant'])).toBe('conformant');
  });
  test('without a run has none', () => {
    expect(worst([])).toBe('no-verdict');
  });
  test('counts each outcome, and of the applicable MUSTs those that were observed', () => {
    const results = [
      result('a', 'pass'),
      result('b', 'fail', 3, 'MUST NOT'),
      result('c', 'not-tested', 0),
      result('d', 'not-applicable', 0),
      result('e', 'pass', 1, 'SHOULD'),
    ];
    expect(totalsOf(results)).toEqual({ pass: 2, fail: 1, warning: 0, error: 0, 'not-tested': 1, 'not-applicable': 1 });
    expect(observedMusts(results)).toEqual({ musts: 2, applicable: 3 });
  });
});
