/** `accord wg check`: every charter, and every folder that should have one. */
import { diskFiles, type Files } from '../files.ts';
import { type Charter, readCorpus, type Situation } from '../lint/corpus.ts';
import { documentLinter, lintAll, lintWhole } from '../lint/engine.ts';
import { byPlace, type Problem } from '../problem.ts';
import { readProcess } from '../process.ts';
import { type CheckRequest, situationOf } from '../rfc/lint.ts';
import { CHARTER_RULES, GROUP_RULES } from './rules/index.ts';

export const checkWorkingGroups = async (request: CheckRequest): Promise<Problem[]> =>
  checkWorkingGroupFiles(diskFiles(request.root), { ...situationOf(request), only: request.only });

const lintCharter = documentLinter(CHARTER_RULES);

export const checkWorkingGroupFiles = async (
  files: Files,
  { only, ...situation }: Situation & Pick<CheckRequest, 'only'> = {},
): Promise<Problem[]> => {
  const { process, problems } = readProcess(files);
  if (process === null) return [...problems];
  const corpus = readCorpus(process, files, { ...situation, only, lintCharter });
  const asked = ({ path }: Charter): boolean => only?.has(path) ?? true;
  const found = [...lintWhole(corpus, GROUP_RULES), ...lintAll(corpus.charters.filter(asked), corpus, CHARTER_RULES)];
  return found.filter(({ file }) => only?.has(file) ?? true).sort(byPlace);
};
