/** Waivers that waive nothing: a list of known failures is only worth something while each of them is one. */
import type { Waiver } from '../certifier/judge/engine/verdict.ts';
import type { Report } from '../certifier/report/report.ts';
import { EXIT, type ExitStatus, UsageError } from './exit.ts';
import { nearest } from './nearest.ts';
import { tell } from './terminal.ts';

/** Refuses a waiver of what is no requirement, before anything is run. `file` is where the waivers stand. */
export async function knownWaivers(waivers: readonly Waiver[], file: string): Promise<void> {
  if (waivers.length === 0) return;
  const { rules } = await import('../certifier/catalogue/rules.ts');
  const ids = rules.map(({ id }) => id);
  for (const [index, { requirement }] of waivers.entries()) {
    if (ids.includes(requirement)) continue;
    const [meant] = nearest(requirement, ids);
    throw new UsageError(
      `${file}.waivers[${index}].requirement is wrong: there is no requirement ${requirement}${meant === undefined ? '; accord list requirements names them all' : `; did you mean ${meant}?`}`,
    );
  }
}

/** A line for each that is stale: nothing fails that it would waive, or its last day has passed. */
export function staleWaivers({ date, runs }: Report, waivers: readonly Waiver[]): readonly string[] {
  const failed = new Set(
    runs.flatMap(({ results }) =>
      results.filter(({ outcome }) => outcome === 'fail').map(({ requirement }) => requirement),
    ),
  );
  // A report without runs says nothing of any requirement.
  if (runs.length === 0) return [];
  return waivers.flatMap(({ requirement, until }) => {
    if (!failed.has(requirement))
      return [`the waiver of ${requirement} is stale: it does not fail; take the waiver out`];
    if (until !== undefined && date > until)
      return [`the waiver of ${requirement} is stale: it ended on ${until}; mend the failure, or decide anew`];
    return [];
  });
}

/** Tells them; a run that would end clean does not. */
export function withStaleWaivers(status: ExitStatus, report: Report, waivers: readonly Waiver[]): ExitStatus {
  const stale = staleWaivers(report, waivers);
  for (const line of stale) tell(`accord: ${line}`);
  return stale.length > 0 && status === EXIT.clean ? EXIT.findings : status;
}
