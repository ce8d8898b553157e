/** The rules that charters are held to, in the order in which they are listed. */
import type { Charter } from '../../lint/corpus.ts';
import type { Rule, WholeRule } from '../../lint/rule.ts';
import { DOCUMENT_RULES } from '../../lint/rules/index.ts';
import { chairsInTerm } from './chairs-in-term.ts';
import { charterExists } from './charter-exists.ts';
import { charterKept } from './charter-kept.ts';
import { charterReviewed } from './charter-reviewed.ts';
import { deliverablesExist } from './deliverables-exist.ts';
import { endsSoon } from './ends-soon.ts';
import { meetingsKept } from './meetings-kept.ts';
import { meetingsNoted } from './meetings-noted.ts';
import { nameIsFolder } from './name-is-folder.ts';
import { termsCurrent } from './terms-current.ts';

export const CHARTER_RULES: readonly Rule<Charter>[] = [
  ...DOCUMENT_RULES,
  nameIsFolder,
  chairsInTerm,
  deliverablesExist,
  meetingsKept,
  termsCurrent,
  charterReviewed,
  endsSoon,
  meetingsNoted,
];

/** Rules of the folders as a whole. */
export const GROUP_RULES: readonly WholeRule[] = [charterExists, charterKept];
