import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Entry, HISTORY_FORMAT, readHistory } from './history.ts';

const entry = {
  format: HISTORY_FORMAT,
  at: '2026-11-29T12:00:00Z',
  commit: 'a'.repeat(40),
  changed: false,
  node: 'v24.0.0',
  cores: 2,
  load: { before: 0.5, after: 1.25 },
  runs: 5,
  rows: [
    {
      id: 'judge.stdio.10000',
      what: '10,000 events',
      group: 'Judging',
      unit: 'ms',
      value: 120,
      min: 110,
      max: 150,
      aim: 150,
    },
  ],
};
const line = (change: object = {}): string => `${JSON.stringify({ ...entry, ...change })}\n`;

describe('the history of the benchmark', () => {
  it('is what the format says, in the order of its time, and not empty', () => {
    const text = readFileSync(new URL('history.jsonl', import.meta.url), 'utf8');
    expect(readHistory(text).length).toBeGreaterThan(0);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('is read entry by entry', () => {
    expect(readHistory(line() + line({ at: '2026-11-30T12:00:00Z' }))).toHaveLength(2);
    expect(Entry.parse(entry)).toEqual(entry);
  });

  it.each([
    ['text that is no JSON', 'no\n', /history\.jsonl:1: this is not JSON/],
    ['a member that it does not know', line({ machine: 'mine' }), /history\.jsonl:1: the entry: .*machine/],
    ['a commit that is none', line({ commit: 'main' }), /:1: commit: /],
    ['no rows', line({ rows: [] }), /:1: rows: /],
    ['one row twice', line({ rows: [...entry.rows, ...entry.rows] }), /:1: the entry: each row has an id of its own/],
    ['a value below nothing', line({ rows: [{ ...entry.rows[0], value: -1 }] }), /:1: rows\.0\.value: /],
    ['entries out of order', line() + line(), /:2: entries stand in the order of their time/],
  ])('refuses %s, and says where', (_, text, message) => {
    expect(() => readHistory(text)).toThrow(message);
  });
});
