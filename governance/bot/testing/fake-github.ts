/**
 * A repository on GitHub, in memory: enough of it for the bot. Every request is first judged by GitHub's published
 * description; one that GitHub would not understand is kept in `mistakes` and answered with 500.
 */
import { createHash } from 'node:crypto';
import { type Matched, match, type Operation } from './openapi.ts';

export interface FakePull {
  readonly number: number;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    readonly label?: string;
    readonly owner?: string | null;
  };
  readonly files: readonly string[];
  readonly author?: string | null;
  readonly state?: 'open' | 'closed';
  readonly title?: string;
  readonly base?: string;
  readonly body?: string | null;
}

interface Comment {
  readonly id: number;
  readonly on: number;
  readonly login: string | null;
  body: string;
}

interface Issue {
  readonly number: number;
  readonly login: string | null;
  title: string;
  body: string;
  state: string;
  labels: string[];
  /** Head branch, where it is a pull request that the bot opened. */
  readonly branch?: string;
}

interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  status: string;
  conclusion: string | null;
  title: string;
  annotations: unknown[];
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a test wants to happen instead; undefined lets the request through. */
export type Trouble = (operation: Operation, request: Matched) => Answer | undefined;

const user = (login: string | null | undefined) => (login == null ? null : { login, type: 'User' });
const PAGE = 2;
const sha = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex');

export class FakeGitHub {
  readonly login = 'github-actions[bot]';
  readonly owner: string;
  readonly repo: string;
  readonly pulls: FakePull[] = [];
  readonly comments: Comment[] = [];
  readonly issues: Issue[] = [];
  readonly checks: CheckRun[] = [];
  readonly artifacts: { readonly id: number; readonly name: string; readonly run: number; readonly head: string }[] =
    [];
  readonly labels = new Map<string, { readonly color: string; readonly description: string }>();
  /** What accounts may do, by their names. */
  readonly roles = new Map<string, string>();
  /** Labels on an issue or pull request, by its number. */
  readonly labelled = new Map<number, string[]>();
  readonly refs = new Map<string, string>([['heads/main', sha('main')]]);
  readonly trees = new Map<string, unknown>();
  /** Ids of the operations that were asked for, in order. */
  readonly asked: string[] = [];
  readonly mistakes: string[] = [];
  trouble: Trouble = () => undefined;
  #next = 1000;

  constructor(owner = 'example', repo = 'accord') {
    this.owner = owner;
    this.repo = repo;
  }

  get writes(): readonly string[] {
    return this.asked.filter((id) => !/\/(list|get)/.test(id));
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const { status, body, headers } = this.answer(
      init?.method ?? 'GET',
      String(input),
      init?.body as string | undefined,
    );
    return new Response(status === 204 ? null : JSON.stringify(body ?? {}), {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    });
  };

  answer(method: string, url: string, text: string | undefined): Answer {
    let request: Matched;
    try {
      request = match(method, url, text);
    } catch (cause) {
      this.mistakes.push((cause as Error).message);
      return { status: 400, body: { message: (cause as Error).message } };
    }
    this.asked.push(request.operation.id);
    const answer = this.trouble(request.operation, request) ?? this.#handle(request);
    if (!Array.isArray(answer.body)) return answer;
    // Pages are small here, so that whoever reads only the first is found out.
    const page = Number(request.query.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const more = page * PAGE < answer.body.length;
    return {
      ...answer,
      body: answer.body.slice((page - 1) * PAGE, page * PAGE),
      headers: more ? { link: `<${next.href}>; rel="next"` } : {},
    };
  }

  #id(): number {
    this.#next += 1;
    return this.#next;
  }

  #handle({ operation, path, query, body }: Matched): Answer {
    if (path.owner !== this.owner || path.repo !== this.repo) return { status: 404, body: { message: 'Not Found' } };
    const given = (body ?? {}) as Record<string, never>;
    const number = Number(path.issue_number ?? path.pull_number);
    switch (operation.id) {
      case 'issues/list-comments':
        return { status: 200, body: this.comments.filter(({ on }) => on === number).map(shownComment) };
      case 'issues/create-comment': {
        const comment = { id: this.#id(), on: number, login: this.login, body: given.body ?? '' };
        this.comments.push(comment);
        return { status: 201, body: shownComment(comment) };
      }
      case 'issues/update-comment': {
        const comment = this.comments.find(({ id }) => id === Number(path.comment_id));
        if (comment === undefined) return { status: 404, body: { message: 'Not Found' } };
        comment.body = given.body ?? '';
        return { status: 200, body: shownComment(comment) };
      }
      case 'issues/delete-comment': {
        const at = this.comments.findIndex(({ id }) => id === Number(path.comment_id));
        if (at < 0) return { status: 404, body: { message: 'Not Found' } };
        this.comments.splice(at, 1);
        return { status: 204 };
      }
      case 'issues/list-labels-for-repo':
        return { status: 200, body: [...this.labels].map(([name, label]) => ({ name, ...label })) };
      case 'issues/create-label':
        this.labels.set(given.name ?? '', { color: given.color ?? '', description: given.description ?? '' });
        return { status: 201, body: {} };
      case 'issues/list-labels-on-issue':
        return { status: 200, body: (this.labelled.get(number) ?? []).map((name) => ({ name })) };
      case 'issues/add-labels':
        this.labelled.set(number, [...(this.labelled.get(number) ?? []), ...(given.labels ?? [])]);
        return { status: 200, body: [] };
      case 'issues/remove-label':
        this.labelled.set(
          number,
          (this.labelled.get(number) ?? []).filter((name) => name !== path.name),
        );
        return { status: 200, body: [] };
      case 'issues/list-for-repo':
        return {
          status: 200,
          body: this.issues
            .filter(({ labels, state, branch }) => {
              const wanted = query.get('labels');
              const states = query.get('state') ?? 'open';
              return (
                branch === undefined &&
                (wanted === null || labels.includes(wanted)) &&
                (states === 'all' || states === state)
              );
            })
            .map((issue) => this.#shownIssue(issue)),
        };
      case 'issues/create': {
        const issue = {
          number: this.#id(),
          login: this.login,
          title: given.title ?? '',
          body: given.body ?? '',
          state: 'open',
          labels: given.labels ?? [],
        };
        this.issues.push(issue);
        return { status: 201, body: { number: issue.number } };
      }
      case 'issues/get': {
        const issue = this.issues.find((each) => each.number === number);
        return issue === undefined
          ? { status: 404, body: { message: 'Not Found' } }
          : { status: 200, body: this.#shownIssue(issue) };
      }
      case 'issues/update': {
        const issue = this.issues.find((each) => each.number === number);
        if (issue === undefined) return { status: 404, body: { message: 'Not Found' } };
        Object.assign(issue, given);
        return { status: 200, body: {} };
      }
      case 'checks/list-for-ref': {
        const runs = this.checks.filter(
          ({ head_sha, name }) => head_sha === path.ref && name === (query.get('check_name') ?? name),
        );
        return { status: 200, body: { total_count: runs.length, check_runs: runs } };
      }
      case 'checks/create': {
        const {
          output,
          conclusion = null,
          ...rest
        } = body as CheckRun & { output: { title: string; annotations: [] } };
        const run = { ...rest, id: this.#id(), conclusion, title: output.title, annotations: [...output.annotations] };
        this.checks.push(run);
        return { status: 201, body: { id: run.id } };
      }
      case 'checks/update': {
        const run = this.checks.find(({ id }) => id === Number(path.check_run_id));
        if (run === undefined) return { status: 404, body: { message: 'Not Found' } };
        const { output, status, conclusion = null } = body as CheckRun & { output: { annotations: [] } };
        run.status = status;
        run.conclusion = conclusion;
        run.annotations.push(...output.annotations);
        return { status: 200, body: { id: run.id } };
      }
      case 'pulls/list': {
        const state = query.get('state') ?? 'open';
        const head = query.get('head');
        return {
          status: 200,
          body: [...this.pulls.map((pull) => this.#shownPull(pull)), ...this.#ownPulls()].filter(
            (pull) => (state === 'all' || pull.state === state) && (head === null || pull.head.label === head),
          ),
        };
      }
      case 'pulls/get': {
        const pull = this.pulls.find((each) => each.number === number);
        return pull === undefined
          ? { status: 404, body: { message: 'Not Found' } }
          : { status: 200, body: this.#shownPull(pull) };
      }
      case 'pulls/list-files': {
        const pull = this.pulls.find((each) => each.number === number);
        return { status: 200, body: (pull?.files ?? []).map((filename) => ({ filename, status: 'added' })) };
      }
      case 'pulls/create': {
        const issue = {
          number: this.#id(),
          login: this.login,
          title: given.title ?? '',
          body: given.body ?? '',
          state: 'open',
          labels: [],
          branch: given.head ?? '',
        };
        this.issues.push(issue);
        return { status: 201, body: { number: issue.number } };
      }
      case 'pulls/update': {
        const pull = this.issues.find((each) => each.number === number);
        Object.assign(pull ?? {}, given);
        return { status: 200, body: {} };
      }
      case 'git/get-ref': {
        const found = this.refs.get(path.ref ?? '');
        return found === undefined
          ? { status: 404, body: { message: 'Not Found' } }
          : { status: 200, body: { ref: `refs/${path.ref}`, object: { sha: found } } };
      }
      case 'git/get-commit':
        return { status: 200, body: { sha: path.commit_sha, tree: { sha: sha(`tree of ${path.commit_sha}`) } } };
      case 'git/create-tree': {
        const made = sha(body);
        this.trees.set(made, given.tree);
        return { status: 201, body: { sha: made } };
      }
      case 'git/create-commit':
        return { status: 201, body: { sha: given.tree } };
      case 'git/create-ref':
        this.refs.set(String(given.ref).replace(/^refs\//, ''), given.sha ?? '');
        return { status: 201, body: {} };
      case 'git/update-ref':
        this.refs.set(path.ref ?? '', given.sha ?? '');
        return { status: 200, body: {} };
      case 'repos/get-collaborator-permission-level': {
        const role = this.roles.get(path.username ?? '');
        return role === undefined
          ? { status: 404, body: { message: 'Not Found' } }
          : { status: 200, body: { permission: role, role_name: role } };
      }
      case 'actions/list-artifacts-for-repo': {
        const artifacts = this.artifacts
          .filter(({ name }) => name === query.get('name'))
          .map(({ id, name, run, head }) => ({ id, name, expired: false, workflow_run: { id: run, head_sha: head } }));
        return { status: 200, body: { total_count: artifacts.length, artifacts } };
      }
      default:
        return { status: 501, body: { message: `the fake does not know ${operation.id}` } };
    }
  }

  #shownPull({
    number,
    head,
    author = 'author',
    state = 'open',
    title = 'A title',
    base = 'main',
    body = null,
  }: FakePull) {
    const owner = head.owner === undefined ? this.owner : head.owner;
    return {
      number,
      state,
      title,
      body,
      user: user(author),
      labels: (this.labelled.get(number) ?? []).map((name) => ({ name })),
      head: {
        sha: head.sha,
        ref: head.ref,
        label: `${owner ?? 'unknown'}:${head.ref}`,
        // A fork that was deleted, or whose owner is gone.
        repo: owner === null ? null : { full_name: `${owner}/${this.repo}` },
      },
      base: { ref: base, sha: this.refs.get(`heads/${base}`) ?? '' },
    };
  }

  #shownIssue({ login, labels, branch, ...rest }: Issue) {
    return {
      ...rest,
      user: user(login),
      labels: [...labels, ...(this.labelled.get(rest.number) ?? [])].map((name) => ({ name })),
      html_url: `https://github.example/${this.owner}/${this.repo}/issues/${rest.number}`,
      ...(branch === undefined ? {} : { pull_request: {} }),
    };
  }

  #ownPulls() {
    return this.issues.flatMap(({ number, title, body, state, login, branch }) =>
      branch === undefined
        ? []
        : [
            {
              number,
              state,
              title,
              body,
              user: user(login),
              labels: (this.labelled.get(number) ?? []).map((name) => ({ name })),
              head: { sha: '', ref: branch, label: `${this.owner}:${branch}`, repo: null },
              base: { ref: 'main', sha: '' },
            },
          ],
    );
  }
}

const shownComment = ({ id, login, body }: Comment) => ({ id, user: user(login), body });
