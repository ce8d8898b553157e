/** Where the official suite and ours agree on servers that are broken on purpose, and why they do not where they do not. */
import { readAgreement } from '../../certifier/agreement/files.ts';
import { type Reason, type Row, rowsOf, type SeenBy } from '../../certifier/agreement/reasons.ts';
import { PROFILED_REVISIONS, type Revision } from '../../certifier/catalogue/requirement.ts';
import { root } from '../lib/root.ts';

/** The command that runs both suites on all of them and says what is another one than here. */
export const AGREEMENT_COMMAND = 'npm run agreement';

export interface Total {
  readonly revision: Revision;
  readonly counts: Readonly<Record<SeenBy, number>>;
  readonly compared: number;
  /** Mutants that change nothing in what their scenarios ask for. */
  readonly unseen: number;
}

export interface Cause {
  readonly reason: Reason;
  readonly rows: readonly Row[];
}

export interface AgreementPage {
  readonly suite: { readonly name: string; readonly version: string };
  readonly totals: readonly Total[];
  /** The judged revisions that were not compared yet. */
  readonly missing: readonly Revision[];
  readonly both: readonly Row[];
  /** What only one of them sees, or neither, cause by cause. */
  readonly ours: readonly Cause[];
  readonly theirs: readonly Cause[];
  readonly neither: readonly Cause[];
}

const countOf = (rows: readonly Row[], by: SeenBy): number => rows.filter((row) => row.by === by).length;

export function agreementPage({ agreement, reasons } = readAgreement(root)): AgreementPage {
  const rows = rowsOf(agreement, reasons);
  const causes = (by: SeenBy): readonly Cause[] =>
    reasons
      .map((reason) => ({ reason, rows: rows.filter((row) => row.by === by && row.reason === reason) }))
      .filter((cause) => cause.rows.length > 0);
  const totals = agreement.measured.map(({ revision, unseen }): Total => {
    const here = rows.filter((row) => row.revision === revision);
    return {
      revision,
      counts: {
        both: countOf(here, 'both'),
        ours: countOf(here, 'ours'),
        theirs: countOf(here, 'theirs'),
        neither: countOf(here, 'neither'),
      },
      compared: here.length,
      unseen: unseen.length,
    };
  });
  return {
    suite: agreement.suite,
    totals,
    missing: PROFILED_REVISIONS.filter((revision) => totals.every((total) => total.revision !== revision)),
    both: rows.filter(({ by }) => by === 'both'),
    ours: causes('ours'),
    theirs: causes('theirs'),
    neither: causes('neither'),
  };
}

/** `tools-list: tools-list, wire-schema-valid`; how many of their scenarios show it, where none of them says so. */
export const theirWords = ({ theirs, shown }: Row): string =>
  theirs === null
    ? `passes (${shown.length === 1 ? shown[0] : `${shown.length} scenarios show it, ${shown[0]} first`})`
    : `${theirs.scenario}: ${theirs.checks.join(', ')}`;
