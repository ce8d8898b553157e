/** From an event to what the planner needs: facts of GitHub, documents from git, findings of the linter. */
import type { Octokit } from 'octokit';
import { type Actor, RFCS, readCorpus } from '../../lint/corpus.ts';
import type { Problem } from '../../problem.ts';
import { type Process, readProcess } from '../../process.ts';
import { checkRfcFiles } from '../../rfc/lint.ts';
import { checkWorkingGroupFiles } from '../../wg/lint.ts';
import type { BotEvent } from '../event.ts';
import { unlessGone } from '../github.ts';
import type { Repository } from '../target.ts';
import { changesOf } from './change.ts';
import type { OpenPull } from './numbers.ts';
import type { RfcPullRequest } from './plan.ts';
import { type Trees, treesOf } from './trees.ts';

export interface Reader {
  readonly octokit: Octokit;
  /** The checkout, of the branch that is trusted. */
  readonly root: string;
  readonly token: string;
  /** `https://github.com` when absent. */
  readonly server?: string | undefined;
}

/** Nothing to do, and why. */
export interface Nothing {
  readonly because: string;
}

interface Pull {
  readonly number: number;
  readonly head: string;
  readonly branch: string;
  /** Null: the account is gone. */
  readonly author: string | null;
}

type Answered = {
  readonly number: number;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  readonly user: { readonly login: string } | null;
};

const pullOf = ({ number, head, base, user }: Answered): Pull => ({
  number,
  head: head.sha,
  branch: base.ref,
  author: user?.login ?? null,
});

/**
 * A run of a workflow names its pull request only where it comes from a branch of the same repository, and names of accounts
 * and forks change. The newest commit is what stays.
 */
const find = async (event: BotEvent, { octokit }: Reader, repository: Repository): Promise<Pull | Nothing> => {
  const { pull } = event;
  if (pull === null || 'queued' in pull) return { because: 'the workflow did not run for a pull request' };
  if ('number' in pull) {
    const found = await unlessGone(octokit.rest.pulls.get({ ...repository, pull_number: pull.number }));
    if (found === null) return { because: `there is no pull request ${pull.number}` };
    return found.data.state === 'open' ? pullOf(found.data) : { because: `pull request ${pull.number} is closed` };
  }
  const open = await octokit.paginate(octokit.rest.pulls.list, { ...repository, state: 'open', per_page: 100 });
  const found = open.find(({ head }) => head.sha === pull.head);
  return found === undefined
    ? { because: `no open pull request ends in ${pull.head.slice(0, 10)}: it was closed, or has gone on` }
    : pullOf(found);
};

/** What the host of the repository vouches for. */
const actorOf = async (
  author: string | null,
  process: Process,
  { octokit }: Reader,
  repository: Repository,
): Promise<Actor> => {
  // Somebody holds no role whose account is gone.
  if (author === null) return { name: 'ghost' };
  const answer = await unlessGone(
    octokit.rest.repos.getCollaboratorPermissionLevel({ ...repository, username: author }),
  );
  const keeps = ['admin', 'maintain'].includes(answer?.data.role_name ?? '');
  const roles = process.actors.filter(({ 'held-by': by }) => 'platform' in by).map(({ id }) => id);
  return { name: author, roles: keeps ? roles : [] };
};

/** Only where a number is taken does it matter what others have taken. */
const othersOf = async (here: number, { octokit }: Reader, repository: Repository): Promise<readonly OpenPull[]> => {
  const open = await octokit.paginate(octokit.rest.pulls.list, { ...repository, state: 'open', per_page: 100 });
  const others: OpenPull[] = [];
  for (const { number } of open.filter((each) => each.number !== here)) {
    const files = await unlessGone(
      octokit.paginate(octokit.rest.pulls.listFiles, { ...repository, pull_number: number, per_page: 100 }),
    );
    others.push({ pull: number, files: (files ?? []).map(({ filename }) => filename) });
  }
  return others;
};

const previewOf = async (pull: Pull, { octokit, server }: Reader, repository: Repository): Promise<string | null> => {
  const { data } = await octokit.rest.actions.listArtifactsForRepo({
    ...repository,
    name: `site-preview-${pull.number}`,
    per_page: 100,
  });
  const found = data.artifacts.find(
    ({ expired, workflow_run: run }) => !expired && run?.head_sha === pull.head && run.id !== undefined,
  );
  const { owner, repo } = repository;
  return found === undefined
    ? null
    : `${server ?? 'https://github.com'}/${owner}/${repo}/actions/runs/${found.workflow_run?.id}/artifacts/${found.id}`;
};

/** What the linter says of the change, with the process as the pull request would have it. */
const lint = async ({ files, base }: Trees, actor: Actor): Promise<readonly Problem[]> => [
  ...(await checkRfcFiles(files, { base, actor })),
  ...(await checkWorkingGroupFiles(files, { base, actor })),
];

export const readRfcPullRequest = async (event: BotEvent, reader: Reader): Promise<RfcPullRequest | Nothing> => {
  const repository = { owner: event.owner, repo: event.repo };
  const pull = await find(event, reader, repository);
  if ('because' in pull) return pull;
  const { number, head, branch, author } = pull;
  const trees = treesOf({ root: reader.root, token: reader.token, branch, pull: number });
  if (trees.head !== head) return { because: `pull request ${number} has gone on since; the next run looks at it` };
  // A pull request that breaks the process file is told so by the linter, in the words of the process that stands.
  const process = readProcess(trees.files).process ?? readProcess(trees.base.files).process;
  if (process === null) return { because: `neither pull request ${number} nor ${branch} states the process` };
  const changes = changesOf(readCorpus(process, trees.files, { base: trees.base }));
  const state = { number, head, process, changes, main: trees.main };
  const files = [...trees.base.changed].filter((path) => path.startsWith(`${RFCS}/`)).sort();
  if (changes.length === 0) return { ...state, files, problems: [], others: [], preview: null };
  const isNew = changes.some((change) => change.isNew);
  return {
    ...state,
    files,
    problems: await lint(trees, await actorOf(author, process, reader, repository)),
    others: isNew ? await othersOf(number, reader, repository) : [],
    preview: await previewOf(pull, reader, repository),
  };
};
