/** `accord wg check`: every charter, and every folder that should have one. */
import { diskFiles, type Files } from '../files.ts';
import { GROUPS, readCorpus } from '../lint/corpus.ts';
import { lintAll } from '../lint/engine.ts';
import { byPlace, type Problem, problem } from '../problem.ts';
import { readProcess } from '../process.ts';
import { CHARTER_RULES } from './rules/index.ts';

export const checkWorkingGroups = ({ root }: { readonly root: string }): Promise<Problem[]> =>
  checkWorkingGroupFiles(diskFiles(root));

export const checkWorkingGroupFiles = async (files: Files): Promise<Problem[]> => {
  const { process, problems } = readProcess(files);
  if (process === null) return [...problems];
  const corpus = readCorpus(process, files);
  const missing = files
    .list(GROUPS)
    .filter((name) => name.endsWith('/') && !files.exists(`${GROUPS}/${name}charter.md`))
    .map((name) =>
      problem(`${GROUPS}/${name}charter.md`, 'charter-exists', 'error', {
        actual: 'absence of this file',
        expected: 'the charter of the group',
      }),
    );
  return [...missing, ...(await lintAll(corpus.charters, corpus, CHARTER_RULES))].sort(byPlace);
};
