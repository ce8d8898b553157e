/** The rules that RFCs are held to, in the order in which they are listed. */
import type { Rfc } from '../../lint/corpus.ts';
import type { Rule } from '../../lint/rule.ts';
import { DOCUMENT_RULES } from '../../lint/rules/index.ts';
import { bcp14Boilerplate } from './bcp14-boilerplate.ts';
import { bcp14Wording } from './bcp14-wording.ts';
import { groupExists } from './group-exists.ts';
import { historyDates } from './history-dates.ts';
import { historyEvidence } from './history-evidence.ts';
import { historyTransitions } from './history-transitions.ts';
import { historyWaiting } from './history-waiting.ts';
import { numberInFileName } from './number-in-file-name.ts';
import { referencesExist } from './references-exist.ts';
import { requirementsExist } from './requirements-exist.ts';
import { requiresAcyclic } from './requires-acyclic.ts';
import { requiresInForce } from './requires-in-force.ts';
import { statusIsLatest } from './status-is-latest.ts';
import { supersessionMutual } from './supersession-mutual.ts';
import { uniqueNumber } from './unique-number.ts';
import { uniqueTitle } from './unique-title.ts';

export const RFC_RULES: readonly Rule<Rfc>[] = [
  ...DOCUMENT_RULES,
  numberInFileName,
  uniqueNumber,
  uniqueTitle,
  groupExists,
  statusIsLatest,
  historyDates,
  historyTransitions,
  historyWaiting,
  historyEvidence,
  referencesExist,
  requiresAcyclic,
  requiresInForce,
  supersessionMutual,
  requirementsExist,
  bcp14Boilerplate,
  bcp14Wording,
];
