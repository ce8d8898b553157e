/** A few of the comparisons, drawn by a seed. */
import { shuffled } from '../seed.ts';
import type { Agreement, Compared, Measured } from './data.ts';

export interface Drawn {
  readonly revision: Measured['revision'];
  readonly row: Compared;
  /** Those to run: the one that sees it, or all in which it shows where none does. */
  readonly scenarios: readonly string[];
}

/** As many as so many runs of a scenario are enough for. */
export function sampleOf({ measured }: Agreement, seed: string, runs: number): readonly Drawn[] {
  const all = measured.flatMap(({ revision, compared }) =>
    compared.map((row): Drawn => {
      const scenarios = row.theirs === null ? row.shown : [row.theirs.scenario];
      return { revision, row, scenarios };
    }),
  );
  let left = runs;
  return shuffled(all, seed, ({ revision, row }) => `${revision} ${row.requirement}`).flatMap((drawn) => {
    if (drawn.scenarios.length > left) return [];
    left -= drawn.scenarios.length;
    return [drawn];
  });
}
