/** What is due on a day, as the rules that read the clock say of the checkout; and which issues of ours are open. */
import type { Octokit } from 'octokit';
import { diskFiles } from '../../files.ts';
import { ALL_RULES } from '../../lint/all-rules.ts';
import { type Corpus, readCorpus } from '../../lint/corpus.ts';
import { requireProcess } from '../../process.ts';
import { checkRfcFiles } from '../../rfc/lint.ts';
import { checkWorkingGroupFiles } from '../../wg/lint.ts';
import { openIssues } from '../open-issues.ts';
import type { Repository } from '../target.ts';
import { CLOCK, clockMarks, type Due } from './clock.ts';

const RULES = new Map(ALL_RULES.map((rule) => [rule.id, rule]));

/** What the clock runs from: the steps of an RFC, the dates of a charter. */
const sinceIn = ({ rfcs, charters }: Corpus, file: string): string => {
  const history = rfcs.find(({ path }) => path === file)?.meta?.history;
  const charter = charters.find(({ path }) => path === file)?.meta;
  return JSON.stringify(history ?? [charter?.review, charter?.chairs, charter?.meetings]);
};

export const dueOn = async (root: string, date: string): Promise<readonly Due[]> => {
  const files = diskFiles(root);
  const corpus = readCorpus(requireProcess(files), files);
  const problems = [...(await checkRfcFiles(files, { date })), ...(await checkWorkingGroupFiles(files, { date }))];
  return problems.flatMap((problem) => {
    const rule = RULES.get(problem.rule);
    return rule?.kind === 'clock' ? [{ problem, reason: rule.reason, since: sinceIn(corpus, problem.file) }] : [];
  });
};

export const openClockIssues = async (octokit: Octokit, repository: Repository): Promise<readonly string[]> =>
  clockMarks(await openIssues(octokit, repository, CLOCK));
