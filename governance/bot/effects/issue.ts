/** One open issue of ours with a mark, or none. */
import type { IssueAction } from '../action.ts';
import type { Target } from '../target.ts';
import { isMarked, isSame, marked } from '../text.ts';

export async function issue({ mark, label, issue: wanted }: IssueAction, target: Target): Promise<void> {
  const { issues } = target.octokit.rest;
  const all = await target.octokit.paginate(issues.listForRepo, {
    ...target.repository,
    labels: label.name,
    state: 'all',
    per_page: 100,
  });
  const ours = all.filter(
    ({ user, body, pull_request }) => pull_request === undefined && target.isOurs(user) && isMarked(body, mark),
  );
  const open = ours.filter(({ state }) => state === 'open');
  if (wanted === null) {
    for (const { number } of open)
      await target.write(`close #${number}`, () =>
        issues.update({ ...target.repository, issue_number: number, state: 'closed', state_reason: 'completed' }),
      );
    return;
  }
  const body = marked(mark, wanted.body);
  const [first] = open;
  if (first === undefined) {
    if (ours.length > 0) return;
    await target.ensureLabels([label]);
    await target.write(`open an issue: ${wanted.title}`, () =>
      issues.create({ ...target.repository, title: wanted.title, body, labels: [label.name] }),
    );
  } else if (first.title !== wanted.title || !isSame(first.body, body))
    await target.write(`change #${first.number}`, () =>
      issues.update({ ...target.repository, issue_number: first.number, title: wanted.title, body }),
    );
}
