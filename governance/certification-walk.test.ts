/**
 * The tutorial for those who request a certification, walked as a reader walks it: every command of the page is run in a copy of
 * this repository with the network switched off, what the page shows is compared with what is printed, and every push is a pull
 * request that the bot, a process of its own with its own clone of main, reads and answers on a GitHub in memory.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECK } from './bot/certification/plan.ts';
import { FakeGitHub } from './bot/testing/fake-github.ts';
import { type Served, serve } from './bot/testing/server.ts';
import { plusDays } from './calendar/events.ts';
import { Alike } from './walk/alike.ts';
import { type Step, sectionsOf } from './walk/page.ts';
import { accord, WalkPlace } from './walk/place.ts';

const PAGE = join(import.meta.dirname, '../site/content/docs/tutorials/request-certification.md');
const FOLDER = 'implementations/acme/weather/1.0.0';
const place = new WalkPlace();
const { folder, origin, reader, bot } = place;
const git = place.git.bind(place);
const github = new FakeGitHub();
let served: Served;

/** A module that is loaded before a command: whoever asks for a connection or a name is refused. */
const OFFLINE = `
import dns from 'node:dns';
import net from 'node:net';
const refuse = () => { throw new Error('the network is switched off'); };
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;
dns.promises.lookup = refuse;
globalThis.fetch = refuse;
`;
const withoutNetwork = { NODE_OPTIONS: `--import=${join(folder, 'offline.mjs')}` };

/** What the page does on its day, and on the days that follow from it, is done from today on. */
const PAGE_DAY = '2026-11-29';
const days = Math.round((Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse(PAGE_DAY)) / 86_400_000);
const translated = (text: string): string =>
  text.replace(/\b20\d\d-\d\d-\d\d(?!T)\b/g, (date) => (date < PAGE_DAY ? date : plusDays(date, days)));

/** A section starts up to a dozen processes, on whatever machine. Milliseconds. */
const PATIENCE = 180_000;

let pulls = 0;
const current = () => github.pulls.at(-1)!;
const checkOf = (head: string) =>
  github.checks.filter((check) => check.head_sha === head && check.name === CHECK).at(-1);
const commentOn = (on: number) =>
  github.comments.find((comment) => comment.on === on)?.body.replace(/^<!--.*-->\n/, '') ?? '';

/** The workflow of the pull request has ended, and the one that may write begins. */
const answer = async (): Promise<void> => {
  const event = join(folder, 'event.json');
  const payload = {
    action: 'completed',
    repository: { name: github.repo, owner: { login: github.owner }, default_branch: 'main' },
    workflow_run: {
      event: 'pull_request',
      head_sha: current().head.sha,
      path: '.github/workflows/certify-request.yml',
    },
  };
  writeFileSync(event, JSON.stringify(payload));
  const printed = await place.run(bot, [...accord(bot), 'bot', 'run', '--event', event], {
    GITHUB_API_URL: served.url,
  });
  expect(printed).not.toMatch(/^!|^accord:|^nothing to do/m);
  expect(place.status).toBe(0);
  expect(github.mistakes).toEqual([]);
};

/** What stands on a branch becomes a pull request by this person, which the bot reads. */
const open = async (where: string, author: string): Promise<void> => {
  pulls += 1;
  const sha = git(where, 'rev-parse', 'HEAD');
  git(where, 'push', '--quiet', 'origin', `HEAD:refs/pull/${pulls}/head`);
  const files = git(where, 'diff', '--name-only', 'origin/main...HEAD').split('\n');
  github.pulls.push({ number: pulls, head: { sha, ref: `branch-${pulls}` }, files, author });
  await answer();
};

const pushed = async (): Promise<void> => {
  const branch = git(reader, 'branch', '--show-current');
  if (branch === 'main') git(bot, 'pull', '--quiet');
  // Certificates are offered by the programme's own account.
  else await open(reader, branch.endsWith('-certificate') ? github.login : 'you');
};

/** A person merges it, if its check passed, and both clones see that. */
const merge = async (): Promise<void> => {
  const { number: merged, head } = current();
  expect(checkOf(head.sha)?.conclusion).toBe('success');
  git(bot, 'fetch', '--quiet', 'origin', `refs/pull/${merged}/head`);
  git(bot, 'merge', '--quiet', '--no-ff', '--no-edit', 'FETCH_HEAD');
  git(bot, 'push', '--quiet', 'origin', 'main');
  github.pulls.splice(-1, 1, { ...current(), state: 'closed' });
};

/** A change to the request, which is not merged: what the bot says of it. */
const refused = async (change: () => void): Promise<string> => {
  const branch = git(reader, 'branch', '--show-current');
  git(reader, 'switch', '--quiet', '--detach');
  change();
  git(reader, 'add', 'implementations');
  git(reader, 'commit', '--quiet', '--message', 'A change');
  const before = github.pulls.pop()!;
  await open(reader, 'you');
  const { number: on, head } = github.pulls.pop()!;
  github.pulls.push(before);
  git(reader, 'switch', '--quiet', branch);
  expect(checkOf(head.sha)?.conclusion).toBe('failure');
  return commentOn(on);
};

const alike = new Alike();
const walk = async (step: Step): Promise<void> => {
  if (step.kind === 'write') {
    mkdirSync(dirname(join(reader, step.path)), { recursive: true });
    writeFileSync(join(reader, step.path), alike.real(step.text));
  } else if (step.kind === 'see') {
    const comment = commentOn(current().number);
    expect(alike.asOn(step.text, comment).trim()).toBe(step.text.trim());
  } else if (step.kind === 'run') {
    if (step.command === 'git pull --quiet') await merge();
    alike.typed(step.command);
    const printed = (await place.type(step.command, withoutNetwork)).trimEnd();
    const shown = step.shown.join('\n');
    // Of a long text the page shows the end.
    const isEnd = step.shown[0] === '…' && step.shown.length > 1;
    const lines = isEnd ? ['…', ...printed.split('\n').slice(1 - step.shown.length)].join('\n') : printed;
    expect(alike.asOn(shown, lines), step.command).toBe(shown);
    if (step.command.startsWith('git push')) await pushed();
  } else throw new Error(`nothing is changed on this page, and it changes ${step.path}`);
};

const page = translated(readFileSync(PAGE, 'utf8'));
const at = (path: string): string => join(reader, path);

/** On a machine that has a checkout of main, and of the certificate only what is public. */
const elsewhere = async (): Promise<string> => {
  const machine = join(folder, 'machine');
  cpSync(at('.accord/elsewhere'), machine, { recursive: true });
  expect(existsSync(join(machine, 'programme.key'))).toBe(false);
  const trust = ['--keys', join(machine, 'keys.json'), '--status-log', join(machine, 'status-log.jsonl')];
  const words = [...accord(bot), 'verify', join(machine, 'acme/weather/1.0.0/stdio'), ...trust];
  return place.run(folder, words, withoutNetwork);
};

beforeAll(async () => {
  served = await serve(github);
  writeFileSync(join(folder, 'offline.mjs'), OFFLINE);
  place.prepare();
});
afterAll(async () => {
  await served?.close();
  place.remove();
});

/** What is tried or looked at beside the page, after one of its sections. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, () => Promise<void>>>>> = {
  'The request': {
    'refuses a report in which an outcome was changed, and shows which': async () => {
      const comment = await refused(() => {
        const report = at(`${FOLDER}/stdio/report.json`);
        writeFileSync(report, readFileSync(report, 'utf8').replace('"outcome": "pass"', '"outcome": "not-applicable"'));
      });
      expect(comment).toMatch(/1 outcome is not what the judge says of the transcript/);
      expect(comment).toMatch(/`2025-11-25 \S+: not-applicable, and now pass`/);
      expect(comment).toContain('Assurance: **declared**');
    },
    'refuses a certificate that comes with the request': async () => {
      const comment = await refused(() => writeFileSync(at(`${FOLDER}/stdio/certificate.intoto.jsonl`), '{}\n'));
      expect(comment).toContain('(certificate-by-programme)');
    },
  },
  'The badge': {
    'leaves a README whose badge is of the certificate that stands in main': async () => {
      const readme = readFileSync(at('.accord/README.md'), 'utf8');
      const badge = await place.type(
        `npm run -s accord -- badge ${FOLDER}/stdio --snippet md --site https://accord.example/`,
        withoutNetwork,
      );
      expect(readme).toContain(badge.trim());
    },
  },
  'Verify it somewhere else': {
    'verifies on another machine without a network': async () => {
      expect(await elsewhere()).toMatch(/^verified: weather 1\.0\.0$/m);
      expect(place.status).toBe(0);
    },
  },
  'Revoke it': {
    'fails there too, with the reason': async () => {
      expect(await elsewhere()).toMatch(/^refused: weather 1\.0\.0; status: revoked on .* The release was withdrawn/m);
      expect(place.status).toBe(1);
    },
  },
};

describe('the walk from nothing to a certificate, and to its end', () => {
  it('has no network', async () => {
    const words = [process.execPath, '--eval', "fetch('http://127.0.0.1:9/')"];
    expect(await place.run(folder, words, withoutNetwork)).toContain('the network is switched off');
  });

  for (const { title, steps } of sectionsOf(page)) {
    it(
      `does and shows what the page says: ${title}`,
      async () => {
        for (const step of steps) await walk(step);
      },
      PATIENCE,
    );
    for (const [what, look] of Object.entries(BESIDE[title] ?? {})) it(what, look, PATIENCE);
  }

  it('ends with a certificate in main, and with no private key in any commit', () => {
    expect(git(origin, 'ls-tree', '-r', '--name-only', 'main')).toContain(`${FOLDER}/stdio/certificate.intoto.jsonl`);
    expect(git(origin, 'log', '--all', '-S', 'PRIVATE KEY', '--format=%s', '--', '.accord', 'implementations')).toBe(
      '',
    );
  });
});
