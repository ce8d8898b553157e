/** From an event to what the planner needs: facts of GitHub, documents from git, findings of the linter. */
import { type Actor, RFCS, readCorpus } from '../../lint/corpus.ts';
import type { Problem } from '../../problem.ts';
import { type Process, readProcess } from '../../process.ts';
import { checkRfcFiles } from '../../rfc/lint.ts';
import { checkWorkingGroupFiles } from '../../wg/lint.ts';
import type { BotEvent } from '../event.ts';
import { unlessGone } from '../github.ts';
import { findPull, type Nothing, type Pull, type Reader } from '../pull.ts';
import type { Repository } from '../target.ts';
import { changesOf } from './change.ts';
import type { OpenPull } from './numbers.ts';
import type { RfcPullRequest } from './plan.ts';
import { type Trees, treesOf } from './trees.ts';

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
  const pull = await findPull(event, reader, repository);
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
