/**
 * A commit of the merge queue: several pull requests as they would stand together. A check that is required must be reported
 * there too, or the queue waits for ever. What compares with the state before was judged on each pull request.
 */
import type { Problem } from '../../problem.ts';
import { checkRfcFiles } from '../../rfc/lint.ts';
import { checkWorkingGroupFiles } from '../../wg/lint.ts';
import type { Action } from '../action.ts';
import { CHECK, checkOf } from './plan.ts';
import { filesOf, type Remote } from './trees.ts';

/** Null: the queue has gone on without this commit. */
export const readQueued = async (
  commit: string,
  remote: Pick<Remote, 'root' | 'token'>,
): Promise<readonly Problem[] | null> => {
  const files = filesOf(remote, commit);
  return files === null ? null : [...(await checkRfcFiles(files)), ...(await checkWorkingGroupFiles(files))];
};

export const planQueued = (head: string, problems: readonly Problem[]): readonly Action[] => [
  {
    action: 'check',
    head,
    name: CHECK,
    ...checkOf(problems),
    summary: 'The documents as they would stand after the merge. Their steps were judged on the pull requests.',
  },
];
