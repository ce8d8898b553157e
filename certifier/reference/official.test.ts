/** The official conformance suite, as a command of its own, on a reference server in this process. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type HttpReference, startHttpReference } from './reference.ts';

const SUITE = dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json'));

interface Check {
  readonly id: string;
  readonly status: string;
  readonly errorMessage?: string;
}

let server: HttpReference;
let folder: string;

beforeAll(async () => {
  server = await startHttpReference();
  folder = await mkdtemp(join(tmpdir(), 'accord-official-'));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** The checks of each scenario that ran, by its name. */
async function run(revision: string): Promise<ReadonlyMap<string, readonly Check[]>> {
  const out = join(folder, revision);
  const args = ['dist/index.js', 'server', '--url', server.url, '--requirements', revision, '-o', out];
  await new Promise((resolve) => execFile(process.execPath, args, { cwd: SUITE, maxBuffer: 2 ** 26 }, resolve));
  const scenarios = await Promise.all(
    (await readdir(out)).map(async (name): Promise<[string, Check[]]> => {
      const checks = JSON.parse(await readFile(join(out, name, 'checks.json'), 'utf8'));
      return [name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, ''), checks];
    }),
  );
  return new Map(scenarios);
}

interface Requirements {
  readonly server: readonly string[];
  readonly not_scored: readonly { readonly scenario: string; readonly leg: string; readonly reason: string }[];
}

const requirements = async (revision: string): Promise<Requirements> =>
  parse(await readFile(join(SUITE, 'requirements', `${revision}.yaml`), 'utf8'));

/** What speaks against this scenario: nothing, when at least one check of its own passed and none did anything else. */
function against(checks: readonly Check[] | undefined): string[] {
  const verdicts = (checks ?? []).filter(({ status }) => status !== 'INFO');
  const own = verdicts.filter(({ id }) => id !== 'wire-schema-valid');
  const bad = verdicts.filter(({ status }) => status !== 'SUCCESS');
  return own.length === 0
    ? ['nothing was checked']
    : bad.map(({ id, status, errorMessage }) => `${id}: ${status} ${errorMessage}`);
}

describe.concurrent.for([
  ['2025-11-25', 30],
  ['2026-07-28', 37],
] as const)('under the official suite at %s', ([revision, count]) => {
  it(`passes each of the ${count} required scenarios, and those not scored that concern the core`, {
    timeout: 120_000,
  }, async () => {
    const { server: required, not_scored } = await requirements(revision);
    expect(required).toHaveLength(count);
    const optional = not_scored.filter(({ leg, reason }) => leg === 'server' && reason !== 'extension');
    const ran = await run(revision);
    const wrong = [...required, ...optional.map(({ scenario }) => scenario)].flatMap((scenario) =>
      against(ran.get(scenario)).map((why) => `${scenario}: ${why}`),
    );
    expect(wrong).toEqual([]);
  });
});
