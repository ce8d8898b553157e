/** `accord rfc list` and `accord rfc show`. */
import { diskFiles, type Files } from '../files.ts';
import { expectKnownWord } from '../known.ts';
import { type Glance, type Rfc, readCorpus } from '../lint/corpus.ts';
import { type Process, requireProcess, type Transition, transitionsFrom } from '../process.ts';
import type { RfcFrontMatter } from './frontmatter.ts';

export interface RfcSummary extends RfcFrontMatter {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Date of the last change of status. */
  readonly updated: string;
}

export interface RfcDetails extends RfcSummary {
  readonly sections: readonly string[];
  /** The ways on from here. */
  readonly next: readonly Transition[];
  /** RFCs that require this one. */
  readonly requiredBy: readonly number[];
}

const summary = ({ path, meta }: Rfc): readonly RfcSummary[] =>
  meta === null ? [] : [{ ...meta, file: path, updated: meta.history.at(-1)?.date ?? meta.created }];

export interface Listing {
  readonly root: string;
  /** For whoever lists again and again: what remembers. */
  readonly files?: Files;
  readonly glance?: Glance;
}

const read = ({
  root,
  files = diskFiles(root),
  glance,
}: Listing): { readonly process: Process; readonly rfcs: readonly Rfc[] } => {
  const process = requireProcess(files);
  return { process, rfcs: readCorpus(process, files, { glance }).rfcs };
};

/** In order of number. A document whose front matter is not valid is not listed; `checkRfcs` says what is wrong with it. */
export const listRfcs = (listing: Listing): readonly RfcSummary[] =>
  read(listing)
    .rfcs.flatMap(summary)
    .sort((a, b) => a.number - b.number);

export interface Filters {
  readonly status?: readonly string[];
  readonly type?: readonly string[];
  readonly group?: readonly string[];
  readonly requirement?: string;
}

/** Each filter that is given must hold; of one given twice, either. */
export const filteredRfcs = (
  listing: Listing,
  { status, type, group, requirement }: Filters,
): readonly RfcSummary[] => {
  const process = requireProcess(listing.files ?? diskFiles(listing.root));
  for (const each of status ?? []) expectKnownWord('status', each, process.statuses);
  for (const each of type ?? []) expectKnownWord('type', each, process.types);
  return listRfcs(listing).filter(
    (rfc) =>
      (status?.includes(rfc.status) ?? true) &&
      (type?.includes(rfc.type) ?? true) &&
      (group?.includes(rfc.group) ?? true) &&
      (requirement === undefined ||
        [...(rfc.requirements?.adds ?? []), ...(rfc.requirements?.changes ?? [])].includes(requirement)),
  );
};

/** Null when there is none of this number. */
export const showRfc = ({ root, number }: { readonly root: string; readonly number: number }): RfcDetails | null => {
  const { process, rfcs } = read({ root });
  const rfc = rfcs.find(({ meta }) => meta?.number === number);
  const [found] = rfc === undefined ? [] : summary(rfc);
  if (rfc === undefined || found === undefined) return null;
  return {
    ...found,
    sections: rfc.outline.headings.filter(({ depth }) => depth === 2).map(({ text }) => text),
    next: transitionsFrom(process, found.status, found.type),
    requiredBy: rfcs.flatMap(({ meta }) => (meta?.requires?.includes(number) === true ? [meta.number] : [])),
  };
};
