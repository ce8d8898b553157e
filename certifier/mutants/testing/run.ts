/** One run of the certifier against the reference server, and what it found. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Era, Revision } from '../../catalogue/requirement.ts';
import { certify } from '../../certify.ts';
import { judge } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import type { Probe } from '../../probes/engine/probe.ts';
import { referenceCommand } from '../../reference/reference.ts';
import type { Result, Run } from '../../report/report.ts';
import { stdioSubject } from '../../subject/stdio.ts';
import type { Subject } from '../../subject/subject.ts';
import type { Mutant } from '../engine/mutant.ts';
import { launchInProcess } from './in-process.ts';

/** Far longer than an answer takes on a busy machine; it passes only where a mutant loses one. */
const TIMEOUT_MS = 2000;

export interface RunOptions {
  readonly mutant?: Mutant | undefined;
  /** Also call the tools of the fixture contract, which the reference keeps. */
  readonly fixture?: boolean;
  /** Run only these; all when absent. */
  readonly probes?: readonly Probe[] | undefined;
  /** How long a first answer may take; as long as for any other subject when absent. */
  readonly startTimeoutMs?: number | undefined;
}

export async function runOf(
  subject: Subject,
  revision: Revision,
  { mutant, fixture = false, probes, startTimeoutMs }: RunOptions = {},
): Promise<Run | undefined> {
  const { transcript } = await certify(subject, {
    revision,
    fixture,
    seed: 'live',
    timeoutMs: TIMEOUT_MS,
    ...(mutant === undefined ? {} : { mutant }),
    ...(probes === undefined ? {} : { probes }),
    ...(startTimeoutMs === undefined ? {} : { startTimeoutMs }),
  });
  const suite = { version: 'test', digest: 'sha256:test' };
  return judge(transcript, { ...ruler, suite }, { transcript: { file: 'x', sha256: 'x' } }).runs.find(
    (run) => run.revision === revision,
  );
}

const TRIPPED = new Set(['fail', 'warning', 'error']);

/** The requirements that the run found broken, in order. */
export const tripped = (run: Run | undefined): readonly string[] =>
  (run?.results ?? [])
    .filter(({ outcome }) => TRIPPED.has(outcome))
    .map(({ requirement }) => requirement)
    .sort();

export const resultIn = (run: Run | undefined, id: string): Result | undefined =>
  run?.results.find(({ requirement }) => requirement === id);

export interface StdioReference {
  /** A fresh process for each connection: the reference itself, or what stands before it. */
  subject(command?: readonly string[]): Subject;
  /** The same server on streams within this process. */
  inProcess(only?: Era): Subject;
  close(): Promise<void>;
}

/** The reference over stdio. It is started many times, so that what it compiles to is kept from the first time. */
export async function stdioReference(): Promise<StdioReference> {
  const cache = await mkdtemp(join(tmpdir(), 'accord-reference-'));
  return {
    subject: (command = referenceCommand()) => stdioSubject({ command, env: { NODE_COMPILE_CACHE: cache } }),
    inProcess: (only) => stdioSubject({ command: referenceCommand(), launch: launchInProcess(only) }),
    close: () => rm(cache, { recursive: true, force: true }),
  };
}
