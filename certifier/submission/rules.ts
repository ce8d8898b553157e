/** The admission rules, in the order in which they are told. RFC 0007. */
import type { AdmissionRule } from './rule.ts';
import { COMMAND_RULES } from './rules/command.ts';
import { EVIDENCE_RULES } from './rules/evidence.ts';
import { FILE_RULES } from './rules/files.ts';
import { NAME_RULES } from './rules/names.ts';
import { PUBLISHED_RULES } from './rules/published.ts';
import { RECORDING_RULES } from './rules/recording.ts';
import { RUN_RULES } from './rules/run.ts';
import { SUBJECT_RULES } from './rules/subject.ts';

export const ADMISSION_RULES: readonly AdmissionRule[] = [
  ...FILE_RULES,
  ...SUBJECT_RULES,
  ...RUN_RULES,
  ...COMMAND_RULES,
  ...RECORDING_RULES,
  ...EVIDENCE_RULES,
  ...PUBLISHED_RULES,
  ...NAME_RULES,
];
