/** Judging every stored transcript again with the judge of today, on as many threads as the machine has cores. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { claimedCertificate } from '../../certifier/certificate/certificate-file.ts';
import type { Rechecked } from '../../certifier/certificate/recheck.ts';
import { UsageError } from '../exit.ts';
import { isFolder } from '../files.ts';
import { CERTIFICATE_FILE, REPORT_FILE } from '../run-files.ts';
import type { Answer } from './worker.ts';

export const WORKER_FILE = 'recheck-worker.js';

export interface Checked {
  readonly folder: string;
  /** The id of the certificate beside the report, where there is one that can be read. */
  readonly certificate?: string;
  readonly rechecked?: Rechecked;
  /** Why it could not be judged again. */
  readonly problem?: string;
}

async function foldersBelow(folder: string): Promise<readonly string[]> {
  if (!(await isFolder(folder)))
    throw new UsageError(`there is no folder ${folder}; name one that holds reports and transcripts`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile() && entry.name === REPORT_FILE);
  // Nothing judged again would read as if nothing had changed.
  if (found.length === 0)
    throw new UsageError(`no ${REPORT_FILE} lies below ${folder}; name a folder that holds reports and transcripts`);
  return found.map(({ parentPath }) => parentPath);
}

async function certificateIn(folder: string): Promise<string | undefined> {
  try {
    return claimedCertificate(await readFile(join(folder, CERTIFICATE_FILE))).certificate;
  } catch {
    // None, or none that can be read: its verification says so, and the report is judged all the same.
    return undefined;
  }
}

/** In the package the worker lies beside the command, in one piece. */
function workerUrl(): URL {
  const packed = new URL(`./${WORKER_FILE}`, import.meta.url);
  return existsSync(fileURLToPath(packed)) ? packed : new URL('./worker.ts', import.meta.url);
}

/** One thread; it takes a folder at a time until none is left. */
function thread(bundle: Uint8Array, next: () => string | undefined, done: (folder: string, answer: Answer) => void) {
  const worker = new Worker(workerUrl(), { workerData: bundle });
  return new Promise<void>((resolve, reject) => {
    let folder: string | undefined;
    const give = (): void => {
      folder = next();
      if (folder === undefined) void worker.terminate().then(() => resolve());
      else worker.postMessage(folder);
    };
    worker.on('message', (answer: Answer) => {
      if (folder !== undefined) done(folder, answer);
      give();
    });
    worker.on('error', reject);
    give();
  });
}

export async function recheckAll(
  roots: readonly string[],
  threads: number = availableParallelism(),
): Promise<readonly Checked[]> {
  const folders = [...new Set((await Promise.all(roots.map(foldersBelow))).flat())].sort();
  const { bytes } = await ownBundle();
  const answers = new Map<string, Answer>();
  const left = folders.values();
  let failed = false;
  // Where one thread fails, the others finish what they have in hand and take no more.
  const next = (): string | undefined => (failed ? undefined : left.next().value);
  const count = Math.min(threads, folders.length);
  await Promise.all(
    Array.from({ length: count }, () =>
      thread(bytes, next, (folder, answer) => void answers.set(folder, answer)).catch((cause: unknown) => {
        failed = true;
        throw cause;
      }),
    ),
  );
  return Promise.all(
    folders.map(async (folder) => {
      const certificate = await certificateIn(folder);
      return { folder, ...(certificate === undefined ? {} : { certificate }), ...answers.get(folder) };
    }),
  );
}
