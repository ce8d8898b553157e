/** A programme of one key in a place of its own, with what a run of the reference server wrote: for the tests of these commands. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { stringify } from 'yaml';
import { judgeText } from '../../certifier/judging.ts';
import { SERVER_INFO } from '../../certifier/reference/identity.ts';
import { referenceCommand } from '../../certifier/reference/reference.ts';
import { stdioSubject } from '../../certifier/subject/stdio.ts';
import { SUBMISSION_FORMAT, type Submission } from '../../certifier/submission/submission.ts';
import { measure } from '../measure.ts';
import { accordHere, type Outcome, temporaryFolder } from '../testing.ts';

/** Of what it says that it is. */
const DIGEST = `sha256:${'01'.repeat(32)}`;
const TODAY = new Date('2026-11-29T12:00:00Z');
export const URL_OF_LOG = 'https://example.org/status-log.jsonl';

const root = temporaryFolder();
afterAll(() => root.remove());
export const at = (...names: readonly string[]): string => join(root.path, ...names);

let evidence: { readonly transcript: string; readonly report: Uint8Array };
beforeAll(async () => {
  const { transcriptText, report } = await measure(stdioSubject({ command: referenceCommand() }), { fixture: true });
  const options = { file: 'transcript.jsonl', waivers: [], date: report.date, digest: DIGEST };
  evidence = { transcript: transcriptText, report: (await judgeText(transcriptText, options)).reportBytes };
});

/** Its makers ask for a certificate. */
const SUBMISSION: Submission = {
  format: SUBMISSION_FORMAT,
  subject: {
    role: 'server',
    vendor: 'acme',
    name: 'lamp',
    version: '1.0.0',
    named: { name: SERVER_INFO.name },
    purl: 'pkg:generic/acme/lamp@1.0.0',
    digest: DIGEST,
  },
  run: { stdio: { command: ['node', 'main.js'], network: 'none' } },
  claims: [{ revision: '2025-11-25', profile: 'server-2025-11-25-stdio' }],
  submitter: { handle: 'acme-dev', for: 'vendor' },
  contact: '@acme-dev',
};

afterEach(() => {
  vi.useRealTimers();
});

export const on = (date: string): void => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(date) });

export interface Programme {
  readonly folder: string;
  readonly run: string;
  readonly key: string;
  readonly log: string;
  readonly options: readonly string[];
  readonly verifying: readonly string[];
}

/** A programme of one key, and what a run wrote, in a place of their own. */
export async function programme(name: string): Promise<Programme> {
  vi.useFakeTimers({ toFake: ['Date'], now: TODAY });
  const folder = at(name);
  const run = join(folder, 'acme', 'lamp', '1.0.0', 'stdio');
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'transcript.jsonl'), evidence.transcript);
  writeFileSync(join(run, 'report.json'), evidence.report);
  writeFileSync(join(run, '..', 'submission.yaml'), stringify(SUBMISSION));
  const [key, keys, log] = [join(folder, 'key'), join(folder, 'keys.json'), join(folder, 'status-log.jsonl')];
  good(
    await accordHere(['keygen', key, '--register', keys, '--valid-from', '2026-11-01', '--valid-until', '2028-11-30']),
  );
  const verifying = ['--keys', keys, '--status-log', log];
  return { folder, run, key, log, verifying, options: ['--key', key, ...verifying] };
}

export function good(outcome: Outcome): Outcome {
  expect(outcome.stderr).toBe('');
  expect(outcome.status).toBe(0);
  return outcome;
}

export const issue = ({ run, options }: Programme) =>
  accordHere(['issue', run, '--programme', '--status-url', URL_OF_LOG, ...options]);

export async function issued(name: string): Promise<Programme> {
  const its = await programme(name);
  good(await issue(its));
  return its;
}

export const verify = ({ run, verifying }: Programme, ...more: readonly string[]) =>
  accordHere(['verify', run, ...verifying, ...more]);
export const badge = (run: string): string => JSON.parse(readFileSync(join(run, 'badge.json'), 'utf8')).message;
/** Everything below a folder, by path: to see that nothing was changed. */
export const everything = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
