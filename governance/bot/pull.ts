/** The pull request that an event is about, as it stands now. */
import type { Octokit } from 'octokit';
import type { BotEvent } from './event.ts';
import { unlessGone } from './github.ts';
import type { Repository } from './target.ts';

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

export interface Pull {
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
export const findPull = async (
  event: BotEvent,
  { octokit }: Reader,
  repository: Repository,
): Promise<Pull | Nothing> => {
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
