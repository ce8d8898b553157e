/** How fast the suite is: the recorded runs of the benchmark, and each of its rows through time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, HISTORY_FILE, type Row, readHistory, type Unit } from '../../certifier/bench/history.ts';

/** The command that measures, and the one that adds an entry. */
export const BENCH_COMMAND = 'npm run bench';
export const RECORD_COMMAND = 'npm run bench -- --record';
export const SITE_COMMAND = 'npm run bench:site';

export const speedHistory = (root = '.'): readonly Entry[] =>
  readHistory(readFileSync(join(root, HISTORY_FILE), 'utf8'));

export interface Point {
  readonly at: string;
  readonly value: number;
}

export interface Figure {
  /** The row as it was recorded last. */
  readonly row: Row;
  readonly at: string;
  /** All that was recorded of it, the oldest first. */
  readonly points: readonly Point[];
  /** Whether the last value keeps to its aim; undefined where it has none. */
  readonly held: boolean | undefined;
}

/** Of a rate more is better; of everything else, less. */
const isRate = (row: Row): boolean => row.unit === 'per second' || row.id.endsWith('rate-ratio');

export const heldBy = (row: Row): boolean | undefined =>
  row.aim === undefined ? undefined : isRate(row) ? row.value >= row.aim : row.value <= row.aim;

export const aimWords = (row: Row): string =>
  row.aim === undefined ? '' : `${isRate(row) ? 'at least' : 'at most'} ${valueWords(row.aim, row.unit)}`;

export function valueWords(value: number, unit: Unit): string {
  const number = value.toLocaleString('en', { maximumFractionDigits: 2 });
  return unit === 'times' ? `${number}×` : unit === 'count' ? number : `${number} ${unit}`;
}

export interface Group {
  readonly title: string;
  readonly slug: string;
  readonly figures: readonly Figure[];
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Every row that was ever recorded, under the heading that it had last, in the order of the latest entry that holds it. */
export function figuresByGroup(entries: readonly Entry[]): readonly Group[] {
  const points = new Map<string, Point[]>();
  const latest = new Map<string, { readonly row: Row; readonly at: string }>();
  for (const { at, rows } of entries) {
    for (const row of rows) {
      points.set(row.id, [...(points.get(row.id) ?? []), { at, value: row.value }]);
      latest.set(row.id, { row, at });
    }
  }
  const groups = new Map<string, Figure[]>();
  for (const { rows } of [...entries].reverse()) {
    for (const { id } of rows) {
      const last = latest.get(id);
      if (last === undefined) continue;
      latest.delete(id);
      const figures = groups.get(last.row.group) ?? [];
      figures.push({ ...last, points: points.get(id) ?? [], held: heldBy(last.row) });
      groups.set(last.row.group, figures);
    }
  }
  return [...groups].map(([title, figures]) => ({ title, slug: slugOf(title), figures }));
}

/** The line through the points, from nothing at the foot to the largest at the head, as the `points` of an SVG polyline. */
export function lineThrough(points: readonly Point[], width: number, height: number): string {
  const times = points.map(({ at }) => Date.parse(at));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const most = Math.max(...points.map(({ value }) => value)) || 1;
  return points
    .map(({ value }, index) => {
      const x = last === first ? 0 : (((times[index] ?? first) - first) / (last - first)) * width;
      return `${x.toFixed(1)},${(height - (value / most) * height).toFixed(1)}`;
    })
    .join(' ');
}

const dayOf = (at: string): string => at.slice(0, 10);

/** What the line shows, in words. */
export function lineWords(points: readonly Point[], unit: Unit): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const values = points.map(({ value }) => value);
  const ends = `${valueWords(first.value, unit)} on ${dayOf(first.at)}, ${valueWords(last.value, unit)} on ${dayOf(last.at)}`;
  return `${points.length} records: ${ends}; between ${valueWords(Math.min(...values), unit)} and ${valueWords(Math.max(...values), unit)}`;
}
