/**
 * Both suites on one mutated server. Ours is a run of its own through the same proxy, and not what the live proof found: there the
 * mutant stands in our recorder, and a comparison is fair only if both look at the same bytes.
 */
import type { Revision } from '../catalogue/requirement.ts';
import type { Mutant } from '../mutants/engine/mutant.ts';
import { probesConcerning } from '../mutants/testing/concern.ts';
import { resultIn, runOf, tripped } from '../mutants/testing/run.ts';
import type { Outcome } from '../report/report.ts';
import { httpSubject } from '../subject/http.ts';
import type { ComparedRevision, Seen } from './data.ts';
import { withServer } from './mutated.ts';
import { against, type Check, runScenario, settled } from './official.ts';

/** Runs the scenarios in turn until one sees that something is wrong. Each has a server of its own. */
export async function theirVerdict(
  revision: ComparedRevision,
  mutant: Mutant,
  scenarios: readonly string[],
): Promise<Seen | null> {
  for (const scenario of scenarios) {
    const run = (): Promise<readonly Check[]> => withServer((url) => runScenario(scenario, revision, url), { mutant });
    const checks = against(await settled(scenario, run));
    if (checks.length > 0) return { scenario, checks };
  }
  return null;
}

/** The outcome of the broken requirement in our run, which knows the fixture as theirs does; what cannot concern it is left out. */
export async function ourVerdict(revision: ComparedRevision, id: string, mutant: Mutant): Promise<Outcome> {
  const options = { fixture: true, probes: probesConcerning(id) };
  const run = await withServer((url) => runOf(httpSubject({ url }), revision, options), { mutant });
  return resultIn(run, id)?.outcome ?? 'not-tested';
}

/** What our run finds in a server in which nothing is broken. */
export const oursClean = (revision: Revision): Promise<readonly string[]> =>
  withServer(async (url) => tripped(await runOf(httpSubject({ url }), revision, { fixture: true })));
