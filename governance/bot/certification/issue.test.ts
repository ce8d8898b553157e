import webhooks from '@octokit/webhooks-examples';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWERS } from '../../../certifier/submission/form.ts';
import { DIGEST } from '../../../certifier/submission/testing/request.ts';
import type { Action } from '../action.ts';
import { parseEvent } from '../event.ts';
import { execute } from '../execute.ts';
import { createClient } from '../github.ts';
import { Target } from '../target.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { TestRepository } from '../testing/repository.ts';
import { planDispute } from './dispute.ts';
import { planIssue } from './read-issue.ts';

const ROOT = `${import.meta.dirname}/../../..`;
let github: FakeGitHub;
let repository: TestRepository;
beforeEach(() => {
  // The owner and the name of the recorded payloads.
  github = new FakeGitHub('Codertocat', 'Hello-World');
  github.refs.set('heads/master', 'c'.repeat(40));
  repository = new TestRepository({ 'README.md': 'Nothing yet.\n', 'implementations/README.md': 'Results.\n' });
});
afterEach(() => repository.remove());

const client = () => createClient({ token: 't', baseUrl: 'https://github.example', fetch: github.fetch, second: 1 });
const target = () => new Target(client(), { owner: github.owner, repo: github.repo }, github.login, false);

/** As GitHub has sent it; only the number is ours. */
const opened = (number: number): string => {
  const examples = webhooks.find(({ name }) => name === 'issues')?.examples ?? [];
  const payload = structuredClone(examples.find((each) => 'action' in each && each.action === 'opened')) as never;
  const { issue } = payload as { readonly issue: object };
  return JSON.stringify({ ...(payload as object), issue: Object.assign(issue, { number }) });
};
const issue = (body: string, label: string, state = 'open'): void =>
  void github.issues.push({ number: 5, login: 'ada', title: 'A title', body, state, labels: [label] });
const plan = async (root = repository.root): Promise<readonly Action[]> => {
  const planned = await planIssue(parseEvent(opened(5)), { octokit: client(), root, token: 't' });
  expect(github.mistakes).toEqual([]);
  if ('because' in planned) throw new Error(planned.because);
  return planned;
};
const commentIn = (actions: readonly Action[]): string =>
  actions.flatMap((action) => (action.action === 'comment' ? (action.body ?? '') : [])).join('');
const labelsIn = (actions: readonly Action[]): readonly string[] =>
  actions.flatMap((action) => (action.action === 'labels' ? action.labels.map(({ name }) => name) : []));

describe('an event', () => {
  it('of an issue names it, and no pull request', () => {
    expect(parseEvent(opened(5))).toMatchObject({ issue: 5, pull: null });
  });

  it('of a workflow names its file, whatever it was called and of whichever branch it is', () => {
    const examples = webhooks.find(({ name }) => name === 'workflow_run')?.examples ?? [];
    const payload = structuredClone(examples.find((each) => 'workflow_run' in each)) as never as {
      workflow_run: object;
    };
    const ran = (path: string) =>
      parseEvent(
        JSON.stringify({ ...payload, workflow_run: { ...payload.workflow_run, event: 'pull_request', path } }),
      );
    for (const path of ['.github/workflows/certify-request.yml', '.github/workflows/certify-request.yml@refs/heads/x'])
      expect(ran(path).workflow).toBe('certify-request.yml');
  });
});

const FILLED: Readonly<Record<string, string>> = {
  Role: 'server',
  Vendor: 'acme',
  Product: 'weather',
  Version: '1.4.2',
  Package: 'pkg:npm/%40acme/weather@1.4.2',
  Digest: DIGEST,
  'Command over stdio': 'npx\n-y\n@acme/weather@1.4.2',
  'Network over stdio': 'none',
  Claims: '2025-11-25 | server-2025-11-25-stdio',
  'Your handle': 'acme-dev',
  'You speak for': 'vendor',
  Contact: '@acme-dev',
};
const request = (more: Readonly<Record<string, string>> = {}): string =>
  ANSWERS.map(({ label }) => `### ${label}\n\n${{ ...FILLED, ...more }[label] ?? '_No response_'}\n`).join('\n');

describe('an issue that requests a certification', () => {
  it('becomes a pull request with the submission, and changes nothing the second time', async () => {
    issue(request(), 'certification');
    const first = await execute(await plan(), target());
    expect(first.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    const [tree] = [...github.trees.values()] as { path: string; content: string }[][];
    expect(tree?.map(({ path }) => path)).toEqual(['implementations/acme/weather/1.4.2/submission.yaml']);
    expect(tree?.[0]?.content).toContain('  name: weather\n  version: 1.4.2\n');
    expect(github.issues.at(-1)).toMatchObject({ branch: 'submissions/5', title: 'Submission: acme/weather 1.4.2' });
    const before = github.writes.length;
    expect((await execute(await plan(), target())).flatMap(({ changes }) => changes)).toEqual([]);
    expect(github.writes).toHaveLength(before);
  });

  it('of a version that has a result gets the next folder', async () => {
    repository.commit({ 'implementations/acme/weather/1.4.2/submission.yaml': 'x\n' });
    issue(request(), 'certification');
    const [offer] = await plan();
    expect(offer).toMatchObject({
      files: { 'implementations/acme/weather/1.4.2-2/submission.yaml': expect.anything() },
    });
  });

  it('is told each answer that is missing, at its line, and brings nothing', async () => {
    issue(request({ Vendor: '../../etc', Contact: '' }), 'certification');
    const actions = await plan();
    expect(actions.map(({ action }) => action)).toEqual(['comment', 'labels']);
    expect(commentIn(actions)).toMatch(/^\d+ answers? to mend:\n\n- `issue:\d+:1 error /);
    expect(labelsIn(actions)).toEqual(['Request: to mend']);
  });
});

const dispute = (about: string): string =>
  `### Certificate or requirement\n\n${about}\n\n### Events\n\n12\n\n### The sentence\n\ntools.list.unique @everyone\n`;

describe('an issue that disputes a verdict', () => {
  it('is told the rule, its source and the stored results that rest on it', async () => {
    issue(dispute('tools.name.unique'), 'dispute');
    const actions = await plan(ROOT);
    expect(commentIn(actions)).toContain('**`tools.name.unique`** (');
    expect(commentIn(actions)).toContain('https://modelcontextprotocol.io/specification/');
    expect(commentIn(actions)).toMatch(
      /- `implementations\/accord\/accord-reference-server\/0\.1\.0\/stdio`: tools\.name\.unique in \S+: pass/,
    );
    expect(labelsIn(actions)).toEqual(['Dispute: open']);
  });

  it('repeats nothing that was written, and asks where nothing known is named', async () => {
    issue(dispute('everything, <b>all</b> @everyone'), 'dispute');
    const actions = await plan(ROOT);
    expect(commentIn(actions)).toContain('names no requirement and no certificate that is known here');
    expect(commentIn(actions)).not.toMatch(/@everyone|<b>/);
    expect(labelsIn(actions)).toEqual(['Dispute: to complete']);
  });

  it('is accepted where the judge leaves the check out because of it, and by nothing else', () => {
    const requirements = [{ id: 'a.b', statement: 'It does.', level: 'MUST', sources: [] }];
    const known = { number: 5, requirements, touched: [] };
    expect(labelsIn(planDispute({ ...known, accepted: [] }))).toEqual(['Dispute: open']);
    expect(labelsIn(planDispute({ ...known, accepted: ['a.b'] }))).toEqual(['Dispute: accepted']);
  });
});

describe('an issue that the bot has no answer to', () => {
  it.each([
    ['is of another form', () => issue('A crash', 'bug'), /^issue 5 is of no form that the bot answers$/],
    ['is closed', () => issue(request(), 'certification', 'closed'), /^issue 5 is closed$/],
    ['is gone', () => undefined, /^there is no issue 5$/],
  ])('is left alone when it %s', async (_what, prepare, because) => {
    prepare();
    await expect(plan()).rejects.toThrow(because);
  });
});
