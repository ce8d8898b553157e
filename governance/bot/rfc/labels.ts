/** Labels that follow the files: status, type and working group of each RFC that a pull request touches. */
import type { Process } from '../../process.ts';
import type { Label } from '../action.ts';
import type { RfcChange } from './change.ts';

/** Labels that begin so are ours. */
export const OWNED = ['RFC status: ', 'RFC type: ', 'RFC group: '] as const;
const [STATUS, TYPE, GROUP] = OWNED;

/** By place in the process, so that a status that is added has its colour too. Told apart by most eyes, on light and on dark. */
const COLORS = ['6e7781', '0969da', '9a6700', '1a7f37', '116329', '0a7ea4', '57606a', 'cf222e', '8250df', 'bf8700'];
/** The longest description that GitHub takes. */
const LONGEST = 100;

const fitted = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

type Terms = readonly { readonly id: string; readonly title: string; readonly meaning: string }[];

const termLabel = (prefix: string, terms: Terms, id: string): Label => {
  const index = terms.findIndex((term) => term.id === id);
  return {
    name: `${prefix}${id}`,
    color: COLORS[Math.max(0, index) % COLORS.length] ?? '6e7781',
    description: fitted(terms[index]?.meaning ?? id),
  };
};

export const labelsOf = (process: Process, changes: readonly RfcChange[]): readonly Label[] => {
  const labels = changes.flatMap(({ after }) =>
    after === null
      ? []
      : [
          termLabel(STATUS, process.statuses, after.status),
          termLabel(TYPE, process.types, after.type),
          { name: `${GROUP}${after.group}`, color: '6e7781', description: 'The working group that decides on it.' },
        ],
  );
  return [...new Map(labels.map((label) => [label.name, label])).values()];
};
