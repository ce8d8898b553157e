/** Exit statuses, the same for every command, and the error that means: what we were given is wrong. */
import type { Report } from '../certifier/report/report.ts';

export const EXIT = {
  /** Conformant, or nothing to complain of. */
  clean: 0,
  /** Not conformant, or findings. */
  findings: 1,
  /** Our own options or files are wrong; nothing was written. */
  usage: 2,
  /** No verdict: nothing was observed, or our harness failed. */
  noVerdict: 3,
  interrupted: 130,
} as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Its message is one line that says what is wrong and what to do. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** The user pressed Ctrl-C, or someone asked us to end. */
export class Interrupted extends Error {
  override readonly name: string = 'Interrupted';
}

/** `strict`: a conformant report with warnings counts as findings. */
export function statusOf({ verdict, runs }: Report, strict: boolean): ExitStatus {
  if (verdict === 'not-conformant') return EXIT.findings;
  if (verdict === 'no-verdict') return EXIT.noVerdict;
  return strict && runs.some(({ totals }) => totals.warning > 0) ? EXIT.findings : EXIT.clean;
}
