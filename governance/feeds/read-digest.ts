/** The digest of a checkout. */
import { deadlinesOf, plusDays } from '../calendar/events.ts';
import { diskFiles, textOf } from '../files.ts';
import { requireProcess } from '../process.ts';
import { type Decision, decisionFiles, decisionSchema } from '../rfc/decision.ts';
import { listRfcs } from '../rfc/list.ts';
import { listWorkingGroups } from '../wg/list.ts';
import { readYaml } from '../yaml/located.ts';
import { type Digest, digestOf } from './digest.ts';

/** The records that can be read; the linter says what is wrong with the others. */
export const listDecisions = ({ root }: { readonly root: string }): readonly Decision[] => {
  const files = diskFiles(root);
  const schema = decisionSchema(requireProcess(files));
  return decisionFiles(files).flatMap((file) => {
    const read = schema.safeParse(readYaml(textOf(files, file) ?? '').value);
    return read.success ? [read.data] : [];
  });
};

export const readDigest = ({
  root,
  base,
  today,
  days,
}: {
  readonly root: string;
  readonly base: string;
  readonly today: string;
  /** How far it looks back, and ahead. */
  readonly days: number;
}): Digest => {
  const rfcs = listRfcs({ root });
  const deadlines = deadlinesOf({
    process: requireProcess(diskFiles(root)),
    rfcs,
    groups: listWorkingGroups({ root }),
    decisions: listDecisions({ root }),
  });
  return digestOf({ rfcs, deadlines, base, since: plusDays(today, -days), today, days });
};
