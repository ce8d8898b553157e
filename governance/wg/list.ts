/** `accord wg list`. */
import { diskFiles } from '../files.ts';
import { expectKnownWord } from '../known.ts';
import { readCorpus } from '../lint/corpus.ts';
import { requireProcess } from '../process.ts';
import type { Listing } from '../rfc/list.ts';
import type { CharterFrontMatter } from './frontmatter.ts';

export interface WorkingGroupSummary extends CharterFrontMatter {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Numbers of the RFCs that it owns. */
  readonly rfcs: readonly number[];
}

/** Those of these statuses, or all. */
export const workingGroupsOf = (listing: Listing, statuses?: readonly string[]): readonly WorkingGroupSummary[] => {
  const { 'working-groups': groups } = requireProcess(listing.files ?? diskFiles(listing.root));
  for (const each of statuses ?? []) expectKnownWord('status', each, groups.statuses);
  return listWorkingGroups(listing).filter(({ status }) => statuses?.includes(status) ?? true);
};

/** In order of name. A charter whose front matter is not valid is not listed; `checkWorkingGroups` says what is wrong with it. */
export const listWorkingGroups = ({
  root,
  files = diskFiles(root),
  glance,
}: Listing): readonly WorkingGroupSummary[] => {
  const { charters, rfcs } = readCorpus(requireProcess(files), files, { glance });
  return charters.flatMap(({ path, meta }) =>
    meta === null
      ? []
      : [
          {
            ...meta,
            file: path,
            rfcs: rfcs.flatMap((rfc) => (rfc.meta?.group === meta.name ? [rfc.meta.number] : [])),
          },
        ],
  );
};
