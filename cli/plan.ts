/** --dry-run: which probes would run, what each may do to the subject, and what would be called. Nothing is started. */
import { eraOf, type Revision } from '../certifier/catalogue/requirement.ts';
import { planFor, revisionsToTry } from '../certifier/plan.ts';
import type { AllowedTool } from '../certifier/probes/engine/probe.ts';
import { jsonText } from '../certifier/report/json.ts';
import { visible } from '../certifier/report/safe.ts';
import type { Subject } from '../certifier/subject/subject.ts';
import { table } from './table.ts';
import { print, tableWidthOf } from './terminal.ts';

export interface Asked {
  readonly revision: Revision | 'all' | undefined;
  readonly allowTools: readonly AllowedTool[];
  readonly fixture: boolean;
}

/** What becomes of the probes that are made for the tools of the contract. */
const ofFixture = (fixture: boolean): string =>
  fixture
    ? 'With --fixture, those probes whose risk is fixture call the tools of the fixture contract that the subject lists.'
    : 'Without --fixture, those probes whose risk is fixture call no tool: what they look at is not tested.';

export async function showPlan(
  { transport, described }: Subject,
  { revision: asked, allowTools, fixture }: Asked,
  asJson: boolean,
): Promise<void> {
  const plan = revisionsToTry(asked).map((revision) => ({
    revision,
    probes: planFor(eraOf(revision), transport).map(({ id, risk, title }) => ({ probe: id, risk, title })),
  }));
  const tools = allowTools.map(({ name }) => name);
  if (asJson) return print(jsonText({ subject: described, allowTools: tools, fixture, plan }));
  const rows = plan.flatMap(({ revision, probes }) =>
    probes.map(({ probe, risk, title }) => [revision, probe, risk, title]),
  );
  const called = ['tools that declare readOnlyHint: true', ...tools.map((name) => `${name} (--allow-tool)`)].join(', ');
  await print(
    [
      visible(`Would talk to ${described.url ?? (described.command ?? []).join(' ')} over ${transport}.`),
      visible(`Would call: ${called}. A revision that the subject does not offer is not tested.`),
      ofFixture(fixture),
      '',
      table(['Revision', 'Probe', 'Risk', 'What it does'], rows, tableWidthOf(process.stdout)),
    ].join('\n'),
  );
}
