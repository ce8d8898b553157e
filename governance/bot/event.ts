/** What GitHub tells of: a webhook payload, as far as the bot reads it. */
import * as z from 'zod';
import { oneOf } from '../yaml/explain.ts';

const Repository = z.looseObject({
  name: z.string().min(1),
  owner: z.looseObject({ login: z.string().min(1) }),
  default_branch: z.string().min(1),
});

const PullRequestEvent = z.looseObject({
  action: z.string(),
  repository: Repository,
  pull_request: z.looseObject({ number: z.int().min(1) }),
});

const Commit = z.string().regex(/^[0-9a-f]{40}$/);

const MergeGroupEvent = z.looseObject({
  action: z.string(),
  repository: Repository,
  merge_group: z.looseObject({ head_sha: Commit }),
});

const WorkflowRunEvent = z.looseObject({
  action: z.string(),
  repository: Repository,
  workflow_run: z.looseObject({ event: z.string(), head_sha: Commit, path: z.string().optional() }),
});

const IssueEvent = z.looseObject({
  action: z.string(),
  repository: Repository,
  issue: z.looseObject({ number: z.int().min(1) }),
});

export interface BotEvent {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** The pull request, by its number or by its newest commit; a commit of the merge queue; null where the event concerns neither. */
  readonly pull: { readonly number: number } | { readonly head: string } | { readonly queued: string } | null;
  /** An issue, where the event is about one. */
  readonly issue?: number;
  /** The file of the workflow that ended, without its folder: `certify-request.yml`. */
  readonly workflow?: string;
}

/** Its message is one line that says what is wrong with the payload. */
export class BadEvent extends Error {
  override readonly name = 'BadEvent';
}

const KINDS = ['pull_request', 'merge_group', 'workflow_run', 'issues'] as const;

const read = <Value>(schema: z.ZodType<Value>, value: unknown): Value => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadEvent(`unexpected value in ${issue?.path.join('.') || 'the payload'}: ${issue?.message}`);
};

const repositoryOf = ({ name, owner, default_branch }: z.infer<typeof Repository>) => ({
  owner: owner.login,
  repo: name,
  defaultBranch: default_branch,
});

const pullOf = ({ event, head_sha: head }: z.infer<typeof WorkflowRunEvent>['workflow_run']): BotEvent['pull'] =>
  event === 'pull_request' ? { head } : event === 'merge_group' ? { queued: head } : null;

export const parseEvent = (text: string): BotEvent => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BadEvent(`it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  // A run of a workflow for a pull request names both, and its commit is what was looked at.
  if (members.includes('workflow_run')) {
    const { repository, workflow_run: run } = read(WorkflowRunEvent, value);
    const workflow = run.path?.split('@', 1)[0]?.split('/').at(-1);
    return { ...repositoryOf(repository), pull: pullOf(run), ...(workflow === undefined ? {} : { workflow }) };
  }
  if (members.includes('merge_group')) {
    const { repository, merge_group: group } = read(MergeGroupEvent, value);
    return { ...repositoryOf(repository), pull: { queued: group.head_sha } };
  }
  if (members.includes('pull_request')) {
    const { repository, pull_request: pull } = read(PullRequestEvent, value);
    return { ...repositoryOf(repository), pull: { number: pull.number } };
  }
  if (members.includes('issue') && !members.includes('comment')) {
    const { repository, issue } = read(IssueEvent, value);
    return { ...repositoryOf(repository), pull: null, issue: issue.number };
  }
  throw new BadEvent(`it is none of the events that the bot acts on: expected ${oneOf(KINDS)} in it`);
};
