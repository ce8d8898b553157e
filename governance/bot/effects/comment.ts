/** One comment of ours with a mark: made, brought up to date, or taken away. */
import type { CommentAction } from '../action.ts';
import { unlessGone } from '../github.ts';
import type { Target } from '../target.ts';
import { isMarked, isSame, marked } from '../text.ts';

export async function comment({ on, mark, body }: CommentAction, target: Target): Promise<void> {
  const { repository } = target;
  const { issues } = target.octokit.rest;
  const all = await target.octokit.paginate(issues.listComments, { ...repository, issue_number: on, per_page: 100 });
  const ours = all.filter(({ user, body: text }) => target.isOurs(user) && isMarked(text, mark));
  // A request that was answered too late and asked again may have made a second one.
  const [first, ...extra] = body === null ? [undefined, ...ours] : ours;
  for (const { id } of extra.filter((each) => each !== undefined))
    await target.write(`delete comment ${id} on #${on}`, () =>
      unlessGone(issues.deleteComment({ ...repository, comment_id: id })),
    );
  if (body === null) return;
  const text = marked(mark, body);
  if (first === undefined)
    await target.write(`comment on #${on}`, () =>
      issues.createComment({ ...repository, issue_number: on, body: text }),
    );
  else if (!isSame(first.body, text))
    await target.write(`change comment ${first.id} on #${on}`, () =>
      issues.updateComment({ ...repository, comment_id: first.id, body: text }),
    );
}
