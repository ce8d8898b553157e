/** The rules that charters are held to, in the order in which they are listed. */
import type { Charter } from '../../lint/corpus.ts';
import type { Rule } from '../../lint/rule.ts';
import { DOCUMENT_RULES } from '../../lint/rules/index.ts';
import { chairsInTerm } from './chairs-in-term.ts';
import { meetingsKept } from './meetings-kept.ts';
import { nameIsFolder } from './name-is-folder.ts';

export const CHARTER_RULES: readonly Rule<Charter>[] = [...DOCUMENT_RULES, nameIsFolder, chairsInTerm, meetingsKept];
