/** `accord wg check`: every charter, and every folder that should have one. */
import { diskFiles, type Files } from '../files.ts';
import { readCorpus, type Situation } from '../lint/corpus.ts';
import { documentLinter, lintAll, lintWhole } from '../lint/engine.ts';
import { byPlace, type Problem } from '../problem.ts';
import { readProcess } from '../process.ts';
import { type CheckRequest, situationOf } from '../rfc/lint.ts';
import { CHARTER_RULES, GROUP_RULES } from './rules/index.ts';

export const checkWorkingGroups = async (request: CheckRequest): Promise<Problem[]> =>
  checkWorkingGroupFiles(diskFiles(request.root), situationOf(request));

const lintCharter = documentLinter(CHARTER_RULES);

export const checkWorkingGroupFiles = async (files: Files, situation: Situation = {}): Promise<Problem[]> => {
  const { process, problems } = readProcess(files);
  if (process === null) return [...problems];
  const corpus = readCorpus(process, files, { ...situation, lintCharter });
  return [...lintWhole(corpus, GROUP_RULES), ...lintAll(corpus.charters, corpus, CHARTER_RULES)].sort(byPlace);
};
