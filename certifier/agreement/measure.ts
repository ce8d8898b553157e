/** Measures everything anew, or again what was measured: both suites under every mutant that theirs could see. */
import type { Mutant } from '../mutants/engine/mutant.ts';
import { mutants } from '../mutants/mutants.ts';
import type { Outcome } from '../report/report.ts';
import { brokenIn } from './broken.ts';
import { ourVerdict, theirVerdict } from './compare.ts';
import { type Agreement, COMPARED, type Compared, type ComparedRevision, type Measured, type Seen } from './data.ts';
import { eachOf } from './each-of.ts';
import { officialSuite } from './official.ts';
import { record } from './record.ts';
import { type Recordings, shownIn } from './shown.ts';

export interface Options {
  readonly signal?: AbortSignal;
  readonly said?: (line: string) => void;
  /** Only these are run; what was measured of the others stays as it is here. */
  readonly only?: { readonly ids: ReadonlySet<string>; readonly others: Agreement };
}

/** Which scenarios could see each mutant in this revision; none for those that change nothing in any. */
export const shownOf = (revision: ComparedRevision, recordings: Recordings): ReadonlyMap<string, readonly string[]> =>
  new Map(brokenIn(revision).map(({ id }) => [id, shownIn(recordings, mutants[id] as Mutant)]));

const theirWords = (theirs: Seen | null): string =>
  theirs === null ? 'sees nothing' : `${theirs.scenario} (${theirs.checks.join(', ')})`;

/** What was measured of it before, where it is not to be run again. */
function before(revision: ComparedRevision, requirement: string, only: Options['only']): Compared | undefined {
  if (only === undefined || only.ids.has(requirement)) return undefined;
  return only.others.measured
    .find((each) => each.revision === revision)
    ?.compared.find((row) => row.requirement === requirement);
}

/** Theirs first and ours afterwards: some of theirs wait by the clock, and judging keeps the process busy that serves them. */
async function measuredIn(revision: ComparedRevision, { signal, said, only }: Options): Promise<Measured> {
  const { recordings } = await record(revision, signal);
  const shown = [...shownOf(revision, recordings)];
  const could = shown.filter(([, scenarios]) => scenarios.length > 0);
  const theirs = await eachOf(
    could,
    async ([requirement, scenarios]) => {
      const kept = before(revision, requirement, only);
      if (kept !== undefined) return kept.theirs;
      const seen = await theirVerdict(revision, mutants[requirement] as Mutant, scenarios);
      said?.(`${revision}  ${requirement}: theirs ${theirWords(seen)}`);
      return seen;
    },
    signal,
  );
  const ours = await eachOf(
    could,
    async ([requirement]) => {
      const kept = before(revision, requirement, only);
      if (kept !== undefined) return kept.ours;
      const outcome = await ourVerdict(revision, requirement, mutants[requirement] as Mutant);
      said?.(`${revision}  ${requirement}: ours ${outcome}`);
      return outcome;
    },
    signal,
  );
  return {
    revision,
    scenarios: [...recordings.keys()],
    compared: could.map(([requirement, scenarios], index) => ({
      requirement,
      shown: scenarios,
      theirs: theirs[index] as Seen | null,
      ours: ours[index] as Outcome,
    })),
    unseen: shown.filter(([, scenarios]) => scenarios.length === 0).map(([id]) => id),
  };
}

export async function measure(options: Options = {}): Promise<Agreement> {
  const measured: Measured[] = [];
  for (const revision of COMPARED) measured.push(await measuredIn(revision, options));
  return { suite: await officialSuite(), measured };
}
