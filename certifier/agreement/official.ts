/**
 * The official conformance suite, by the command that it is published as, one scenario at a time: each is served by a server of its
 * own, so that no breach that shows once is used up by the scenario before.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Revision } from '../catalogue/requirement.ts';
import { runTheirs } from './their-processes.ts';

const MANIFEST = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json');
const FOLDER = dirname(MANIFEST);

/** For a whole scenario: longer than theirs on a busy machine, and shorter than their client waits for one answer. */
const TIMEOUT_MS = '50000';

export interface Check {
  readonly id: string;
  /** SUCCESS, FAILURE, WARNING, SKIPPED or INFO. */
  readonly status: string;
  readonly errorMessage?: string;
}

/** The package and the version of it that is installed. */
export async function officialSuite(): Promise<{ readonly name: string; readonly version: string }> {
  const { name, version } = JSON.parse(await readFile(MANIFEST, 'utf8'));
  return { name, version };
}

interface RequirementFile {
  readonly server: readonly string[];
  readonly not_scored: readonly { readonly scenario: string; readonly leg: string; readonly reason: string }[];
}

/** Their scenarios for a server of this revision: those that it requires, and those of the core that it runs without scoring. */
export async function scenariosOf(
  revision: Revision,
): Promise<{ readonly required: readonly string[]; readonly notScored: readonly string[] }> {
  const file: RequirementFile = parse(await readFile(join(FOLDER, 'requirements', `${revision}.yaml`), 'utf8'));
  const ofCore = file.not_scored.filter(({ leg, reason }) => leg === 'server' && reason !== 'extension');
  return { required: file.server, notScored: ofCore.map(({ scenario }) => scenario) };
}

const checksIn = async (out: string): Promise<readonly Check[] | undefined> => {
  const [folder] = await readdir(out);
  const text = await readFile(join(out, folder ?? '', 'checks.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
};

/** Runs one scenario against the server at this address. A scenario that ends in an exception is a check that failed, as in theirs. */
export async function runScenario(scenario: string, revision: Revision, url: string): Promise<readonly Check[]> {
  const out = await mkdtemp(join(tmpdir(), 'accord-official-'));
  try {
    const args = ['server', '--url', url, '--scenario', scenario, '--spec-version', revision, '--force'];
    let checks: readonly Check[] | undefined;
    const { code, said } = await runTheirs(
      { command: join(FOLDER, 'dist/index.js'), args: [...args, '--timeout', TIMEOUT_MS, '-o', out] },
      async () => {
        checks = await checksIn(out);
        return checks !== undefined && against(checks).length === 0;
      },
    );
    if (checks !== undefined) return checks;
    if (code !== 1) throw new Error(`${scenario} gave no verdict: ${said}`);
    return [{ id: scenario, status: 'FAILURE', errorMessage: said }];
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** It waits half a second for some answers, and takes what comes later for missing. */
export const BY_THE_CLOCK: ReadonlySet<string> = new Set(['server-stateless']);
const TRIES = 3;

/**
 * What a scenario says by `run`, a server of its own for each time. On a busy machine an answer may come later than one waits for
 * it, so what is said against a server by the clock counts if it is said each of three times.
 */
export async function settled(scenario: string, run: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  let said = await run();
  let wrong = against(said);
  for (let tried = 1; BY_THE_CLOCK.has(scenario) && tried < TRIES && wrong.length > 0; tried += 1) {
    said = await run();
    const still = against(said);
    wrong = wrong.filter((id) => still.includes(id));
  }
  const isSettled = ({ id, status }: Check): boolean => wrong.includes(id) || against([{ id, status }]).length === 0;
  return said.filter(isSettled);
}

/** The checks that say that something is wrong, each once. */
export const against = (checks: readonly Check[]): readonly string[] => [
  ...new Set(checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING').map(({ id }) => id)),
];

/** The checks that the scenario is there for: not what is merely noted, nor the schema check that stands beside every scenario. */
export const own = (checks: readonly Check[]): readonly Check[] =>
  checks.filter(({ id, status }) => status !== 'INFO' && id !== 'wire-schema-valid');
