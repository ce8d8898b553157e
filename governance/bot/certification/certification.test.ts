import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedFrom } from '../../../certifier/submission/seed.ts';
import { type Checkout, checkout, writeSubmission } from '../../../certifier/submission/testing/folder.ts';
import { FOLDER, type SubmissionDraft, TODAY } from '../../../certifier/submission/testing/request.ts';
import type { Action, CheckAction, CommentAction, LabelsAction } from '../action.ts';
import { execute } from '../execute.ts';
import { createClient } from '../github.ts';
import { Target } from '../target.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { TestRepository } from '../testing/repository.ts';
import { CHECK, planCertificationPullRequest } from './plan.ts';
import { readCertificationPullRequest } from './read.ts';

let github: FakeGitHub;
let repository: TestRepository;
let here: Checkout;
beforeEach(() => {
  github = new FakeGitHub();
  repository = new TestRepository({ 'README.md': 'Nothing yet.\n' });
  here = checkout();
});
afterEach(() => {
  repository.remove();
  here.remove();
});

const client = () => createClient({ token: 't', baseUrl: 'https://github.example', fetch: github.fetch, second: 1 });
const target = () => new Target(client(), { owner: github.owner, repo: github.repo }, github.login, false);
const NAMES = ['submission.yaml', 'stdio/report.json', 'stdio/transcript.jsonl'] as const;

/** The files of an admissible submission, each as a test changes it. */
async function submission(
  change: (draft: SubmissionDraft) => void = () => undefined,
  files: Readonly<Record<string, (text: string) => string | null>> = {},
): Promise<Record<string, string | null>> {
  await writeSubmission(here, change);
  return Object.fromEntries(
    NAMES.map((name) => {
      const text = readFileSync(join(here.root, FOLDER, name), 'utf8');
      return [`${FOLDER}/${name}`, (files[name] ?? ((same) => same))(text)];
    }).filter(([, text]) => text !== null),
  );
}

const pull = (files: Readonly<Record<string, string | null>>, author = 'acme-dev', number = 7): string => {
  const sha = repository.pull(number, () => repository.commit(files));
  github.pulls.push({ number, head: { sha, ref: 'weather', owner: null }, files: Object.keys(files), author });
  return sha;
};

const plan = async (number = 7, date = TODAY): Promise<readonly Action[]> => {
  const event = { owner: github.owner, repo: github.repo, defaultBranch: 'main', pull: { number } };
  const reader = { octokit: client(), root: repository.root, token: 't', date, login: github.login };
  const state = await readCertificationPullRequest(event, reader);
  expect(github.mistakes).toEqual([]);
  if ('because' in state) throw new Error(state.because);
  return planCertificationPullRequest(state);
};
const commentOf = (actions: readonly Action[]) =>
  actions.find((action): action is CommentAction => action.action === 'comment')?.body ?? '';
const labelsOf = (actions: readonly Action[]) =>
  actions.find((action): action is LabelsAction => action.action === 'labels')?.labels.map(({ name }) => name);
const checkOf = (actions: readonly Action[]) =>
  actions.find((action): action is CheckAction => action.action === 'check');

describe('a pull request with a submission', () => {
  it('is judged again, and told what was reached and what comes next', async () => {
    pull(await submission());
    const actions = await plan();
    expect(commentOf(actions)).toContain('### `acme/weather` `1.4.2`');
    expect(commentOf(actions)).toMatch(/^- stdio, 2025-11-25: [≡≢≟] [a-z ]+, \d+ of \d+ applicable MUSTs observed$/m);
    expect(commentOf(actions)).toContain('Assurance: **re-judged**');
    expect(commentOf(actions)).toContain('Every admission rule is kept.');
    expect(labelsOf(actions)).toEqual([
      'Submission: admissible',
      'Assurance: re-judged',
      expect.stringMatching(/^Verdict: /),
    ]);
    expect(checkOf(actions)).toMatchObject({ name: CHECK, conclusion: 'success', annotations: [] });
  });

  it('without a seed is told that it is not fresh, and with which seed a run of today would be', async () => {
    pull(await submission());
    const today = new Date().toISOString().slice(0, 10);
    const comment = commentOf(await plan(7, today));
    expect(comment).toContain('Freshness: not fresh: no seed was issued for it');
    const main = repository.git(repository.root, 'rev-parse', 'main');
    const seed = await seedFrom({ commit: main, day: today }, { vendor: 'acme', name: 'weather', version: '1.4.2' });
    expect(comment).toContain(`A seed for a run of today: \`accord certify --seed ${seed}\``);
  });

  it('whose report says other than the judge is refused, each outcome shown, and has no verdict', async () => {
    pull(
      await submission(undefined, {
        'stdio/report.json': (text) => text.replace('"outcome": "pass"', '"outcome": "not-applicable"'),
      }),
    );
    const actions = await plan();
    expect(commentOf(actions)).toMatch(
      /1 outcome is not what the judge says of the transcript:\n {2}- `2025-11-25 \S+: not-applicable, and now pass`/,
    );
    expect(commentOf(actions)).toContain('Assurance: **declared**');
    expect(labelsOf(actions)).toEqual(['Submission: to mend', 'Assurance: declared']);
    expect(checkOf(actions)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('1 outcome that differs'),
    });
  });

  it('gets each finding at its line, with the rule and what to do', async () => {
    pull(
      await submission((draft) => {
        draft.subject.version = '1.4.3';
      }),
    );
    const actions = await plan();
    expect(commentOf(actions)).toContain('(subject-folder)`');
    expect(commentOf(actions)).toContain('- `subject-folder`: Vendor, product and version are the same');
    expect(checkOf(actions)?.annotations).toContainEqual(
      expect.objectContaining({ path: `${FOLDER}/submission.yaml`, title: 'subject-folder', level: 'failure' }),
    );
    expect(labelsOf(actions)).toContain('Submission: to mend');
  });

  it('without a report, with a link or a program in it, is told so, and nothing behind a link is read', async () => {
    const files = await submission(undefined, { 'stdio/report.json': () => null });
    const sha = repository.pull(7, () => {
      repository.commit(files);
      repository.git(repository.root, 'update-index', '--chmod=+x', `${FOLDER}/submission.yaml`);
      const blob = repository.git(repository.root, 'rev-parse', 'HEAD:README.md');
      repository.git(repository.root, 'update-index', '--add', '--cacheinfo', `120000,${blob},${FOLDER}/reply.md`);
      repository.git(repository.root, 'commit', '--quiet', '--message', 'Worse');
      repository.git(repository.root, 'reset', '--quiet', '--hard');
    });
    github.pulls.push({ number: 7, head: { sha, ref: 'x' }, files: [], author: null });
    const actions = await plan();
    for (const rule of ['files-present', 'files-plain']) expect(commentOf(actions)).toContain(`- \`${rule}\`: `);
    expect(commentOf(actions)).toContain('- stdio: its report cannot be read');
    expect(labelsOf(actions)).toEqual(['Submission: to mend', 'Assurance: declared']);
  });

  it('that brings no submission, and something beside them, is refused; and a note elsewhere is not', async () => {
    pull({ 'implementations/acme/weather/1.4.2': 'x', 'implementations/status-log.jsonl': '{}\n' });
    const actions = await plan();
    expect(commentOf(actions)).toContain('implementations/acme/weather/1.4.2:1:1');
    expect(commentOf(actions)).toContain('addition of what the programme keeps');
    expect(labelsOf(actions)).toEqual(['Submission: to mend']);
    expect(checkOf(actions)).toMatchObject({ conclusion: 'failure', title: '2 findings' });
    pull({ 'notes.md': 'x' }, 'acme-dev', 8);
    expect(checkOf(await plan(8))).toMatchObject({
      conclusion: 'success',
      title: 'No submission in this pull request',
    });
  });

  it('shows what a submitter wrote as code, which calls nobody and is no markup', async () => {
    pull(await submission(undefined, { 'submission.yaml': (text) => `${text}"@everyone <img src=x> \`x\`": 1\n` }));
    const body = commentOf(await plan());
    expect(body).toMatch(/^- `` .*@everyone.* ``$/m);
    expect(body.replace(/`` .* ``/g, '')).not.toContain('@everyone');
  });

  it('of a product of somebody else says that there will be no certificate', async () => {
    pull(
      await submission((draft) => {
        draft.submitter.for = 'other';
      }),
    );
    expect(commentOf(await plan())).toContain('there is no certificate and no badge');
  });

  it('may hold a certificate only where the programme itself offers it', async () => {
    const files = await submission();
    repository.merge(repository.commit(files));
    const added = { [`${FOLDER}/stdio/certificate.intoto.jsonl`]: '{}\n' };
    pull(added);
    expect(commentOf(await plan())).toContain('(certificate-by-programme)');
    pull(added, github.login, 8);
    expect(commentOf(await plan(8))).toContain('Every admission rule is kept.');
  });

  it('may be renewed by the programme, with what it was renewed from, and by nobody else', async () => {
    const files = await submission();
    repository.merge(repository.commit({ ...files, [`${FOLDER}/stdio/certificate.intoto.jsonl`]: '{}\n' }));
    const renewed = {
      [`${FOLDER}/stdio/certificate.intoto.jsonl`]: '{"new":1}\n',
      [`${FOLDER}/stdio/former/${'a'.repeat(32)}.intoto.jsonl`]: '{}\n',
      'implementations/status-log.jsonl': '{}\n',
    };
    pull(renewed, github.login);
    expect(commentOf(await plan())).toContain('Every admission rule is kept.');
    pull(renewed, 'stranger', 8);
    for (const rule of ['append-only', 'certificate-by-programme', 'one-product'])
      expect(commentOf(await plan(8))).toContain(`(${rule})`);
    pull({ [`${FOLDER}/stdio/former/notes.txt`]: 'x' }, github.login, 9);
    expect(commentOf(await plan(9))).toContain('(files-known)');
  });

  it('changes nothing the second time, and takes everything back once no submission is in it', async () => {
    pull(await submission());
    const first = await execute(await plan(), target());
    expect(first.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    expect(first.flatMap(({ changes }) => changes).length).toBeGreaterThan(0);
    const again = await execute(await plan(), target());
    expect(again.flatMap(({ changes }) => changes)).toEqual([]);
    github.pulls.length = 0;
    pull({ 'README.md': 'Another text.\n' });
    await execute(await plan(), target());
    expect(github.comments).toEqual([]);
    expect(github.labelled.get(7)).toEqual([]);
    expect(github.checks.at(-1)).toMatchObject({ name: CHECK, conclusion: 'success' });
  });
});

describe('a pull request that is no more', () => {
  it.each([
    ['there is none', () => undefined, /^there is no pull request 7$/],
    [
      'it was closed',
      () => void github.pulls.push({ number: 7, head: { sha: 'a'.repeat(40), ref: 'x' }, files: [], state: 'closed' }),
      /^pull request 7 is closed$/,
    ],
  ])('is left alone: %s', async (_what, prepare, because) => {
    prepare();
    await expect(plan()).rejects.toThrow(because);
  });

  it('in which somebody has pushed since is for the next run', async () => {
    pull(await submission());
    const [{ head, ...rest } = { head: { sha: '', ref: '' }, number: 7, files: [] }] = github.pulls;
    github.pulls.splice(0, 1, { ...rest, head: { ...head, sha: 'b'.repeat(40) } });
    await expect(plan()).rejects.toThrow('pull request 7 has gone on since');
  });
});
