/** accord bot: what follows from files is done on GitHub. It decides nothing; governance/bot says what it wants and why. */
import { type Command, InvalidArgumentError } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { visible } from '../../certifier/report/safe.ts';
import type { Action } from '../../governance/bot/action.ts';
import type { Repository } from '../../governance/bot/target.ts';
import type { Digest } from '../../governance/feeds/digest.ts';
import { fromCheckout } from '../checkout.ts';
import { EXIT, UsageError } from '../exit.ts';
import { readText } from '../files.ts';
import { day } from '../options.ts';
import { ROOT } from '../root.ts';
import { print, tell } from '../terminal.ts';

const load = <T>(module: () => Promise<T>): Promise<T> => fromCheckout('bot', module);

const repository = (text: string): Repository => {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? [];
  if (owner === undefined || repo === undefined) throw new InvalidArgumentError('It must read owner/name.');
  return { owner, repo };
};

const siteAddress = (text: string): string => {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('It must be the address of the site, such as https://example.org/accord/.');
  return text.endsWith('/') ? text : `${text}/`;
};

const days = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be a number of days: 7.');
  return Number(text);
};

const FORMATS = ['text', 'slack', 'discord'] as const;
type Format = (typeof FORMATS)[number];
const format = (text: string): Format => {
  const found = FORMATS.find((each) => each === text);
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${FORMATS.join(', ')}.`);
  return found;
};

interface Asked {
  readonly event?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly repository?: Repository;
  readonly date?: string;
}

const today = (): string => new Date().toISOString().slice(0, 10);

export function define(command: Command): void {
  const withEvent = (inner: Command) =>
    inner.option('--event <file>', 'the payload of a webhook; GITHUB_EVENT_PATH when absent');
  withEvent(command.command('plan'))
    .description('what the bot wants to be true after an event, without doing it')
    .option('--json', 'for a machine')
    .action(
      answered(async ({ event, json }: Asked) => {
        const { actions } = await planFor(event);
        await showPlan(actions, json);
      }),
    );
  withEvent(command.command('run'))
    .description('make it true; what is true already is left alone')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(
      answered(async ({ event, dryRun }: Asked) => {
        const { actions, on } = await planFor(event);
        await carryOut(actions, on, dryRun);
      }),
    );
  command
    .command('schedule')
    .description('issues for what has become due: last calls, rest, terms, charters')
    .option('--repository <owner/name>', 'GITHUB_REPOSITORY when absent', repository)
    .option('--date <date>', 'today when absent', day)
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(answered(schedule));
  command
    .command('digest')
    .description('what has moved and what is coming')
    .option('--site <url>', 'where the site stands; ACCORD_SITE and ACCORD_BASE when absent', siteAddress)
    .option('--days <n>', 'how far back and ahead', days, 7)
    .option('--date <date>', 'today when absent', day)
    .option('--format <format>', FORMATS.join(', '), format, 'text')
    .option('--post', 'send it to the webhook in ACCORD_SLACK_WEBHOOK or ACCORD_DISCORD_WEBHOOK')
    .action(answered(digest));
  command
    .command('codeowners')
    .description('.github/CODEOWNERS, from the seats of the working groups')
    .option('--write', 'write the file instead of printing it')
    .action(codeowners);
}

const variable = (name: string): string | undefined => {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
};

function tokenFor(what: string): string {
  const token = variable('GITHUB_TOKEN') ?? variable('GH_TOKEN');
  if (token === undefined)
    throw new UsageError(`${what} speaks to GitHub and needs a token: set GITHUB_TOKEN; accord rfc check needs none`);
  return token;
}

const clientFor = async (token: string) => {
  const { createClient } = await load(() => import('../../governance/bot/github.ts'));
  return createClient({ token, baseUrl: variable('GITHUB_API_URL') });
};

/** GitHub refuses, or does not answer: neither a fault of ours nor of what we were given. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

async function speaking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { name = '' } = cause instanceof Error ? cause : {};
    if (['BadEvent', 'TreesRefused', 'TokenRefused', 'GitRefused'].includes(name))
      throw new UsageError((cause as Error).message);
    const { reasonOf, statusOf } = await load(() => import('../../governance/bot/github.ts'));
    if (statusOf(cause) === 401) throw new UsageError('GitHub does not accept the token (401)');
    if (statusOf(cause) !== null) throw new Unanswered(reasonOf(cause));
    throw cause;
  }
}

/** Said in a line, with the status of a run that came to no end. */
const answered =
  <Asked>(work: (asked: Asked) => Promise<void>) =>
  async (asked: Asked): Promise<void> => {
    try {
      await work(asked);
    } catch (cause) {
      if (!(cause instanceof Unanswered)) throw cause;
      tell(`accord: ${visible(cause.message)}`);
      process.exitCode = EXIT.noVerdict;
    }
  };

async function planFor(file: string | undefined) {
  const path = file ?? variable('GITHUB_EVENT_PATH');
  if (path === undefined) throw new UsageError('no event: give the payload of a webhook with --event');
  const { parseEvent } = await load(() => import('../../governance/bot/event.ts'));
  const text = await readText(path, 'event');
  const event = await speaking(async () => parseEvent(text));
  const token = tokenFor('accord bot');
  const { planRfcPullRequest } = await load(() => import('../../governance/bot/rfc/plan.ts'));
  const { readRfcPullRequest } = await load(() => import('../../governance/bot/rfc/read.ts'));
  const octokit = await clientFor(token);
  const server = variable('GITHUB_SERVER_URL');
  const on = { owner: event.owner, repo: event.repo };
  if (event.pull !== null && 'queued' in event.pull) {
    const { planQueued, readQueued } = await load(() => import('../../governance/bot/rfc/queue.ts'));
    const { queued } = event.pull;
    const problems = await readQueued(queued, { root: ROOT, token });
    if (problems !== null) return { actions: planQueued(queued, problems), on };
    tell(`nothing to do: the merge queue has gone on without ${queued.slice(0, 10)}`);
    return { actions: [], on };
  }
  const state = await speaking(() => readRfcPullRequest(event, { octokit, root: ROOT, token, server }));
  if (!('because' in state)) return { actions: planRfcPullRequest(state), on };
  tell(`nothing to do: ${state.because}`);
  return { actions: [], on };
}

async function showPlan(actions: readonly Action[], json = false): Promise<void> {
  if (json) return print(jsonText(actions));
  const { actionLine } = await load(() => import('../../governance/bot/action.ts'));
  for (const action of actions) {
    await print(`${actionLine(action)}\n`);
    const body = action.action === 'comment' ? action.body : null;
    if (body !== null) await print(`\n${body.replace(/^(?=.)/gm, '    ')}\n\n`);
  }
}

async function carryOut(actions: readonly Action[], on: Repository, dryRun = false): Promise<void> {
  const { doneLines, execute } = await load(() => import('../../governance/bot/execute.ts'));
  const { Target } = await load(() => import('../../governance/bot/target.ts'));
  const octokit = await clientFor(tokenFor('accord bot'));
  const login = variable('ACCORD_BOT_LOGIN') ?? 'github-actions[bot]';
  const done = await speaking(() => execute(actions, new Target(octokit, on, login, dryRun)));
  await print(
    doneLines(done)
      .map((line) => `${line}\n`)
      .join(''),
  );
  const failed = done.filter(({ failure }) => failure !== undefined).length;
  if (failed > 0) tell(`${failed} of ${done.length} could not be done`);
  process.exitCode = failed > 0 ? EXIT.noVerdict : EXIT.clean;
}

async function schedule({ repository: asked, date = today(), dryRun }: Asked): Promise<void> {
  const named = variable('GITHUB_REPOSITORY');
  const on = asked ?? (named === undefined ? undefined : repository(named));
  if (on === undefined) throw new UsageError('no repository: give owner/name with --repository');
  const { planClock } = await load(() => import('../../governance/bot/rfc/clock.ts'));
  const { dueOn, openClockIssues } = await load(() => import('../../governance/bot/rfc/read-clock.ts'));
  const octokit = await clientFor(tokenFor('accord bot schedule'));
  const open = await speaking(() => openClockIssues(octokit, on));
  await carryOut(planClock({ due: await dueOn(ROOT, date), open }), on, dryRun);
}

interface DigestAsked {
  readonly site?: string;
  readonly days: number;
  readonly date?: string;
  readonly format: Format;
  readonly post?: boolean;
}

const siteFromEnvironment = (): string => {
  const site = variable('ACCORD_SITE');
  if (site === undefined) throw new UsageError('no address to link to: give that of the site with --site');
  return siteAddress(new URL(variable('ACCORD_BASE') ?? '/', siteAddress(site)).href);
};

async function digest({ site = siteFromEnvironment(), days: span, date = today(), format: as, post }: DigestAsked) {
  const { readDigest } = await load(() => import('../../governance/feeds/read-digest.ts'));
  const found = readDigest({ root: ROOT, base: site, today: date, days: span });
  const payload = await inFormat(found, as);
  if (post !== true) return print(typeof payload === 'string' ? payload : jsonText(payload));
  const name = `ACCORD_${as.toUpperCase()}_WEBHOOK`;
  const hook = variable(name);
  if (as === 'text') throw new UsageError('a digest is posted as slack or as discord: say which with --format');
  if (hook === undefined) throw new UsageError(`no webhook: set ${name} to the address that ${as} gave you`);
  const { post: send } = await load(() => import('../../governance/feeds/post.ts'));
  const failure = await send(hook, payload);
  if (failure !== null) throw new Unanswered(`${as} did not take the digest: ${failure}`);
  tell(`posted to ${as}`);
}

async function inFormat(found: Digest, as: Format): Promise<object | string> {
  const { digestText, discordMessage, slackMessage } = await load(() => import('../../governance/feeds/digest.ts'));
  return as === 'slack' ? slackMessage(found) : as === 'discord' ? discordMessage(found) : digestText(found);
}

async function codeowners({ write }: { readonly write?: boolean }): Promise<void> {
  const { CODEOWNERS, codeownersFor, writeCodeowners } = await load(() => import('../../governance/wg/codeowners.ts'));
  if (write !== true) return print(codeownersFor({ root: ROOT }));
  writeCodeowners({ root: ROOT });
  tell(`wrote ${CODEOWNERS}`);
}
