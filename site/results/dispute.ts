/** The form for a dispute, filled in as far as a page knows. Its fields have the ids of `.github/ISSUE_TEMPLATE/dispute.yml`. */
import type { Outcome } from '../../certifier/report/report.ts';

export interface Dispute {
  readonly certificate?: string | undefined;
  readonly requirement?: string | undefined;
  readonly outcome?: Outcome | undefined;
  /** The subject, where no certificate and no submission names it: `git 2.15.3 of the observatory`. */
  readonly of?: string | undefined;
  /** Revision and transport: `2025-11-25, stdio`. */
  readonly run?: string | undefined;
  /** Events that the finding points at. */
  readonly seq?: readonly number[] | undefined;
  /** Version and digest of the suite. */
  readonly suite?: string | undefined;
}

/** As the form has them to choose from. */
export const KINDS: Readonly<Partial<Record<Outcome, string>>> = {
  fail: 'It failed, and the subject keeps the rule',
  warning: 'It warned, and there is no such rule',
  pass: 'It passed, and the subject breaks the rule',
  'not-tested': 'It was not tested, and could have been',
};

export function disputeUrl(repository: string, dispute: Dispute): string {
  const { certificate, requirement, outcome, of, run, seq = [], suite } = dispute;
  const about = [requirement, certificate].filter((each) => each !== undefined).join(', ');
  const fields: readonly (readonly [id: string, value: string | undefined])[] = [
    ['template', 'dispute.yml'],
    ['title', requirement === undefined ? undefined : `Dispute: ${requirement}`],
    ['about', about],
    ['kind', outcome === undefined ? undefined : KINDS[outcome]],
    ['run', [run, of].filter((each) => each !== undefined).join(', ')],
    ['seq', seq.join(', ')],
    ['suite', suite],
  ];
  const known = fields.filter((field): field is [string, string] => field[1] !== undefined && field[1] !== '');
  return `${repository}/issues/new?${new URLSearchParams(known)}`;
}
