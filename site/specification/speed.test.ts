import { describe, expect, it } from 'vitest';
import type { Entry, Row } from '../../certifier/bench/history.ts';
import { aimWords, figuresByGroup, heldBy, lineThrough, lineWords, speedHistory } from './speed.ts';

const row = (id: string, value: number, rest: Partial<Row> = {}): Row => ({
  id,
  what: id,
  group: 'Judging: long ones',
  unit: 'ms',
  value,
  ...rest,
});
const entry = (at: string, rows: readonly Row[]): Entry => ({
  format: 'accord-benchmark/1',
  at,
  commit: 'a'.repeat(40),
  changed: false,
  node: 'v24.0.0',
  cores: 2,
  load: { before: 0, after: 1 },
  runs: 5,
  rows: [...rows],
});

describe('the page of the benchmark', () => {
  const older = entry('2026-11-01T00:00:00Z', [row('a.b', 100), row('a.gone', 7)]);
  const newer = entry('2026-11-03T00:00:00Z', [row('a.new', 1), row('a.b', 50, { aim: 60 })]);

  it('shows each row with all that was recorded of it, and keeps what is measured no longer', () => {
    const [group, ...others] = figuresByGroup([older, newer]);
    expect(others).toEqual([]);
    expect(group?.slug).toBe('judging-long-ones');
    expect(
      group?.figures.map(({ row: { id }, at, points }) => [id, at.slice(0, 10), points.map(({ value }) => value)]),
    ).toEqual([
      ['a.new', '2026-11-03', [1]],
      ['a.b', '2026-11-03', [100, 50]],
      ['a.gone', '2026-11-01', [7]],
    ]);
  });

  it.each([
    [row('a.b', 60, { aim: 60 }), true, 'at most 60 ms'],
    [row('a.b', 61, { aim: 60 }), false, 'at most 60 ms'],
    [row('a.rate-ratio', 9, { unit: 'times', aim: 10 }), false, 'at least 10×'],
    [row('a.rate-ratio', 11, { unit: 'times', aim: 10 }), true, 'at least 10×'],
    [row('a.b', 5), undefined, ''],
  ])('says whether an aim is held: %o', (each, held, words) => {
    expect(heldBy(each)).toBe(held);
    expect(aimWords(each)).toBe(words);
  });

  it('draws a line by time and value, and says it in words', () => {
    const points = [
      { at: '2026-11-01T00:00:00Z', value: 100 },
      { at: '2026-11-02T00:00:00Z', value: 0 },
      { at: '2026-11-05T00:00:00Z', value: 50 },
    ];
    expect(lineThrough(points, 80, 20)).toBe('0.0,0.0 20.0,20.0 80.0,10.0');
    expect(lineWords(points, 'ms')).toBe(
      '3 records: 100 ms on 2026-11-01, 50 ms on 2026-11-05; between 0 ms and 100 ms',
    );
  });

  it('rests on what was recorded', () => {
    expect(figuresByGroup(speedHistory()).flatMap(({ figures }) => figures).length).toBeGreaterThan(0);
  });
});
