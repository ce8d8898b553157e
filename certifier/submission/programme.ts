/**
 * The results that the programme publishes itself: the submissions of `implementations/` whose submitter speaks for it. Each says
 * how it is run, so there is no second list of them.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Transport } from '../evidence/transcript.ts';
import { judgeText } from '../judging.ts';
import { referenceBytes } from '../reference/build.ts';
import type { Report } from '../report/report.ts';
import { IMPLEMENTATIONS, REPORT_FILE, SUBMISSION_FILE, TRANSCRIPT_FILE, TRANSPORTS } from './folder.ts';
import { makeSubmission } from './make.ts';
import { parsePurl } from './purl.ts';
import { readSubmission } from './read.ts';
import { digestOf, REFERENCE } from './reproduce/artifact.ts';
import { type Again, recordAgain } from './reproduce/run.ts';
import type { Submission } from './submission.ts';

export interface Published {
  /** `implementations/acme/weather/1.4.2`. */
  readonly folder: string;
  readonly submission: Submission;
  readonly transports: readonly Transport[];
}

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Every submission that can be read, in order of its folder. */
export function submissionsIn(root: string): readonly Published[] {
  const base = join(root, IMPLEMENTATIONS);
  return foldersIn(base).flatMap((vendor) =>
    foldersIn(join(base, vendor)).flatMap((product) =>
      foldersIn(join(base, vendor, product)).flatMap((version): readonly Published[] => {
        const folder = [IMPLEMENTATIONS, vendor, product, version].join('/');
        // Other things of the programme lie beside the vendors.
        if (!existsSync(join(root, folder, SUBMISSION_FILE))) return [];
        const { submission } = readSubmission(readFileSync(join(root, folder, SUBMISSION_FILE)));
        if (submission === undefined) return [];
        const transports = TRANSPORTS.filter((transport) => submission.run[transport] !== undefined);
        return [{ folder, submission, transports }];
      }),
    ),
  );
}

export const ofProgramme = (root: string): readonly Published[] =>
  submissionsIn(root).filter(({ submission }) => submission.submitter.for === 'programme');

export const reportIn = (root: string, { folder }: Pick<Published, 'folder'>, transport: Transport): Report =>
  JSON.parse(readFileSync(join(root, folder, transport, REPORT_FILE), 'utf8'));

export const transcriptIn = (root: string, { folder }: Pick<Published, 'folder'>, transport: Transport): string =>
  readFileSync(join(root, folder, transport, TRANSCRIPT_FILE), 'utf8');

/** Our own server changes with the sources that stand beside its result. */
async function current(submission: Submission): Promise<Submission> {
  const { subject } = submission;
  if (parsePurl(subject.purl ?? '')?.name !== REFERENCE) return submission;
  return { ...submission, subject: { ...subject, digest: digestOf('sha256', await referenceBytes()) } };
}

/** Records each transport anew, judges it and puts the files in place. */
export async function remake(root: string, published: Published, again: Again): Promise<void> {
  const submission = await current(published.submission);
  const transcripts: Partial<Record<Transport, string>> = {};
  const masks = new Map<string, string>();
  for (const transport of published.transports) {
    const recorded = await recordAgain(submission, transport, again);
    transcripts[transport] = recorded.transcript;
    for (const { text, what } of recorded.masks) masks.set(text, what);
  }
  const { files } = await makeSubmission({
    submission,
    transcripts,
    masks: [...masks].map(([text, what]) => ({ text, what })),
    judge: (text, options) => judgeText(text, { file: TRANSCRIPT_FILE, ...options }),
  });
  // Each file takes its place whole, and only when all of them are there.
  const draft = randomBytes(6).toString('hex');
  const places = [...files].map(([name, bytes]) => ({ file: join(root, published.folder, name), bytes }));
  try {
    for (const { file, bytes } of places) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.${draft}`, bytes);
    }
    for (const { file } of places) renameSync(`${file}.${draft}`, file);
  } finally {
    for (const { file } of places) rmSync(`${file}.${draft}`, { force: true });
  }
}
