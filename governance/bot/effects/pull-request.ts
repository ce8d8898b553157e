/** A pull request of ours that offers a few files on a branch of this repository. */
import { createHash } from 'node:crypto';
import type { PullRequestAction } from '../action.ts';
import { unlessGone } from '../github.ts';
import type { Target } from '../target.ts';
import { isMarked, isSame, marked } from '../text.ts';
import { addMissing } from './labels.ts';

/** What it offers, whatever it says: the same files again are the same offer. */
const digestOf = ({ base, files }: PullRequestAction): string =>
  createHash('sha256')
    .update(JSON.stringify([base, Object.entries(files).sort()]))
    .digest('hex')
    .slice(0, 16);

async function commit({ base, branch, title, files }: PullRequestAction, target: Target): Promise<void> {
  const { git } = target.octokit.rest;
  const { repository } = target;
  const parent = (await git.getRef({ ...repository, ref: `heads/${base}` })).data.object.sha;
  const { tree } = (await git.getCommit({ ...repository, commit_sha: parent })).data;
  const there = await unlessGone(git.getRef({ ...repository, ref: `heads/${branch}` }));
  await target.write(`write ${Object.keys(files).join(', ')} on the branch ${branch}`, async () => {
    const made = await git.createTree({
      ...repository,
      base_tree: tree.sha,
      tree: Object.entries(files).map(([path, content]) => ({
        path,
        mode: '100644' as const,
        type: 'blob' as const,
        ...(content === null ? { sha: null } : { content }),
      })),
    });
    const { sha } = (await git.createCommit({ ...repository, message: title, tree: made.data.sha, parents: [parent] }))
      .data;
    if (there === null) await git.createRef({ ...repository, ref: `refs/heads/${branch}`, sha });
    else await git.updateRef({ ...repository, ref: `heads/${branch}`, sha, force: true });
  });
}

export async function pullRequest(action: PullRequestAction, target: Target): Promise<void> {
  const { pulls } = target.octokit.rest;
  const { repository } = target;
  const { branch, base, title, labels } = action;
  const mark = `offer ${digestOf(action)}`;
  const body = marked(mark, action.body);
  // A name that another repository has too is another branch, so the owner goes with it.
  const head = `${repository.owner}:${branch}`;
  const all = await target.octokit.paginate(pulls.list, { ...repository, head, state: 'all', per_page: 100 });
  const ours = all.filter(({ user }) => target.isOurs(user));
  const open = ours.find(({ state }) => state === 'open');
  if (open === undefined && ours.some(({ body: text }) => isMarked(text, mark))) return;
  if (open === undefined || !isMarked(open.body, mark)) await commit(action, target);
  if (open === undefined) {
    const made = await target.write(`open a pull request: ${title}`, () =>
      pulls.create({ ...repository, title, body, head: branch, base }),
    );
    if (made !== null) await addMissing(made.data.number, labels, [], target);
    return;
  }
  if (open.title !== title || !isSame(open.body, body))
    await target.write(`change #${open.number}`, () =>
      pulls.update({ ...repository, pull_number: open.number, title, body }),
    );
  await addMissing(
    open.number,
    labels,
    open.labels.map(({ name }) => name.toLowerCase()),
    target,
  );
}
