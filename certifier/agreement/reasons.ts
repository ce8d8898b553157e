/** Why the two suites differ: what `reasons.yaml` beside this file says, joined to what was measured. */
import * as z from 'zod';
import { type Agreement, COMPARED, type Compared, type ComparedRevision } from './data.ts';

const Ids = z.array(z.string().min(1).max(200)).min(1);

export const Reasons = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens'),
    /** The suite that does not see it. */
    gap: z.enum(['theirs', 'ours', 'both']),
    why: z.string().min(20).max(600),
    /** Theirs sees it in one run and not in the next: either is what was to be expected. */
    byChance: z.literal(true).optional(),
    differences: z.partialRecord(z.enum(COMPARED), Ids),
  }),
);

export type Reasons = z.infer<typeof Reasons>;
export type Reason = Reasons[number];

export type SeenBy = 'both' | 'ours' | 'theirs' | 'neither';

/** Who sees the breach. */
export function seenBy({ theirs, ours }: Pick<Compared, 'theirs' | 'ours'>): SeenBy {
  const byUs = ours === 'fail' || ours === 'warning';
  if (byUs) return theirs === null ? 'ours' : 'both';
  return theirs === null ? 'neither' : 'theirs';
}

export interface Row extends Compared {
  readonly revision: ComparedRevision;
  readonly by: SeenBy;
  /** Always there where the two differ; checked by a test. */
  readonly reason?: Reason;
}

const names = ({ differences }: Reason, revision: ComparedRevision, requirement: string): boolean =>
  differences[revision]?.includes(requirement) === true;

/** Whether it is chance what theirs says of it. */
export const isByChance = (reasons: Reasons, revision: ComparedRevision, requirement: string): boolean =>
  reasons.some((reason) => reason.byChance === true && names(reason, revision, requirement));

/** Every comparison, with the reason for its difference. */
export const rowsOf = ({ measured }: Agreement, reasons: Reasons): readonly Row[] =>
  measured.flatMap(({ revision, compared }) =>
    compared.map((row): Row => {
      const reason = reasons.find((each) => names(each, revision, row.requirement));
      return { ...row, revision, by: seenBy(row), ...(reason === undefined ? {} : { reason }) };
    }),
  );

const GAPS: Readonly<Record<Exclude<SeenBy, 'both'>, Reason['gap']>> = {
  ours: 'theirs',
  theirs: 'ours',
  neither: 'both',
};
const WORDS: Readonly<Record<SeenBy, string>> = {
  both: 'both see it',
  ours: 'only ours sees it',
  theirs: 'only theirs sees it',
  neither: 'neither sees it',
};

/** What is wrong with the reasons, each with what to do. */
export function problemsOf(agreement: Agreement, reasons: Reasons): readonly string[] {
  const rows = rowsOf(agreement, reasons);
  const owed = rows.flatMap(({ revision, requirement, by, reason, theirs, ours }) => {
    const where = `${revision} ${requirement}: ${WORDS[by]}`;
    if (by === 'both') return [];
    if (reason === undefined)
      return [
        `${where} (ours ${ours}, theirs ${theirs === null ? 'nothing' : `${theirs.scenario} ${theirs.checks.join(', ')}`}), and nothing says why; ` +
          'read their check and ours, mend ours if theirs is right, and otherwise name it under a reason in certifier/agreement/reasons.yaml',
      ];
    return reason.gap === GAPS[by]
      ? []
      : [`${where}, but its reason "${reason.id}" says that the gap is ${reason.gap}`];
  });
  const stale = reasons.flatMap(({ id, differences }) =>
    Object.entries(differences).flatMap(([revision, ids]) =>
      ids.flatMap((requirement) => {
        const row = rows.find((each) => each.revision === revision && each.requirement === requirement);
        const isOwed = row?.by !== 'both' || row.reason?.byChance === true;
        if (row !== undefined && isOwed && row.reason?.id === id) return [];
        const why =
          row === undefined
            ? 'is not compared'
            : row.by === 'both'
              ? 'is seen by both'
              : `has the reason "${row.reason?.id}" already`;
        return [
          `${revision} ${requirement} ${why}; take it out of the reason "${id}" in certifier/agreement/reasons.yaml`,
        ];
      }),
    ),
  );
  return [...owed, ...stale];
}
