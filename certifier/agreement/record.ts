/** Every scenario of theirs on a server in which nothing is broken: what it said, and what was on the wire. */
import type { Revision } from '../catalogue/requirement.ts';
import type { WireDraft } from '../evidence/transcript.ts';
import { eachOf } from './each-of.ts';
import { withServer } from './mutated.ts';
import { type Check, runScenario, scenariosOf, settled } from './official.ts';
import type { Recordings } from './shown.ts';

export interface Clean {
  readonly checks: ReadonlyMap<string, readonly Check[]>;
  readonly recordings: Recordings;
}

export async function record(revision: Revision, signal?: AbortSignal): Promise<Clean> {
  const { required, notScored } = await scenariosOf(revision);
  const scenarios = [...required, ...notScored];
  const runs = await eachOf(
    scenarios,
    async (scenario) => {
      let events: WireDraft[] = [];
      const checks = await settled(scenario, () => {
        events = [];
        const seen = (event: WireDraft): void => void events.push(event);
        return withServer((url) => runScenario(scenario, revision, url), { seen });
      });
      return { scenario, checks, events };
    },
    signal,
  );
  return {
    checks: new Map(runs.map(({ scenario, checks }) => [scenario, checks])),
    recordings: new Map(runs.map(({ scenario, events }) => [scenario, events])),
  };
}
