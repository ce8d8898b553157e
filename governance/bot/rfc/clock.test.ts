import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles, textOf } from '../../files.ts';
import { charter, GROUND, rfc } from '../../lint/example.ts';
import { problem } from '../../problem.ts';
import { PROCESS_FILE } from '../../process.ts';
import { execute } from '../execute.ts';
import { createClient } from '../github.ts';
import { Target } from '../target.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { TestRepository } from '../testing/repository.ts';
import { clockMark, type Due, planClock } from './clock.ts';
import { dueOn, openClockIssues } from './read-clock.ts';

let github: FakeGitHub;
beforeEach(() => {
  github = new FakeGitHub();
});
const client = () => createClient({ token: 't', baseUrl: 'https://github.example', fetch: github.fetch, second: 1 });
const on = () => ({ owner: github.owner, repo: github.repo });
const due = (actual: string, since = 'last-call since 2026-11-01', file = 'rfcs/0007-a.md'): Due => ({
  problem: problem(file, 'last-call-decided', 'warning', {
    actual,
    expected: 'its outcome',
    place: { line: 9, column: 3 },
  }),
  reason: 'A question that nobody answers is asked again by everybody.',
  since,
});
const run = async (...matters: readonly Due[]) => {
  const open = await openClockIssues(client(), on());
  const done = await execute(planClock({ due: matters, open }), new Target(client(), on(), github.login, false));
  expect(github.mistakes).toEqual([]);
  return done.flatMap(({ changes }) => changes);
};
const issues = () => github.issues.map(({ title, state }) => `${state} ${title}`);

describe('what time has made due', () => {
  it('is one issue for each matter, on all days the same', async () => {
    await run(due('8 days'), due('200 days', 'draft', 'rfcs/0008-b.md'));
    expect(issues()).toEqual(['open rfcs/0007-a.md: last-call-decided', 'open rfcs/0008-b.md: last-call-decided']);
    expect(await run(due('8 days'), due('200 days', 'draft', 'rfcs/0008-b.md'))).toEqual([]);
    expect(await run(due('9 days'), due('200 days', 'draft', 'rfcs/0008-b.md'))).toHaveLength(1);
    expect(github.issues[0]?.body).toContain('- line 9: `Unexpected 9 days, expected its outcome`');
  });

  it('is closed when it is no longer due', async () => {
    await run(due('8 days'));
    await run();
    expect(issues()).toEqual(['closed rfcs/0007-a.md: last-call-decided']);
    expect(await run()).toEqual([]);
  });

  it('stays closed when a person closed it, until it is another matter', async () => {
    await run(due('8 days'));
    github.issues[0]!.state = 'closed';
    expect(await run(due('9 days'))).toEqual([]);
    await run(due('8 days', 'last-call since 2027-01-01'));
    expect(issues()).toHaveLength(2);
    expect(clockMark(due('8 days'))).not.toBe(clockMark(due('8 days', 'last-call since 2027-01-01')));
  });
});

describe('what is due on a day', () => {
  let repository: TestRepository | undefined;
  afterEach(() => repository?.remove());

  it('is what the rules that read the clock say of the files, and nothing else that is wrong with them', async () => {
    const chairs = [{ seat: 'Chair', holder: '@somebody', until: '2027-01-01' }];
    repository = new TestRepository({
      ...GROUND,
      [PROCESS_FILE]: textOf(diskFiles(`${import.meta.dirname}/../../..`), PROCESS_FILE) ?? '',
      'rfcs/0001-an-example.md': rfc({ group: 'nobody' }),
      'working-groups/example/charter.md': charter({ status: 'active', chairs }),
    });
    const rules = async (date: string) =>
      (await dueOn(repository!.root, date)).map(({ problem: { file, rule } }) => `${file} ${rule}`);
    expect(await rules('2026-11-02')).toEqual([]);
    expect(await rules('2027-06-01')).toEqual([
      'rfcs/0001-an-example.md moved-lately',
      'working-groups/example/charter.md terms-current',
    ]);
  });
});
