/** What the feeds tell of RFCs. `base` is the address of the site, with a slash at its end. Newest first. */
import type { Process } from '../process.ts';
import type { HistoryEntry } from '../rfc/frontmatter.ts';
import type { RfcSummary } from '../rfc/list.ts';
import type { Entry } from './atom.ts';
import { permanentId } from './permanent-id.ts';

/** The number as the file has it: `0007`. */
export const digitsOf = ({ file }: Pick<RfcSummary, 'file'>): string => /(\d+)-[^/]*$/.exec(file)?.[1] ?? '';

export const rfcUrl = (rfc: Pick<RfcSummary, 'file'>, base: string): string =>
  new URL(`rfcs/${digitsOf(rfc)}/`, base).href;

const entryId = (number: number, index: number): string => `urn:uuid:${permanentId(`rfc/${number}/history/${index}`)}`;

const newestFirst = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort((a, b) => (a.updated === b.updated ? 0 : a.updated < b.updated ? 1 : -1));

/** A step and what it was shown with: `Decision: decisions/0007.yaml.` */
const shownWith = ({ evidence = {} }: HistoryEntry): string =>
  Object.entries(evidence)
    .map(([kind, shown]) => ` ${kind[0]?.toUpperCase()}${kind.slice(1)}: ${shown.replace(/\.?$/, '.')}`)
    .join('');

export const newRfcs = (rfcs: readonly RfcSummary[], base: string): readonly Entry[] =>
  newestFirst(
    rfcs.map((rfc) => ({
      id: entryId(rfc.number, 0),
      title: `RFC ${digitsOf(rfc)}: ${rfc.title}`,
      url: rfcUrl(rfc, base),
      updated: rfc.created,
      summary: `Type: ${rfc.type}. Working group: ${rfc.group}. Authors: ${rfc.authors.join(', ')}.`,
    })),
  );

const changes = (
  rfcs: readonly RfcSummary[],
  base: string,
  wanted: (to: HistoryEntry, index: number) => boolean,
): readonly Entry[] =>
  newestFirst(
    rfcs.flatMap((rfc) =>
      rfc.history.flatMap((to, index) => {
        const from = rfc.history[index - 1];
        if (from === undefined || !wanted(to, index)) return [];
        return [
          {
            id: entryId(rfc.number, index),
            title: `RFC ${digitsOf(rfc)} is now ${to.status}: ${rfc.title}`,
            url: rfcUrl(rfc, base),
            updated: to.date,
            summary: `From ${from.status} to ${to.status}.${shownWith(to)}`,
          },
        ];
      }),
    ),
  );

export const statusChanges = (rfcs: readonly RfcSummary[], base: string): readonly Entry[] =>
  changes(rfcs, base, () => true);

/** Every last call that was opened, those that are over among them: a reader who was away sees what he missed. */
export const lastCalls = (rfcs: readonly RfcSummary[], base: string, process: Process): readonly Entry[] => {
  const opened = process['decisions-opened-by'];
  return changes(rfcs, base, ({ status }) => opened.includes(status));
};
