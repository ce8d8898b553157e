/** Certifying servers over both transports, beside what cannot be avoided and beside the official suite. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startHttpReference } from '../reference/reference.ts';
import type { Report } from '../report/report.ts';
import { freePort, serve } from '../submission/reproduce/serve.ts';
import { judgedIn } from './official.ts';
import type { Sheet } from './sheet.ts';
import { type Timing, timedInTurns } from './timed.ts';

const require = createRequire(import.meta.url);
function binOf(name: string): string {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof bin === 'string' ? bin : (Object.values(bin)[0] as string));
}

const EVERYTHING = '@modelcontextprotocol/server-everything';
const OFFICIAL = '@modelcontextprotocol/conformance';
const REVISION = '2025-11-25';
const HTTP_AIM_MS = 1500;
const BOTH_AIM_MS = 4000;
const MEMORY_AIM_MIB = 100;
const RATE_AIM = 10;
const CORES = 2;

const OBSERVED: ReadonlySet<string> = new Set(['pass', 'fail', 'warning']);

/** Requirements of which the last run into this folder gave an outcome that stands on an observation. */
function judgedBy(folder: string): number {
  const { runs } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  return runs.reduce((sum, { results }) => sum + results.filter(({ outcome }) => OBSERVED.has(outcome)).length, 0);
}

const startsIn = (folder: string): number =>
  readFileSync(join(folder, 'transcript.jsonl'), 'utf8').match(/"kind":"start"/g)?.length ?? 0;

/** The official suite on the same server, in turns with ours. */
async function besideOfficial(sheet: Sheet, { id, url, accord, out, revision, runs }: Beside): Promise<Timing> {
  const [ours, theirs] = [join(out, id), join(out, `official-${id}`)];
  const scope = revision === undefined ? [] : ['--revision', revision];
  const said = ['server', '--url', url, '--requirements', revision ?? REVISION, '-o', theirs];
  const [mine, official] = (await timedInTurns(
    [{ args: [accord, 'certify', ...scope, '--out', ours, url] }, { args: [binOf(OFFICIAL), ...said], cwd: out }],
    runs,
  )) as readonly [Timing, Timing];
  sheet.timing(`certify.${id}`, 'accord certify', mine, { aim: revision === undefined ? BOTH_AIM_MS : HTTP_AIM_MS });
  if (mine.memory !== undefined)
    sheet.add(`certify.${id}.memory`, 'accord certify: its peak memory', 'MiB', mine.memory.median, {
      aim: MEMORY_AIM_MIB,
    });
  sheet.timing(`official.${id}`, `the official suite, ${revision ?? REVISION}`, official);
  const judged = judgedBy(ours);
  sheet.add(`certify.${id}.rate`, `requirements judged (${judged})`, 'per second', (judged * 1000) / mine.wall.median);
  if (!existsSync(theirs)) throw new Error('the official suite wrote no results: it cannot be compared with');
  // It writes a folder for each run and scenario; all of its runs found the same.
  const checked = judgedIn(theirs);
  const rate = (checked * 1000) / official.wall.median;
  sheet.add(`official.${id}.rate`, `checks judged by the official suite (${checked})`, 'per second', rate);
  sheet.add(
    `certify.${id}.rate-ratio`,
    'requirements judged per second / checks of the official suite',
    'times',
    (judged * 1000) / mine.wall.median / rate,
    {
      aim: RATE_AIM,
    },
  );
  return mine;
}

interface Beside {
  readonly id: string;
  readonly url: string;
  readonly accord: string;
  readonly out: string;
  /** One revision; all that the server speaks when absent. */
  readonly revision?: string;
  readonly runs: number;
}

export interface Place {
  readonly root: string;
  /** The built command. */
  readonly accord: string;
  /** A folder that is removed afterwards. */
  readonly out: string;
  readonly runs: number;
}

export async function benchEverything(sheet: Sheet, { root, accord, out, runs }: Place): Promise<void> {
  const everything = binOf(EVERYTHING);
  sheet.heading(`server-everything over stdio, MCP ${REVISION}`);
  const folder = join(out, 'everything-stdio');
  const certify = [accord, 'certify', '--revision', REVISION, '--out', folder, '--', process.execPath, everything];
  const [alone, certified] = (await timedInTurns(
    [{ args: [everything], endInput: true }, { args: certify }],
    runs,
  )) as readonly [Timing, Timing];
  sheet.timing('everything.stdio.alone', 'the subject alone: starts, sees its input end, exits', alone);
  sheet.timing('certify.everything.stdio', 'accord certify', certified);
  if (certified.memory !== undefined)
    sheet.add('certify.everything.stdio.memory', 'accord certify: its peak memory', 'MiB', certified.memory.median, {
      aim: MEMORY_AIM_MIB,
    });
  const starts = startsIn(folder);
  sheet.add('certify.everything.stdio.starts', 'starts of the subject in one run', 'count', starts);
  const beyond = Math.max(0, certified.wall.median - (alone.wall.median * starts) / CORES);
  sheet.add('certify.everything.stdio.beyond', `beyond those starts, divided over ${CORES} cores`, 'ms', beyond, {
    aim: HTTP_AIM_MS,
  });

  sheet.heading(`server-everything over HTTP, MCP ${REVISION}`);
  const port = await freePort();
  const served = await serve({
    command: [process.execPath, everything, 'streamableHttp'],
    env: { PORT: String(port) },
    cwd: root,
    port,
  });
  try {
    const url = `http://127.0.0.1:${port}/mcp`;
    await besideOfficial(sheet, { id: 'everything.http', url, accord, out, revision: REVISION, runs });
  } finally {
    await served.close();
  }
}

export async function benchReference(sheet: Sheet, { root, accord, out, runs }: Place): Promise<void> {
  sheet.heading('the reference server over HTTP, both revisions');
  const reference = await startHttpReference();
  let overHttp: Timing;
  try {
    overHttp = await besideOfficial(sheet, { id: 'reference.http', url: reference.url, accord, out, runs });
  } finally {
    await reference.close();
  }
  sheet.heading('the reference server over stdio, both revisions');
  const server = [process.execPath, join(root, 'dist/reference/main.js'), '--stdio'];
  const folder = join(out, 'reference-stdio');
  const [alone, overStdio] = (await timedInTurns(
    [{ args: server.slice(1), endInput: true }, { args: [accord, 'certify', '--out', folder, '--', ...server] }],
    runs,
  )) as readonly [Timing, Timing];
  sheet.timing('reference.stdio.alone', 'the subject alone: starts, sees its input end, exits', alone);
  sheet.timing('certify.reference.stdio', 'accord certify', overStdio);
  sheet.add('certify.reference.stdio.starts', 'starts of the subject in one run', 'count', startsIn(folder));
  const both = overHttp.wall.median + overStdio.wall.median;
  sheet.add('certify.reference.both', 'both transports, one after the other', 'ms', both, { aim: BOTH_AIM_MS });
  rmSync(folder, { recursive: true, force: true });
}
