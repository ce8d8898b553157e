/** The admissible request of the tests, as files in a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { judgeText } from '../../judging.ts';
import { judgingOf } from '../case.ts';
import { conversation, FOLDER, type SubmissionDraft, submission, transcriptText } from './request.ts';

export interface Checkout {
  readonly root: string;
  /** Writes a file, by its path from the root. */
  write(path: string, content: string | Uint8Array): void;
  remove(): void;
}

export function checkout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'accord-submission-'));
  return {
    root,
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Judged by the judge of this suite, as a person's would be. */
export async function writeSubmission(
  here: Checkout,
  change: (draft: SubmissionDraft) => void = () => undefined,
  folder: string = FOLDER,
  header: { readonly seed?: string; readonly startedAt?: string } = {},
): Promise<void> {
  const draft = submission();
  if (header.seed !== undefined) draft.seed = header.seed;
  change(draft);
  const transcript = transcriptText(conversation([], header.seed), header);
  const judging = judgingOf({ date: header.startedAt?.slice(0, 10) ?? '2026-09-01' }, draft);
  const { reportBytes } = await judgeText(transcript, { file: 'transcript.jsonl', ...judging });
  here.write(`${folder}/submission.yaml`, stringify(draft, { lineWidth: 0 }));
  here.write(`${folder}/stdio/transcript.jsonl`, transcript);
  here.write(`${folder}/stdio/report.json`, reportBytes);
}
