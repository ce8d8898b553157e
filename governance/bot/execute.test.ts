import { beforeEach, describe, expect, it } from 'vitest';
import type { Action, CheckAction, PullRequestAction } from './action.ts';
import { doneLines, execute, TokenRefused } from './execute.ts';
import { createClient } from './github.ts';
import { Target } from './target.ts';
import { FakeGitHub } from './testing/fake-github.ts';
import { match, operations } from './testing/openapi.ts';
import { OPERATIONS } from './testing/operations.ts';
import { code, fitted, markOf } from './text.ts';

let github: FakeGitHub;
beforeEach(() => {
  github = new FakeGitHub();
});

/** A server of one's own unless it is said: the limits of the public one make every write wait. */
const target = (dryRun = false, baseUrl: string | undefined = 'https://github.example') => {
  const client = createClient({ token: 't', baseUrl, fetch: github.fetch, second: 1 });
  return new Target(client, { owner: github.owner, repo: github.repo }, github.login, dryRun);
};
const run = async (...actions: readonly Action[]) => {
  const done = await execute(actions, target());
  expect(github.mistakes).toEqual([]);
  return done;
};
/** Carried out again, a plan changes nothing. */
const again = async (...actions: readonly Action[]) => {
  const before = github.writes.length;
  const done = await run(...actions);
  expect(done.flatMap(({ changes }) => changes)).toEqual([]);
  expect(github.writes).toHaveLength(before);
};

const LABEL = { name: 'status: review', color: '0969da', description: 'In review' };
const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';

describe('a comment', () => {
  const says = (body: string | null): Action => ({ action: 'comment', on: 2, mark: 'rfc', body });

  it('is made once, changed when it says something else, and taken away', async () => {
    await run(says('one'));
    await again(says('one'));
    await run(says('two'));
    expect(github.comments.map(({ body }) => body)).toEqual([`${markOf('rfc')}\ntwo`]);
    await run(says(null));
    expect(github.comments).toEqual([]);
    await again(says(null));
    expect(github.writes).toEqual(['issues/create-comment', 'issues/update-comment', 'issues/delete-comment']);
  });

  it('of somebody else is left alone, even when it quotes ours, and when its author is gone', async () => {
    for (const login of ['somebody', null, github.login])
      github.comments.push({ id: github.comments.length + 1, on: 2, login, body: `> ${markOf('rfc')}\nquoted` });
    github.comments.push({ id: 9, on: 2, login: 'somebody', body: `${markOf('rfc')}\nforged` });
    await run(says('ours'));
    expect(github.comments.map(({ id, body }) => [id, body.split('\n').at(-1)])).toEqual([
      [1, 'quoted'],
      [2, 'quoted'],
      [3, 'quoted'],
      [9, 'forged'],
      [expect.any(Number), 'ours'],
    ]);
  });

  it('that was made twice is one again', async () => {
    for (const id of [1, 2, 3]) github.comments.push({ id, on: 2, login: github.login, body: `${markOf('rfc')}\nold` });
    await run(says('new'));
    expect(github.comments.map(({ id, body }) => [id, body])).toEqual([[1, `${markOf('rfc')}\nnew`]]);
  });

  it('is not written again for ends of lines that GitHub has changed', async () => {
    github.comments.push({ id: 1, on: 2, login: github.login, body: `${markOf('rfc')}\r\na\r\nb\r\n` });
    await again(says('a\nb'));
  });
});

describe('labels', () => {
  const has = (...labels: (typeof LABEL)[]): Action => ({
    action: 'labels',
    on: 2,
    owned: ['status: ', 'type: '],
    labels,
  });

  it('follow the plan, and those of people stay', async () => {
    github.labelled.set(2, ['good first issue', 'Status: draft', 'type: standards']);
    await run(has(LABEL));
    expect(github.labelled.get(2)).toEqual(['good first issue', 'status: review']);
    expect(github.labels.get('status: review')).toEqual({ color: '0969da', description: 'In review' });
    await again(has(LABEL));
    await run(has());
    expect(github.labelled.get(2)).toEqual(['good first issue']);
  });

  it('that the repository knows are not made again, whatever their case', async () => {
    for (const name of ['a', 'b', 'Status: Review']) github.labels.set(name, { color: '', description: '' });
    await run(has(LABEL));
    expect(github.writes).toEqual(['issues/add-labels']);
  });

  it('that are gone before we take them away are no failure', async () => {
    github.labelled.set(2, ['status: draft']);
    github.trouble = ({ id }) =>
      id === 'issues/remove-label' ? { status: 404, body: { message: 'Label does not exist' } } : undefined;
    const [done] = await run(has());
    expect(done?.failure).toBeUndefined();
  });
});

describe('a check', () => {
  const says = (annotations: number): CheckAction => ({
    action: 'check',
    head: SHA,
    name: 'RFC',
    conclusion: 'failure',
    title: `${annotations} findings`,
    summary: 'As follows.',
    annotations: Array.from({ length: annotations }, (_, line) => ({
      path: 'rfcs/0001-a.md',
      line: line + 1,
      level: 'failure' as const,
      title: 'rule',
      message: 'Unexpected a, expected b',
    })),
  });

  it('is made once for what it says', async () => {
    await run(says(1));
    await again(says(1));
    await run(says(2));
    expect(github.checks.map(({ title, conclusion }) => [title, conclusion])).toEqual([
      ['1 findings', 'failure'],
      ['2 findings', 'failure'],
    ]);
  });

  it('takes more annotations than one request may hold, and concludes with the last', async () => {
    await run(says(120));
    expect(github.writes).toEqual(['checks/create', 'checks/update', 'checks/update']);
    const [check] = github.checks;
    expect([check?.annotations.length, check?.status, check?.conclusion]).toEqual([120, 'completed', 'failure']);
    await again(says(120));
  });

  it('that was cut off between two requests is made again', async () => {
    github.trouble = ({ id }) => (id === 'checks/update' ? { status: 422, body: { message: 'no' } } : undefined);
    await execute([says(60)], target());
    github.trouble = () => undefined;
    await run(says(60));
    expect(github.checks.map(({ status }) => status)).toEqual(['in_progress', 'completed']);
  });
});

describe('an issue', () => {
  const says = (title: string | null): Action => ({
    action: 'issue',
    mark: 'clock 7',
    label: LABEL,
    issue: title === null ? null : { title, body: 'It is time.' },
  });

  it('is opened once, changed, and closed when nothing is owed any more', async () => {
    await run(says('one'));
    await again(says('one'));
    await run(says('two'));
    await run(says(null));
    await again(says(null));
    expect(github.issues.map(({ title, state }) => [title, state])).toEqual([['two', 'closed']]);
  });

  it('that a person closed is not opened again', async () => {
    await run(says('one'));
    github.issues[0]!.state = 'closed';
    await again(says('one'));
  });
});

describe('a pull request', () => {
  const offer: PullRequestAction = {
    action: 'pull-request',
    branch: 'accord/rest-0007',
    base: 'main',
    title: 'RFC 0007 rests',
    body: 'Nobody has moved it.',
    labels: [LABEL],
    files: { 'rfcs/0007-a.md': 'text', 'old.md': null },
  };

  it('is opened once with its files, on a branch from the newest main', async () => {
    await run(offer);
    await again(offer);
    const tree = github.refs.get('heads/accord/rest-0007') ?? '';
    expect(github.trees.get(tree)).toEqual([
      { path: 'rfcs/0007-a.md', mode: '100644', type: 'blob', content: 'text' },
      { path: 'old.md', mode: '100644', type: 'blob', sha: null },
    ]);
    expect(github.issues.map(({ number }) => github.labelled.get(number))).toEqual([['status: review']]);
  });

  it('gets other files where the branch stands already, and new words without a new commit', async () => {
    await run(offer);
    const changed = { ...offer, files: { 'rfcs/0007-a.md': 'other' } };
    await run(changed);
    expect(github.writes.filter((id) => /ref|pulls/.test(id))).toEqual([
      'git/create-ref',
      'pulls/create',
      'git/update-ref',
      'pulls/update',
    ]);
    await run({ ...changed, body: 'Other words.' });
    expect(github.writes.filter((id) => /ref/.test(id))).toHaveLength(2);
    await again({ ...changed, body: 'Other words.' });
  });

  it('that a person closed is not offered again; another offer is', async () => {
    await run(offer);
    github.issues[0]!.state = 'closed';
    await again(offer);
    await run({ ...offer, files: { 'rfcs/0007-a.md': 'other' } });
    expect(github.issues.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('comes on a branch that was deleted as on a new one', async () => {
    await run(offer);
    github.refs.delete('heads/accord/rest-0007');
    await run({ ...offer, files: { 'rfcs/0007-a.md': 'other' } });
    expect(github.refs.has('heads/accord/rest-0007')).toBe(true);
  });
});

describe('a dry run', () => {
  it('reads, says what it would do, and writes nothing', async () => {
    const plan: readonly Action[] = [
      { action: 'comment', on: 2, mark: 'rfc', body: 'one' },
      { action: 'labels', on: 2, owned: ['status: '], labels: [LABEL] },
      { action: 'issue', mark: 'm', label: LABEL, issue: { title: 't', body: 'b' } },
      { action: 'check', head: SHA, name: 'RFC', conclusion: 'success', title: 'clean', summary: '', annotations: [] },
    ];
    const done = await execute(plan, target(true));
    expect(github.writes).toEqual([]);
    expect(doneLines(done)).toEqual([
      '+ #2: one comment marked rfc',
      '    would comment on #2',
      '+ #2: labels status: review (of status: )',
      '    would make the label status: review',
      '    would add to #2 the labels status: review',
      '+ an open issue marked m: t',
      '    would open an issue: t',
      `+ ${SHA.slice(0, 10)}: check RFC, success: clean`,
      `    would set the check RFC on ${SHA.slice(0, 10)} to success`,
    ]);
  });
});

describe('trouble', () => {
  const comment: Action = { action: 'comment', on: 2, mark: 'rfc', body: 'one' };

  it.each([
    ['a server that fails', { status: 502, body: { message: 'Bad gateway' } }],
    [
      'a limit on requests',
      {
        status: 403,
        body: { message: 'API rate limit exceeded' },
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
      },
    ],
    [
      'a limit on writing',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit' }, headers: { 'retry-after': '2' } },
    ],
  ])('that passes is waited for: %s', async (_what, answer) => {
    let left = 2;
    github.trouble = ({ id }) => (id === 'issues/list-comments' && left-- > 0 ? answer : undefined);
    const [done] = await execute([comment], target(true, 'https://api.github.com'));
    expect(done).toEqual({ action: comment, changes: ['would comment on #2'] });
    expect(github.asked).toHaveLength(3);
  });

  it('that stays is told in a line, and the rest of the plan is done', async () => {
    github.trouble = ({ id }) =>
      id === 'issues/create-comment'
        ? { status: 403, body: { message: 'Unable to create comment because issue is locked.' } }
        : undefined;
    const done = await run(comment, { action: 'labels', on: 2, owned: [], labels: [LABEL] });
    expect(doneLines(done)[1]).toBe(
      '    failed: GitHub answers 403: Unable to create comment because issue is locked.',
    );
    expect(github.labelled.get(2)).toEqual(['status: review']);
  });

  it('on the way to GitHub is told as such', async () => {
    const nowhere = () => Promise.reject(new TypeError('fetch failed'));
    const client = createClient({ token: 't', baseUrl: 'https://github.example', fetch: nowhere, second: 1 });
    const on = { owner: github.owner, repo: github.repo };
    const [done] = await execute([comment], new Target(client, on, github.login, false));
    expect(done?.failure).toBe('GitHub cannot be reached: fetch failed');
  });

  it('with the token ends the run, because nothing else can be done', async () => {
    github.trouble = () => ({ status: 401, body: { message: 'Bad credentials' } });
    await expect(execute([comment, comment], target())).rejects.toThrow(TokenRefused);
    expect(github.asked).toHaveLength(1);
  });
});

describe('text of others', () => {
  it('is shown as code, whatever it holds', () => {
    expect(code('a @team #1 <b>')).toBe('`a @team #1 <b>`');
    expect(code('``` `x`\n\u0007')).toBe('```` ``` `x` ````');
    expect(code(' \n ')).toBe('` `');
  });

  it('is cut at a line when it is too long, and says so', () => {
    const text = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
    expect(fitted(text, 200)).toMatch(/^line 0\n[\s\S]*\n\n… and \d+ more lines, which do not fit here\.$/);
    expect(fitted(text, 200).length).toBeLessThanOrEqual(200);
  });
});

describe('the judge of requests', () => {
  const url = (path: string) => `https://api.github.com/repos/o/r${path}`;

  it('knows every operation that the bot uses', () => {
    expect(operations.map(({ id }) => id)).toEqual([...OPERATIONS].sort());
  });

  it.each([
    ['a path that does not exist', 'GET', '/comments/of/all', undefined, 'no operation of GitHub'],
    ['a method that does not exist', 'PUT', '/issues/1/comments', '{}', 'no operation of GitHub'],
    ['a number that is none', 'GET', '/issues/one/comments', undefined, 'issue_number must be integer'],
    ['a parameter that does not exist', 'GET', '/issues/1/comments?perpage=1', undefined, 'perpage is no parameter'],
    ['a body without what it needs', 'POST', '/issues/1/comments', '{}', "must have required property 'body'"],
    ['a member that does not exist', 'POST', '/issues/1/comments', '{"body":"a","text":"b"}', 'text is no member'],
    ['no body', 'POST', '/issues/1/comments', undefined, 'the body is missing'],
  ])('refuses %s', (_what, method, path, body, message) => {
    expect(() => match(method, url(path), body)).toThrow(message);
  });
});
