/**
 * The tutorial for those who write RFCs, walked as a reader walks it: every command of the page is run in a copy of this
 * repository, what the page shows is compared with what is printed, and every push is a pull request that the bot, a process
 * of its own with its own clone of main, reads and answers on a GitHub in memory.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEvent } from './bot/event.ts';
import { execute } from './bot/execute.ts';
import { createClient } from './bot/github.ts';
import { planRfcPullRequest } from './bot/rfc/plan.ts';
import { readRfcPullRequest } from './bot/rfc/read.ts';
import { Target } from './bot/target.ts';
import { FakeGitHub } from './bot/testing/fake-github.ts';
import { type Served, serve } from './bot/testing/server.ts';
import { plusDays } from './calendar/events.ts';
import { diskFiles } from './files.ts';
import { problemLine } from './problem.ts';
import { requireProcess } from './process.ts';
import { checkRfcs } from './rfc/lint.ts';
import { nextNumber } from './rfc/new.ts';
import { type Step, sectionsOf } from './walk/page.ts';
import { accord, WalkPlace } from './walk/place.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGE = 'site/content/docs/tutorials/write-an-rfc.md';
const place = new WalkPlace();
const { folder, origin, reader, bot } = place;
const git = place.git.bind(place);
const github = new FakeGitHub();
let served: Served;

/** What the page calls by its own number (a line is no number: `…md:16:7`) and days is done with the next free number, from today on. */
const PAGE_NUMBER = 16;
const PAGE_DAY = '2027-02-01';
const number = nextNumber(requireProcess(diskFiles(ROOT)), diskFiles(ROOT));
const days = Math.round((Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse(PAGE_DAY)) / 86_400_000);
const translated = (text: string): string =>
  text
    .replace(new RegExp(`(?<![\\d:-])(0*)${PAGE_NUMBER}(?!\\d)`, 'g'), (_all, zeros: string) =>
      String(number).padStart(zeros.length + String(PAGE_NUMBER).length, '0'),
    )
    .replace(/\b20(?:2[7-9]|[3-9]\d)-\d\d-\d\d\b/g, (date) => plusDays(date, days));

/** A section starts up to a dozen processes, on whatever machine. Milliseconds. */
const PATIENCE = 180_000;

let pulls = 0;
const current = () => github.pulls.at(-1)!;
const checkOf = (head: string) => github.checks.filter((check) => check.head_sha === head).at(-1);
const commentOn = (on: number) =>
  github.comments.find((comment) => comment.on === on)?.body.replace(/^<!--.*-->\n/, '') ?? '';

/** The first pull request goes to the bot as its workflow calls it; the others save the start of a process. */
const answer = async (): Promise<void> => {
  const event = join(folder, 'event.json');
  const payload = JSON.stringify({
    action: 'opened',
    repository: { name: github.repo, owner: { login: github.owner }, default_branch: 'main' },
    pull_request: { number: current().number },
  });
  writeFileSync(event, payload);
  if (pulls === 1) {
    const printed = await place.run(bot, [...accord(bot), 'bot', 'run', '--event', event], {
      GITHUB_API_URL: served.url,
    });
    expect(printed).not.toMatch(/^!|^accord:/m);
  } else {
    const octokit = createClient({ token: 't', baseUrl: served.url });
    const state = await readRfcPullRequest(parseEvent(payload), { octokit, root: bot, token: 't' });
    if ('because' in state) throw new Error(state.because);
    const target = new Target(octokit, { owner: github.owner, repo: github.repo }, github.login, false);
    const done = await execute(planRfcPullRequest(state), target);
    expect(done.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  }
  expect(github.mistakes).toEqual([]);
};

/** What stands on a branch becomes a pull request by this person, which the bot reads. */
const open = async (where: string, author = 'you'): Promise<void> => {
  pulls += 1;
  const sha = git(where, 'rev-parse', 'HEAD');
  git(where, 'push', '--quiet', 'origin', `HEAD:refs/pull/${pulls}/head`);
  const files = git(where, 'diff', '--name-only', 'origin/main...HEAD').split('\n');
  github.pulls.push({ number: pulls, head: { sha, ref: `branch-${pulls}` }, files, author });
  await answer();
};

/** Somebody merges it, and both clones see that. */
const merge = async (): Promise<void> => {
  const { number: merged, head } = current();
  git(bot, 'fetch', '--quiet', 'origin', `refs/pull/${merged}/head`);
  git(bot, 'merge', '--quiet', '--no-ff', '--no-edit', 'FETCH_HEAD');
  git(bot, 'push', '--quiet', 'origin', 'main');
  github.pulls.splice(-1, 1, { ...current(), head, state: 'closed' });
};

/** A change by somebody else, which is not merged: what the bot says of it. */
const refused = async (author: string, change: () => void): Promise<string> => {
  const branch = git(reader, 'branch', '--show-current');
  git(reader, 'switch', '--quiet', '--detach', 'origin/main');
  change();
  git(reader, 'commit', '--quiet', '--all', '--message', 'A change');
  await open(reader, author);
  const { number: on, head } = github.pulls.pop()!;
  git(reader, 'switch', '--quiet', branch);
  expect(checkOf(head.sha)?.conclusion).toBe('failure');
  return commentOn(on);
};

const edit = (path: string, from: string, to: string): void => {
  const file = join(reader, path);
  const text = readFileSync(file, 'utf8');
  expect(text, `${path} no longer holds what the page changes`).toContain(from);
  writeFileSync(file, text.replace(from, to));
};

/** What is wrong with the documents of this repository on that day is no part of the walk: a draft that rests, for one. */
const withoutOurs = async (command: string, printed: string): Promise<string> => {
  const [, date] = / rfc check .*--date (\S+)/.exec(command) ?? [];
  if (date === undefined) return printed;
  const ours = (await checkRfcs({ root: ROOT, date })).map(problemLine);
  const lines = printed.split('\n').filter((line) => !ours.includes(line));
  if (ours.length === 0) return printed;
  const errors = lines.filter((line) => / {2}error {2}/.test(line)).length;
  const warnings = lines.filter((line) => / {2}warning {2}/.test(line)).length;
  return lines
    .join('\n')
    .replace(/^\d+ errors?, \d+ warnings?.*$/m, (all) =>
      errors + warnings === 0
        ? 'clean'
        : all.replace(
            /^\d+ errors?, \d+ warnings?/,
            `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`,
          ),
    );
};

const walk = async (step: Step): Promise<void> => {
  if (step.kind === 'write') writeFileSync(join(reader, step.path), step.text);
  else if (step.kind === 'change') edit(step.path, `\n${step.from}`, `\n${step.to}`);
  else if (step.kind === 'see') expect(commentOn(current().number).trim()).toBe(step.text.trim());
  else {
    if (step.command === 'git pull --quiet') await merge();
    const printed = await withoutOurs(step.command, (await place.type(step.command)).trimEnd());
    if (!step.shown.includes('…')) expect(printed, step.command).toBe(step.shown.join('\n'));
    if (step.command.startsWith('git push')) await open(reader);
  }
};

const page = translated(readFileSync(join(ROOT, PAGE), 'utf8'));
const rfc = `rfcs/${String(number).padStart(4, '0')}-tool-names-are-unique.md`;

const stepByHand = (from: string, to: string): void => {
  edit(rfc, `\nstatus: ${from}\n`, `\nstatus: ${to}\n`);
  edit(rfc, '\ndiscussion:', `\n  - status: ${to}\n    date: ${plusDays(PAGE_DAY, days + 14)}\ndiscussion:`);
};

beforeAll(async () => {
  served = await serve(github);
  place.prepare();
});
afterAll(async () => {
  await served?.close();
  place.remove();
});

/** What others try meanwhile, around the command that would refuse it: after which section, and what the bot says. */
const ATTEMPTS: Readonly<
  Record<string, { readonly it: string; readonly by: string; readonly says: readonly string[]; change(): void }>
> = {
  'Ask for review': {
    it: 'refuses a wrong transition that somebody writes by hand',
    by: 'you',
    change: () => stepByHand('draft', 'accepted'),
    says: ['Unexpected step from draft to accepted, expected review, withdrawn, dormant'],
  },
  'Open the last call': {
    it: 'refuses a last call without approval and without a record',
    by: 'stranger',
    change: () => stepByHand('review', 'last-call'),
    says: ['Unexpected step to last-call by stranger, expected working group: @you', 'expected evidence.decision'],
  },
  'What stays true afterwards': {
    it: 'refuses a supersession of which only one side knows',
    by: 'you',
    change: () => edit(rfc, '\ndiscussion:', '\nsuperseded-by:\n  - 1\ndiscussion:'),
    says: [`Unexpected RFC 1 in superseded-by, expected an RFC that names ${number} in supersedes`],
  },
};

describe('the walk from an idea to a final RFC', () => {
  for (const { title, steps } of sectionsOf(page)) {
    it(
      `does and shows what the page says: ${title}`,
      async () => {
        for (const step of steps) await walk(step);
      },
      PATIENCE,
    );
    const attempt = ATTEMPTS[title];
    if (attempt !== undefined)
      it(
        attempt.it,
        async () => {
          const comment = await refused(attempt.by, attempt.change);
          for (const reason of attempt.says) expect(comment).toContain(reason);
        },
        PATIENCE,
      );
  }

  it('ends where the page says, with a check that passed on every pull request that was merged', async () => {
    await merge();
    const text = git(origin, 'show', `main:${rfc}`);
    expect(text).toContain('status: final');
    const merged = github.pulls.filter(({ state }) => state === 'closed');
    expect(merged).toHaveLength(6);
    expect(merged.filter(({ head }) => checkOf(head.sha)?.conclusion === 'failure')).toEqual([]);
  });
});
