import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles, textOf } from '../../files.ts';
import { charter, GROUND, rfc } from '../../lint/example.ts';
import { PROCESS_FILE, requireProcess } from '../../process.ts';
import { renderTemplate } from '../../rfc/template.ts';
import type { Action, CheckAction, CommentAction, LabelsAction } from '../action.ts';
import { type BotEvent, parseEvent } from '../event.ts';
import { execute } from '../execute.ts';
import { createClient } from '../github.ts';
import { Target } from '../target.ts';
import { FakeGitHub, type FakePull } from '../testing/fake-github.ts';
import { opened, queue, ranOn } from '../testing/payloads.ts';
import { TestRepository } from '../testing/repository.ts';
import { CHECK, planRfcPullRequest } from './plan.ts';
import { planQueued, readQueued } from './queue.ts';
import { readRfcPullRequest } from './read.ts';

const ours = diskFiles(`${import.meta.dirname}/../../..`);
const process = requireProcess(ours);
const ground = {
  ...GROUND,
  [PROCESS_FILE]: textOf(ours, PROCESS_FILE) ?? '',
  'rfcs/0000-template.md': renderTemplate(process),
};

let github: FakeGitHub;
let repository: TestRepository;
beforeEach(() => {
  // The owner and the name of the recorded payloads.
  github = new FakeGitHub('Codertocat', 'Hello-World');
});
afterEach(() => repository?.remove());

const authors = ['A Name (@author)'];
const DRAFT = { 'rfcs/0001-an-example.md': rfc({ authors }) };
const client = () => createClient({ token: 't', baseUrl: 'https://github.example', fetch: github.fetch, second: 1 });
const open = (pull: Partial<FakePull> & { number: number; head: FakePull['head'] }): void =>
  void github.pulls.push({ author: 'author', files: [], ...pull });

const plan = async (event: string | BotEvent): Promise<readonly Action[]> => {
  const parsed = typeof event === 'string' ? parseEvent(event) : event;
  const state = await readRfcPullRequest(parsed, { octokit: client(), root: repository.root, token: 't' });
  expect(github.mistakes).toEqual([]);
  if ('because' in state) throw new Error(state.because);
  return planRfcPullRequest(state);
};
const commentOf = (actions: readonly Action[]) =>
  actions.find((action): action is CommentAction => action.action === 'comment')?.body ?? '';
const labelsOf = (actions: readonly Action[]) =>
  actions.find((action): action is LabelsAction => action.action === 'labels')?.labels.map(({ name }) => name);
const checkOf = (actions: readonly Action[]) =>
  actions.find((action): action is CheckAction => action.action === 'check');

/** A pull request that makes these changes. */
const pull = (number: number, files: Readonly<Record<string, string | null>>, more: Partial<FakePull> = {}): string => {
  const sha = repository.pull(number, () => repository.commit(files));
  open({ number, head: { sha, ref: `change-${number}` }, files: Object.keys(files), ...more });
  return sha;
};

describe('a pull request with a new RFC', () => {
  it('gets a comment, the labels of the file and a check', async () => {
    repository = new TestRepository(ground);
    pull(2, DRAFT);
    const actions = await plan(opened(2));
    expect(commentOf(actions)).toContain('### RFC 0001: `An example`\n\nNew: draft, informational, group `example`.');
    expect(commentOf(actions)).toContain('Every rule is kept.');
    expect(labelsOf(actions)).toEqual(['RFC status: draft', 'RFC type: informational', 'RFC group: example']);
    expect(checkOf(actions)).toMatchObject({ conclusion: 'success', title: 'Every rule is kept', annotations: [] });
  });

  it('is told each finding at its line, in the comment and in the check', async () => {
    repository = new TestRepository(ground);
    pull(2, { 'rfcs/0001-an-example.md': rfc({ authors, group: 'nobody' }) });
    const actions = await plan(opened(2));
    expect(commentOf(actions)).toMatch(
      /1 error, 0 warnings\.\n\n- `rfcs\/0001-an-example\.md:\d+:\d+ {1,2}error .*group-exists\)`/,
    );
    expect(checkOf(actions)).toMatchObject({
      conclusion: 'failure',
      title: '1 error, 0 warnings',
      annotations: [
        expect.objectContaining({ path: 'rfcs/0001-an-example.md', title: 'group-exists', level: 'failure' }),
      ],
    });
  });

  it('changes nothing the second time', async () => {
    repository = new TestRepository(ground);
    pull(2, DRAFT);
    const target = () => new Target(client(), { owner: github.owner, repo: github.repo }, github.login, false);
    await execute(await plan(opened(2)), target());
    const before = github.writes.length;
    expect(before).toBeGreaterThan(0);
    const done = await execute(await plan(opened(2, 'synchronize')), target());
    expect(done.flatMap(({ changes, failure }) => [...changes, failure ?? []].flat())).toEqual([]);
    expect(github.writes).toHaveLength(before);
  });

  it('shows what a title holds as code, which calls nobody', async () => {
    repository = new TestRepository(ground);
    pull(2, { 'rfcs/0001-an-example.md': rfc({ authors, title: 'For @everyone, see #1 <img src=x> `and` more' }) });
    const body = commentOf(await plan(opened(2)));
    expect(body).toContain('### RFC 0001: `` For @everyone, see #1 <img src=x> `and` more ``');
  });

  it('links to the site as it would be, once that is built of the same commit', async () => {
    repository = new TestRepository(ground);
    const head = pull(2, DRAFT);
    github.artifacts.push({ id: 5, name: 'site-preview-2', run: 4, head: 'b'.repeat(40) });
    expect(commentOf(await plan(opened(2)))).not.toContain('preview');
    github.artifacts.push({ id: 6, name: 'site-preview-2', run: 5, head });
    expect(commentOf(await plan(ranOn(head)))).toContain(
      '[preview](https://github.com/Codertocat/Hello-World/actions/runs/5/artifacts/6)',
    );
  });
});

describe('a pull request that changes an RFC', () => {
  const discussion = 'https://forum.example/1';
  const review = rfc(
    {
      authors,
      status: 'review',
      history: [
        { status: 'draft', date: '2026-11-01' },
        { status: 'review', date: '2026-11-02', evidence: { discussion } },
      ],
      discussion,
    },
    '## Summary\n\nWhat it is about.\n\n## Motivation\n\nAnother reason.\n\n## Background\n\nMore.\n',
  );

  it('is summed up: the step with its evidence, sections, and who requires it', async () => {
    repository = new TestRepository({
      ...ground,
      ...DRAFT,
      'rfcs/0002-second.md': rfc({ number: 2, title: 'The second', requires: [1] }),
      'rfcs/0003-third.md': rfc({ number: 3, title: 'The third', requires: [2] }),
    });
    pull(2, { 'rfcs/0001-an-example.md': review });
    const body = commentOf(await plan(opened(2)));
    expect(body).toContain('Step: draft → in review on 2026-11-02; informational, group `example`.');
    expect(body).toContain(`- discussion: \`${discussion}\``);
    expect(body).toContain('- sections added: `Background`\n- sections changed: `Motivation`');
    expect(body).toContain('- RFC 0002, `The second` (draft) requires it');
    expect(body).toContain('- RFC 0003, `The third` (draft) requires RFC 0002, which requires it');
  });

  it('is judged by who makes it: a stranger takes no step', async () => {
    repository = new TestRepository({ ...ground, ...DRAFT });
    pull(2, { 'rfcs/0001-an-example.md': review });
    expect(checkOf(await plan(opened(2)))?.conclusion).toBe('success');
    github.pulls.length = 0;
    pull(3, { 'rfcs/0001-an-example.md': review }, { author: 'stranger' });
    expect(commentOf(await plan(opened(3)))).toContain('step to review by stranger');
    github.pulls.length = 0;
    pull(4, { 'rfcs/0001-an-example.md': review }, { author: null });
    expect(commentOf(await plan(opened(4)))).toContain('step to review by ghost');
  });

  it('that takes an RFC away is told that it stays', async () => {
    repository = new TestRepository({ ...ground, ...DRAFT });
    pull(2, { 'rfcs/0001-an-example.md': null });
    expect(commentOf(await plan(opened(2)))).toContain('Taken away. An RFC that ends stays');
    expect(checkOf(await plan(opened(2)))?.conclusion).toBe('failure');
  });

  it('is told the ways on from where it would then stand', async () => {
    repository = new TestRepository(ground);
    pull(2, DRAFT);
    expect(commentOf(await plan(opened(2)))).toContain(
      '**Once it is merged, from here**\n\n- in review: by author, with discussion\n- withdrawn: by author, with reason\n- dormant: by editor, after 180 days',
    );
  });

  it('that breaks the process file is told so in the words of the process that stands', async () => {
    repository = new TestRepository(ground);
    pull(2, { ...DRAFT, [PROCESS_FILE]: 'format: [' });
    expect(commentOf(await plan(opened(2)))).toContain('rfcs/process.yaml:');
  });
});

describe('numbers', () => {
  it('that two pull requests take are told to the later one, with the command that moves it', async () => {
    repository = new TestRepository({ ...ground, ...DRAFT });
    const second = (name: string, title: string) => ({ [`rfcs/0002-${name}.md`]: rfc({ number: 2, title, authors }) });
    pull(5, second('first-come', 'First come'));
    pull(6, { 'rfcs/0009-far.md': rfc({ number: 9, title: 'Far off', authors }) });
    pull(7, second('second-come', 'Second come'));
    const later = await plan(opened(7));
    expect(commentOf(later)).toContain(
      'RFC 0002 is taken by `rfcs/0002-first-come.md` in #5. The next free number is 0010.',
    );
    expect(commentOf(later)).toContain('rfc new --renumber rfcs/0002-second-come.md');
    expect(checkOf(later)).toMatchObject({
      conclusion: 'failure',
      title: '0 errors, 0 warnings, 1 number that is taken',
    });
    const earlier = await plan(opened(5));
    expect(commentOf(earlier)).toContain('also `rfcs/0002-second-come.md` in #7, which came later and has to move.');
    expect(checkOf(earlier)?.conclusion).toBe('success');
  });

  it('that main has taken since the branch began are told', async () => {
    repository = new TestRepository(ground);
    pull(2, DRAFT);
    repository.commit({ 'rfcs/0001-other.md': rfc({ title: 'Another' }) });
    repository.git(repository.root, 'push', '--quiet', 'origin', 'main');
    expect(commentOf(await plan(opened(2)))).toContain('taken by `rfcs/0001-other.md` on the main branch');
  });
});

describe('a pull request without RFCs', () => {
  it('has no comment and no label of ours, even if it had before, and a check that keeps nobody waiting', async () => {
    repository = new TestRepository(ground);
    pull(2, { 'README.md': '# A change\n' });
    github.labelled.set(2, ['RFC status: draft', 'docs']);
    github.comments.push({ id: 1, on: 2, login: github.login, body: '<!-- accord: rfc -->\nold' });
    await execute(
      await plan(opened(2)),
      new Target(client(), { owner: github.owner, repo: github.repo }, github.login, false),
    );
    expect(github.comments).toEqual([]);
    expect(github.labelled.get(2)).toEqual(['docs']);
    expect(github.checks.map(({ title, conclusion }) => [title, conclusion])).toEqual([
      ['No RFC in this pull request', 'success'],
    ]);
  });
});

describe('a commit of the merge queue', () => {
  const queued = async (files: Readonly<Record<string, string>>) => {
    const head = repository.pull(9, () => repository.commit(files));
    repository.git(repository.root, 'push', '--quiet', 'origin', `${head}:refs/heads/gh-readonly-queue/main/pr-9`);
    const { pull: asked } = parseEvent(queue(head));
    expect(asked).toEqual({ queued: head });
    const problems = await readQueued(head, { root: repository.root, token: 't' });
    const done = async () =>
      execute(
        planQueued(head, problems ?? []),
        new Target(client(), { owner: github.owner, repo: github.repo }, github.login, false),
      );
    return { head, problems, done };
  };

  it('gets the check that pull requests get, so that a queue which requires it goes on', async () => {
    repository = new TestRepository(ground);
    const { head, done } = await queued(DRAFT);
    await done();
    await done();
    expect(github.mistakes).toEqual([]);
    expect(github.checks).toEqual([expect.objectContaining({ head_sha: head, name: CHECK, conclusion: 'success' })]);
  });

  it('is failed where two pull requests, each in order, are not so together', async () => {
    repository = new TestRepository(ground);
    const { done } = await queued({ ...DRAFT, 'rfcs/0001-another.md': rfc({ authors, title: 'Another' }) });
    await done();
    expect(github.checks).toEqual([expect.objectContaining({ conclusion: 'failure' })]);
  });

  it('of two steps, each judged on its pull request, is in order', async () => {
    repository = new TestRepository({
      ...ground,
      ...DRAFT,
      'rfcs/0002-two.md': rfc({ number: 2, title: 'Another', authors }),
    });
    const step = (fields: object) =>
      rfc({
        authors,
        discussion: 'https://example.org/1',
        status: 'review',
        history: [
          { status: 'draft', date: '2026-11-01' },
          { status: 'review', date: '2026-11-02', evidence: { discussion: 'https://example.org/1' } },
        ],
        ...fields,
      });
    const { problems } = await queued({
      'rfcs/0001-an-example.md': step({}),
      'rfcs/0002-two.md': step({ number: 2, title: 'Another' }),
    });
    expect(problems).toEqual([]);
  });

  it('that has gone is left alone', async () => {
    repository = new TestRepository(ground);
    expect(await readQueued('a'.repeat(40), { root: repository.root, token: 't' })).toBeNull();
  });
});

describe('whatever happens to accounts, forks and branches', () => {
  it('a pull request from a fork that is gone is found by its commit', async () => {
    repository = new TestRepository(ground);
    pull(2, { 'README.md': 'x\n' });
    pull(3, { 'README.md': 'y\n' });
    const sha = repository.pull(4, () => repository.commit(DRAFT));
    open({ number: 4, head: { sha, ref: 'patch-1', owner: null } });
    expect(labelsOf(await plan(ranOn(sha)))).toContain('RFC status: draft');
  });

  it.each([
    [
      'closed before we came',
      (head: string) => ranOn(head.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))),
      /^no open pull request ends in /,
    ],
    ['deleted', () => opened(404), /^there is no pull request 404$/],
    ['merged', () => opened(3, 'closed'), /^pull request 3 is closed$/],
    [
      'none of a pull request',
      (head: string) => ranOn(head, 'schedule'),
      /^the workflow did not run for a pull request$/,
    ],
  ])('one that is %s is nothing to do', async (_what, event, because) => {
    repository = new TestRepository(ground);
    const head = pull(2, DRAFT);
    open({ number: 3, head: { sha: head, ref: 'gone' }, state: 'closed' });
    await expect(plan(event(head))).rejects.toThrow(because);
    expect(github.writes).toEqual([]);
  });

  it('one that has gone on while we read is left to the next run', async () => {
    repository = new TestRepository(ground);
    pull(2, DRAFT);
    repository.pull(2, () => repository.commit({ ...DRAFT, 'x.md': 'x\n' }));
    await expect(plan(opened(2))).rejects.toThrow('has gone on since');
  });

  it('a branch without a common ancestor is told in a line', async () => {
    repository = new TestRepository(ground);
    const sha = repository.pull(2, () => {
      repository.git(repository.root, 'checkout', '--quiet', '--orphan', 'apart');
      repository.commit(DRAFT);
    });
    open({ number: 2, head: { sha, ref: 'apart' } });
    await expect(plan(opened(2))).rejects.toThrow('pull request 2 and main have no common ancestor');
  });
});

describe('labels', () => {
  it('follow the process when it changes', async () => {
    const renamed = (ground[PROCESS_FILE] ?? '').replaceAll(/\bdraft\b/g, 'sketch').replaceAll('Draft', 'Sketch');
    repository = new TestRepository({ ...ground, [PROCESS_FILE]: renamed });
    pull(2, {
      'rfcs/0001-an-example.md': rfc({
        authors,
        status: 'sketch',
        history: [{ status: 'sketch', date: '2026-11-01' }],
      }),
    });
    const actions = await plan(opened(2));
    expect(labelsOf(actions)?.[0]).toBe('RFC status: sketch');
    expect(commentOf(actions)).toContain('New: sketch,');
  });

  it('name a group that a charter of the same pull request founds', async () => {
    repository = new TestRepository(ground);
    pull(2, {
      'rfcs/0001-an-example.md': rfc({ authors, group: 'novel' }),
      'working-groups/novel/charter.md': charter({ name: 'novel', title: 'Novel group' }),
      'working-groups/novel/meetings/README.md': '# Meetings\n',
    });
    expect(labelsOf(await plan(opened(2)))).toContain('RFC group: novel');
  });
});
