/** Every check passes its conforming example, and fails it once the mutant has been there: nothing more, nothing less. */
import { describe, expect, test } from 'vitest';
import { shelves } from '../catalogue/shelves.ts';
import type { Transcript } from '../evidence/transcript.ts';
import { examples, violating } from '../examples/examples.ts';
import { judge } from '../judge/judge.ts';
import { ruler } from '../judge/ruler.ts';
import type { Outcome } from '../report/report.ts';
import { applyMutant } from './engine/apply.ts';
import { closureOf } from './engine/closure.ts';
import { liberties, mutants } from './mutants.ts';

const suite = { version: 'test', digest: 'sha256:test' };
const outcomesOf = (transcript: Transcript): ReadonlyMap<string, Outcome> =>
  new Map(
    judge(transcript, { ...ruler, suite }, { transcript: { file: 'x', sha256: 'x' } }).runs.flatMap(({ results }) =>
      results.map(({ requirement, outcome }): [string, Outcome] => [requirement, outcome]),
    ),
  );
const tripped = (outcomes: ReadonlyMap<string, Outcome>): readonly string[] =>
  [...outcomes]
    .filter(([, outcome]) => ['fail', 'warning', 'error'].includes(outcome))
    .map(([id]) => id)
    .sort();

const requirements = shelves.catalogue.requirements.filter(({ id }) => Object.hasOwn(shelves.checks, id));

describe.each(requirements.map(({ id, level }) => ({ id, level })))('$id', ({ id, level }) => {
  const example = examples[id]?.().transcript();

  test('passes its conforming example, which trips nothing else', () => {
    const outcomes = outcomesOf(example as Transcript);
    expect(outcomes.get(id)).toBe('pass');
    expect(tripped(outcomes)).toEqual([]);
  });

  if (level === 'MAY') {
    test('takes its liberty without any outcome changing for the worse', () => {
      const liberty = liberties[id];
      expect(liberty).toBeDefined();
      const outcomes = outcomesOf(applyMutant(example as Transcript, liberty!));
      expect(tripped(outcomes)).toEqual([]);
      expect(outcomes.get(id)).toBe('pass');
    });
    return;
  }

  test('is tripped by its mutant, with exactly what that implies', () => {
    const mutant = mutants[id];
    expect(mutant).toBeDefined();
    const broken = violating[id]?.().transcript() ?? applyMutant(example as Transcript, mutant!);
    const outcomes = outcomesOf(broken);
    expect(tripped(outcomes)).toContain(id);
    // An example need not observe what a breach implies elsewhere; but nothing outside the closure may trip.
    expect(tripped(outcomes).filter((each) => !closureOf(id, shelves.catalogue).has(each))).toEqual([]);
  });
});
