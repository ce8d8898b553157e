/** accord bot, as it is typed: what is missing or wrong is said in one line, and nothing is done. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeGitHub } from '../governance/bot/testing/fake-github.ts';
import { serve } from '../governance/bot/testing/server.ts';
import { codeownersFor } from '../governance/wg/codeowners.ts';
import { ROOT } from './root.ts';
import { accordHere, temporaryFolder } from './testing.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
beforeEach(() => {
  for (const name of ['GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_EVENT_PATH', 'GITHUB_REPOSITORY', 'ACCORD_SITE'])
    vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

const event = (text: string): string => {
  const file = join(folder.path, 'event.json');
  writeFileSync(file, text);
  return file;
};
const PULL = JSON.stringify({
  action: 'opened',
  repository: { name: 'accord', owner: { login: 'example' }, default_branch: 'main' },
  pull_request: { number: 7 },
});

describe('accord bot', () => {
  it.each([
    ['no event', () => ['plan'], 'accord: no event: give the payload of a webhook with --event'],
    [
      'an event that is not there',
      () => ['run', '--event', 'nowhere.json'],
      'accord: cannot read the event nowhere.json: there is no such file',
    ],
    ['an event that is no JSON', () => ['plan', '--event', event('{')], /^accord: it is not JSON: /],
    [
      'an event that it does not act on',
      () => ['plan', '--event', event('{"action":"starred"}')],
      'accord: it is none of the events that the bot acts on: expected one of pull_request, merge_group, workflow_run, issues in it',
    ],
    [
      'no token',
      () => ['plan', '--event', event(PULL)],
      'accord: accord bot speaks to GitHub and needs a token: set GITHUB_TOKEN; accord rfc check needs none',
    ],
    ['no repository', () => ['schedule'], 'accord: no repository: give owner/name with --repository'],
    [
      'no repository to offer to',
      () => ['offer', 'status'],
      'accord: no repository: give owner/name with --repository',
    ],
    [
      'an offer of another thing',
      () => ['offer', 'everything'],
      /^accord: <what> 'everything' is invalid\. Allowed choices are certificates, status/,
    ],
    ['no address of the site', () => ['digest'], 'accord: no address to link to: give that of the site with --site'],
    [
      'no webhook',
      () => ['digest', '--site', 'https://a.example', '--format', 'slack', '--post'],
      'accord: no webhook: set ACCORD_SLACK_WEBHOOK to the address that slack gave you',
    ],
  ])('refuses %s in one line', async (_what, args, line) => {
    const { status, stdout, stderr } = await accordHere(['bot', ...args()]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)]);
  });

  it('chooses by the event: an issue is answered by the form that it is of', async () => {
    const github = new FakeGitHub();
    const { url, close } = await serve(github);
    vi.stubEnv('GITHUB_TOKEN', 't');
    vi.stubEnv('GITHUB_API_URL', url);
    const body = '### Certificate or requirement\n\ntools.name.unique\n';
    github.issues.push({ number: 5, login: 'ada', title: 'Wrong', body, state: 'open', labels: ['dispute'] });
    const { pull_request: _, ...rest } = JSON.parse(PULL);
    const asked = ['--event', event(JSON.stringify({ ...rest, issue: { number: 5 } }))];
    const { status, stdout } = await accordHere(['bot', 'run', ...asked, '--dry-run']);
    expect([status, github.writes, github.mistakes]).toEqual([0, [], []]);
    expect(stdout).toContain('+ #5: one comment marked dispute\n    would comment on #5\n');
    github.issues.length = 0;
    const gone = await accordHere(['bot', 'plan', ...asked]);
    expect(gone).toEqual({ status: 0, stdout: '', stderr: 'nothing to do: there is no issue 5\n' });
    await close();
  });

  it.each([
    [401, 'Bad credentials', 2, 'accord: GitHub does not accept the token (401)'],
    [403, 'Resource not accessible', 3, 'accord: GitHub answers 403: Resource not accessible'],
  ])('says in one line that GitHub refused with %i', async (status, message, exit, line) => {
    const github = new FakeGitHub();
    github.trouble = () => ({ status, body: { message } });
    const { url, close } = await serve(github);
    vi.stubEnv('GITHUB_TOKEN', 't');
    vi.stubEnv('GITHUB_API_URL', url);
    for (const args of [
      ['plan', '--event', event(PULL)],
      ['schedule', '--repository', 'example/accord'],
    ]) {
      const told = await accordHere(['bot', ...args]);
      expect([told.status, told.stdout, told.stderr]).toEqual([exit, '', `${line}\n`]);
    }
    await close();
  });

  it('says which chat did not take the digest, and never where that is', async () => {
    vi.stubEnv('ACCORD_SLACK_WEBHOOK', 'http://127.0.0.1:9/secret');
    const args = ['--site', 'https://a.example', '--format', 'slack', '--post'];
    const { status, stderr } = await accordHere(['bot', 'digest', ...args]);
    expect([status, stderr]).toEqual([3, 'accord: slack did not take the digest: it cannot be reached\n']);
  });

  it('prints the digest of the checkout, in the form that is asked for', async () => {
    const args = ['bot', 'digest', '--site', 'https://a.example/accord', '--date', '2026-11-22'];
    const { stdout } = await accordHere(args);
    expect(stdout).toMatch(/^RFCs, 2026-11-15 to 2026-11-22\n/);
    expect(stdout).toContain('  https://a.example/accord/rfcs/0001/\n');
    const discord = JSON.parse((await accordHere([...args, '--format', 'discord'])).stdout);
    expect(discord.allowed_mentions).toEqual({ parse: [] });
  });

  it('prints the owners that the charters name', async () => {
    expect((await accordHere(['bot', 'codeowners'])).stdout).toBe(codeownersFor({ root: ROOT }));
  });
});
