/**
 * The official suite and ours on the same servers: clean, and a sample of the mutants that theirs could see, another one with each
 * commit (`ACCORD_SEED` says which). `npm run agreement` runs them all.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PROFILED_REVISIONS } from '../catalogue/requirement.ts';
import { mutants } from '../mutants/mutants.ts';
import { seedOf } from '../seed.ts';
import { oursClean, ourVerdict, theirVerdict } from './compare.ts';
import { COMPARED } from './data.ts';
import { differenceOf, shownDifferences } from './differences.ts';
import { eachOf } from './each-of.ts';
import { readAgreement } from './files.ts';
import { shownOf } from './measure.ts';
import { against, officialSuite, own, scenariosOf } from './official.ts';
import { problemsOf, rowsOf } from './reasons.ts';
import { record } from './record.ts';
import { sampleOf } from './sample.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { agreement, reasons } = readAgreement(ROOT);

/** About as many runs of a scenario as a minute holds. */
const SCENARIO_RUNS = 24;

test('the verdicts that are committed are those of the version that is installed', async () => {
  expect(agreement.suite).toEqual(await officialSuite());
});

test('each revision that is compared was measured', () => {
  expect(agreement.measured.map(({ revision }) => revision)).toEqual(COMPARED);
});

test('whatever only one of the suites sees has a reason, and only that', () => {
  for (const reason of reasons) {
    const count = rowsOf(agreement, reasons).filter((row) => row.reason === reason).length;
    console.log(
      `${String(count).padStart(3)} seen ${reason.gap === 'theirs' ? 'by ours alone' : 'otherwise'}: ${reason.id}`,
    );
  }
  expect(problemsOf(agreement, reasons)).toEqual([]);
});

test.each([
  ['2025-11-25', 30],
  ['2026-07-28', 37],
] as const)('the official suite requires %s of a server by %i scenarios', async (revision, count) => {
  expect((await scenariosOf(revision)).required).toHaveLength(count);
});

describe.each(PROFILED_REVISIONS)('%s on a reference server in which nothing is broken', (revision) => {
  test('every scenario of theirs passes, and could see the same mutants as when it was last measured', {
    timeout: 300_000,
  }, async () => {
    const { checks, recordings } = await record(revision);
    const wrong = [...checks].flatMap(([scenario, said]) => [
      ...against(said).map((id) => `${scenario}: ${id}`),
      ...(own(said).some(({ status }) => status === 'SUCCESS') ? [] : [`${scenario}: nothing was checked`]),
    ]);
    expect(wrong).toEqual([]);
    const measured = agreement.measured.find((each) => each.revision === revision);
    if (measured === undefined) return;
    expect([...recordings.keys()]).toEqual(measured.scenarios);
    expect(shownDifferences(measured, shownOf(measured.revision, recordings))).toEqual([]);
  });

  test('ours trips nothing', async () => {
    expect(await oursClean(revision)).toEqual([]);
  });
});

test('under a sample of the mutants, both say what is committed', { timeout: 300_000 }, async () => {
  const seed = seedOf(ROOT);
  const sample = sampleOf(agreement, seed, SCENARIO_RUNS);
  console.log(`ACCORD_SEED=${seed}: ${sample.map(({ row }) => row.requirement).join(' ')}`);
  expect(sample.length).toBeGreaterThan(5);
  const theirs = await eachOf(sample, ({ revision, row, scenarios }) =>
    theirVerdict(revision, mutants[row.requirement]!, scenarios),
  );
  // Afterwards, so that judging keeps nobody waiting.
  const different = await eachOf([...sample.entries()], async ([index, { revision, row }]) => {
    const ours = await ourVerdict(revision, row.requirement, mutants[row.requirement]!);
    return differenceOf(revision, row, { ...row, theirs: theirs[index] ?? null, ours }, reasons);
  });
  expect(different.flat()).toEqual([]);
});
