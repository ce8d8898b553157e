/** The rules that RFCs are held to, in the order in which they are listed. */
import type { Rfc } from '../../lint/corpus.ts';
import type { Rule, WholeRule } from '../../lint/rule.ts';
import { DOCUMENT_RULES } from '../../lint/rules/index.ts';
import { actorAllowed } from './actor-allowed.ts';
import { anchorsKept } from './anchors-kept.ts';
import { authorForm } from './author-form.ts';
import { bcp14Boilerplate } from './bcp14-boilerplate.ts';
import { bcp14Wording } from './bcp14-wording.ts';
import { datesNotAhead } from './dates-not-ahead.ts';
import { decisionAgrees } from './decision-agrees.ts';
import { decisionKept } from './decision-kept.ts';
import { decisionRecord } from './decision-record.ts';
import { finalIsTested } from './final-is-tested.ts';
import { frozenText } from './frozen-text.ts';
import { groupExists } from './group-exists.ts';
import { groupOpen } from './group-open.ts';
import { historyDates } from './history-dates.ts';
import { historyEvidence } from './history-evidence.ts';
import { historyKept } from './history-kept.ts';
import { historyTransitions } from './history-transitions.ts';
import { historyWaiting } from './history-waiting.ts';
import { lastCallDecided } from './last-call-decided.ts';
import { mentionsDeclared } from './mentions-declared.ts';
import { movedLately } from './moved-lately.ts';
import { noOrphans } from './no-orphans.ts';
import { normativeAddressable } from './normative-addressable.ts';
import { numberInFileName } from './number-in-file-name.ts';
import { numberKept } from './number-kept.ts';
import { numbersSorted } from './numbers-sorted.ts';
import { oneStep } from './one-step.ts';
import { processApart } from './process-apart.ts';
import { referencesExist } from './references-exist.ts';
import { requirementAddedOnce } from './requirement-added-once.ts';
import { requirementMentionsExist } from './requirement-mentions-exist.ts';
import { requirementNamesBack } from './requirement-names-back.ts';
import { requirementsExist } from './requirements-exist.ts';
import { requiresAcyclic } from './requires-acyclic.ts';
import { requiresDecided } from './requires-decided.ts';
import { requiresInForce } from './requires-in-force.ts';
import { rfcKept } from './rfc-kept.ts';
import { statusIsLatest } from './status-is-latest.ts';
import { supersessionAcyclic } from './supersession-acyclic.ts';
import { supersessionMutual } from './supersession-mutual.ts';
import { templateCurrent } from './template-current.ts';
import { uniqueNumber } from './unique-number.ts';
import { uniqueTitle } from './unique-title.ts';

export const RFC_RULES: readonly Rule<Rfc>[] = [
  ...DOCUMENT_RULES,
  numberInFileName,
  uniqueNumber,
  uniqueTitle,
  authorForm,
  groupExists,
  groupOpen,
  statusIsLatest,
  historyDates,
  historyTransitions,
  historyWaiting,
  historyEvidence,
  decisionAgrees,
  referencesExist,
  numbersSorted,
  requiresAcyclic,
  requiresInForce,
  requiresDecided,
  supersessionMutual,
  supersessionAcyclic,
  mentionsDeclared,
  requirementsExist,
  requirementMentionsExist,
  requirementAddedOnce,
  finalIsTested,
  bcp14Boilerplate,
  bcp14Wording,
  normativeAddressable,
  numberKept,
  historyKept,
  actorAllowed,
  frozenText,
  anchorsKept,
  lastCallDecided,
  movedLately,
  datesNotAhead,
];

/** Rules of the folder as a whole. */
export const RFC_WHOLE_RULES: readonly WholeRule[] = [
  templateCurrent,
  decisionRecord,
  noOrphans,
  requirementNamesBack,
  oneStep,
  processApart,
  rfcKept,
  decisionKept,
];
