/** The rules that RFCs and charters are held to, once each, in the order in which they are listed. */
import type { Example, RuleText } from '../../governance/lint/rule.ts';
import { DOCUMENT_RULES } from '../../governance/lint/rules/index.ts';
import { RFC_RULES, RFC_WHOLE_RULES } from '../../governance/rfc/rules/index.ts';
import { CHARTER_RULES, GROUP_RULES } from '../../governance/wg/rules/index.ts';

export interface Held {
  readonly id: 'both' | 'rfcs' | 'charters';
  readonly title: string;
  readonly rules: readonly RuleText[];
}

const ids = (rules: readonly RuleText[]): ReadonlySet<string> => new Set(rules.map(({ id }) => id));
const shared = ids(DOCUMENT_RULES);
const own = (rules: readonly RuleText[]): readonly RuleText[] => rules.filter(({ id }) => !shared.has(id));

export const heldRules: readonly Held[] = [
  { id: 'both', title: 'Every document', rules: DOCUMENT_RULES },
  { id: 'rfcs', title: 'RFCs', rules: own([...RFC_RULES, ...RFC_WHOLE_RULES]) },
  { id: 'charters', title: 'Charters', rules: own([...CHARTER_RULES, ...GROUP_RULES]) },
];

export const KIND_WORDS: Readonly<Record<RuleText['kind'], string>> = {
  document: 'looks at one file',
  corpus: 'looks at all files together',
  diff: 'compares with what stood there before',
  clock: 'depends on the date',
};

export interface ShownFile {
  readonly path: string;
  /** The text; undefined for bytes that are none. */
  readonly text: string | undefined;
  readonly bytes: number;
}

/** A text that nobody would read to its end is cut. */
const LONGEST = 4000;

export const filesOf = (files: Example['files']): readonly ShownFile[] =>
  Object.entries(files).map(([path, content]) => {
    if (typeof content !== 'string') return { path, text: undefined, bytes: content.length };
    const text = content.length > LONGEST ? `${content.slice(0, LONGEST)}\n…` : content;
    return { path, text, bytes: new TextEncoder().encode(content).length };
  });
