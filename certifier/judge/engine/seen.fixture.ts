/** For tests of checks: what a check makes of a composed transcript. */
import type { Composer } from '../../examples/engine/compose.ts';
import type { Finding } from '../../report/report.ts';
import type { Check } from './check.ts';
import { viewsOf } from './view.ts';

export interface Seen {
  readonly observed: number;
  readonly findings: number;
  readonly crash?: string;
}

/** Runs the check over each revision that the transcript shows, and fails where it breaks its own contract. */
export function seen(check: Check | undefined, composer: Composer): Seen {
  if (check === undefined) throw new Error('there is no such check');
  let observed = 0;
  const findings: Finding[] = [];
  try {
    for (const view of viewsOf(composer.transcript())) {
      check(view, { examined: () => (observed += 1), finding: (finding) => findings.push(finding) });
    }
  } catch (error) {
    return { observed, findings: findings.length, crash: String(error) };
  }
  const last = composer.transcript().events.length;
  for (const { message, expected, actual, seq } of findings) {
    const points = seq.length > 0 && seq.every((each) => each >= 1 && each <= last);
    if (message === '' || expected === '' || actual === '' || !points) throw new Error(`a poor finding: ${message}`);
  }
  return { observed, findings: findings.length };
}
