/** The texts of the open issues that carry a label of ours. */
import type { Octokit } from 'octokit';
import type { Label } from './action.ts';
import type { Repository } from './target.ts';

export const openIssues = async (
  octokit: Octokit,
  repository: Repository,
  label: Label,
): Promise<readonly (string | null | undefined)[]> => {
  const { listForRepo } = octokit.rest.issues;
  const issues = await octokit.paginate(listForRepo, {
    ...repository,
    labels: label.name,
    state: 'open',
    per_page: 100,
  });
  return issues.map(({ body }) => body);
};
