/** The ways to filter results. Each value of each has a page of its own, so that nothing needs a script. */
import { VERDICT_WORD } from '../../certifier/report/words.ts';
import { TRANSPORT_WORDS } from '../lib/words.ts';
import type { Line } from './matrix.ts';
import { STANDING_WORDS, type StandingName } from './standing.ts';

export interface FacetValue {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
}
export interface Facet {
  readonly id: string;
  readonly title: string;
  readonly values: readonly FacetValue[];
}

type Read = (line: Line, standing: StandingName) => readonly [id: string, title: string];

const FACETS: readonly (readonly [id: string, title: string, read: Read])[] = [
  ['verdict', 'Verdict', ({ run }) => [run.verdict, VERDICT_WORD[run.verdict]]],
  ['revision', 'Revision', ({ run }) => [run.revision, run.revision]],
  ['transport', 'Transport', ({ run }) => [run.transport, TRANSPORT_WORDS[run.transport]]],
  ['certificate', 'Certificate', (_, standing) => [standing, STANDING_WORDS[standing]]],
  [
    'origin',
    'From',
    ({ entry }) => (entry.origin === 'local' ? ['local', 'the last local run'] : ['submitted', 'the repository']),
  ],
];

/** What a row is filtered by: facet → the id of its value. */
export const valuesOf = (line: Line, standing: StandingName): Readonly<Record<string, string>> =>
  Object.fromEntries(FACETS.map(([facet, , read]) => [facet, read(line, standing)[0]]));

/** A facet in which all lines are alike helps nobody, and is left out. */
export function facetsOf(lines: readonly Line[], standings: ReadonlyMap<Line, StandingName>): readonly Facet[] {
  return FACETS.map(([id, title, read]) => {
    const groups = new Map<string, { title: string; lines: Line[] }>();
    for (const line of lines) {
      const [value, words] = read(line, standings.get(line) ?? 'none');
      const group = groups.get(value) ?? { title: words, lines: [] };
      group.lines.push(line);
      groups.set(value, group);
    }
    const values = [...groups].map(([value, group]) => ({ id: value, ...group }));
    return { id, title, values: values.sort((one, other) => one.title.localeCompare(other.title)) };
  }).filter(({ values }) => values.length > 1);
}
