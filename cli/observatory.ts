/**
 * `npm run observatory`: installs the public servers of `certifier/observatory/`, judges each over what it offers, and says where
 * that is not what is expected. `-- --update` writes what was seen as what is expected; `-- --only NAME` takes one of them.
 */
import { join } from 'node:path';
import { type Evidence, evidenceOf, type Recording } from '../certifier/observatory/evidence.ts';
import { type Expected, expectedDifferences, expectedRuns } from '../certifier/observatory/expected.ts';
import {
  expectedOf,
  reasonsIn,
  serversIn,
  WrongList,
  writeEvidence,
  writeExpected,
  writeWhole,
} from '../certifier/observatory/files.ts';
import { RUNS_FOLDER } from '../certifier/observatory/folder.ts';
import { installServer, sdksIn, Unavailable } from '../certifier/observatory/install.ts';
import { observe } from '../certifier/observatory/observe.ts';
import { unreasoned } from '../certifier/observatory/reasons.ts';
import { type Server, type ServerList, transportsOf } from '../certifier/observatory/server.ts';
import { visible } from '../certifier/report/safe.ts';
import { VERDICT_MARK, VERDICT_WORD } from '../certifier/report/words.ts';
import { parsed, type Usage } from '../certifier/usage.ts';
import { each } from './each.ts';
import { EXIT, type ExitStatus, UsageError } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { ROOT } from './root.ts';
import { REPORT_FILE, TRANSCRIPT_FILE } from './run-files.ts';
import { script } from './script.ts';
import { print, tell } from './terminal.ts';

const USAGE: Usage = {
  script: 'npm run observatory',
  words: '[--only NAME …] [--update]',
  does: `Installs the public servers of certifier/observatory/ from the package registry, judges each over what it offers, and says where that
is not what is expected.`,
  options: {
    '--only NAME': 'this server alone; may be repeated',
    '--update': 'write what was seen as what is expected, with the exchanges that show it',
  },
};

interface Options {
  readonly only: readonly string[];
  readonly update: boolean;
}

const readOptions = (words: readonly string[]): Options =>
  parsed(
    USAGE,
    {
      only: { type: 'string', multiple: true, default: [] },
      update: { type: 'boolean', default: false },
    },
    words,
  ).values;

function lists(): { readonly list: ServerList; readonly reasons: ReturnType<typeof reasonsIn> } {
  try {
    return { list: serversIn(ROOT), reasons: reasonsIn(ROOT) };
  } catch (cause) {
    throw cause instanceof WrongList ? new UsageError(cause.message) : cause;
  }
}

function chosen({ servers }: ServerList, only: readonly string[]): readonly Server[] {
  const unknown = only.find((name) => servers.every((server) => server.name !== name));
  if (unknown !== undefined)
    throw new UsageError(
      `the observatory has no server ${visible(unknown)}; it has ${servers.map(({ name }) => name).join(', ')}`,
    );
  return only.length === 0 ? servers : servers.filter(({ name }) => only.includes(name));
}

interface Seen {
  readonly expected: Expected;
  readonly evidence: Evidence;
}

/** Installs and judges it; recording and report of each transport stay below `.accord/`. */
async function look(server: Server, before: string, signal: AbortSignal): Promise<Seen> {
  const installation = await installServer(ROOT, server, { before, signal });
  const { name, version } = server;
  const recordings: Recording[] = [];
  for (const transport of transportsOf(server)) {
    const { reportBytes, transcriptText, ...recording } = await observe(server, transport, { installation, signal });
    const folder = join(ROOT, RUNS_FOLDER, name, transport);
    writeWhole(join(folder, TRANSCRIPT_FILE), transcriptText);
    writeWhole(join(folder, REPORT_FILE), new TextDecoder().decode(reportBytes));
    recordings.push(recording);
  }
  const runs = recordings.flatMap(({ report }) => expectedRuns(report));
  return {
    expected: { server: name, version, sdk: [...sdksIn(installation)], runs },
    evidence: evidenceOf(name, version, recordings),
  };
}

const verdicts = ({ runs }: Expected): string =>
  runs
    .map(({ revision, transport, verdict, observed, breaches }) => {
      const failed = breaches.filter(({ outcome }) => outcome === 'fail').length;
      const rest = `${observed} applicable MUSTs observed, ${failed} broken`;
      return `  ${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}  ${revision} over ${transport}, ${rest}\n`;
    })
    .join('');

interface Count {
  differing: number;
  unavailable: number;
}

async function lookAt(server: Server, before: string, update: boolean, count: Count, signal: AbortSignal) {
  try {
    const { expected, evidence } = await look(server, before, signal);
    const differences = expectedDifferences(expectedOf(ROOT, server.name), expected);
    if (update) {
      writeExpected(ROOT, expected);
      writeEvidence(ROOT, evidence);
    } else if (differences.length > 0) count.differing += 1;
    await print(
      `${server.name} ${server.version}\n${verdicts(expected)}${differences.map((line) => `  ${visible(line)}\n`).join('')}`,
    );
  } catch (cause) {
    if (!(cause instanceof Unavailable)) throw cause;
    count.unavailable += 1;
    tell(visible(cause.message));
  }
}

/** A breach that nobody has read is no result: whoever updates is told what is to be read. */
function tellUnreasoned(servers: readonly Server[]): void {
  const expected = servers.flatMap(({ name }) => expectedOf(ROOT, name) ?? []);
  const named = new Set(servers.map(({ name }) => name));
  const reasons = lists().reasons.reasons.map((reason) => ({
    ...reason,
    servers: reason.servers.filter((name) => named.has(name)),
  }));
  const { missing, stale } = unreasoned(expected, reasons);
  for (const each of missing) tell(`no reason yet for ${each}`);
  for (const each of stale) tell(`a reason for what is no breach any more: ${each}`);
}

async function run(words: readonly string[]): Promise<ExitStatus> {
  const { only, update } = readOptions(words);
  const { list } = lists();
  const servers = chosen(list, only);
  const count: Count = { differing: 0, unavailable: 0 };
  return interruptible(async (signal) => {
    await each(servers, (server) => lookAt(server, list.before, update, count, signal));
    if (update) tellUnreasoned(servers);
    if (count.differing > 0)
      tell(`${count.differing} differ from what is expected; what was recorded is in ${RUNS_FOLDER}`);
    if (count.unavailable > 0) {
      tell(`${count.unavailable} could not be installed or judged; the others were`);
      return EXIT.noVerdict;
    }
    return count.differing > 0 ? EXIT.findings : EXIT.clean;
  });
}

await script(run);
