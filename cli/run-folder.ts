/** A folder that a run wrote: transcript, report and certificate stand beside each other under fixed names. */
import { basename, dirname, join, resolve } from 'node:path';
import { SUBMISSION_FILE } from '../certifier/submission/folder.ts';
import { isFolder, plainFile } from './files.ts';
import { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from './run-files.ts';

/** Where a renewed certificate goes, under its id, with its report. The transcript is the one that it has in common with the new one. */
export const FORMER_FOLDER = 'former';
const ENDING = '.intoto.jsonl';
export const formerFiles = (folder: string, id: string) => ({
  certificate: join(folder, FORMER_FOLDER, `${id}${ENDING}`),
  report: join(folder, FORMER_FOLDER, `${id}.report.json`),
  badge: join(folder, FORMER_FOLDER, `${id}.svg`),
});

export interface RunFolder {
  readonly folder: string;
  readonly certificate: string;
  /** Undefined where there is no such file. */
  readonly report: string | undefined;
  readonly transcript: string | undefined;
  readonly submission: string | undefined;
}

/** It stands beside the folders of the transports, or, of a run that is not submitted by transport, beside the report. */
export const submissionOf = (folder: string): string | undefined =>
  plainFile(join(folder, SUBMISSION_FILE)) ?? plainFile(join(dirname(resolve(folder)), SUBMISSION_FILE));

/** Whether it is there is told when it is read. */
function certificateIn(folder: string): string {
  const file = join(folder, CERTIFICATE_FILE);
  return plainFile(file) ?? file;
}

/** From the folder, or from the certificate in it. */
export async function runFolder(path: string): Promise<RunFolder> {
  const folder = (await isFolder(path)) ? path : dirname(path);
  if (folder !== path && basename(folder) === FORMER_FOLDER) {
    return {
      folder,
      certificate: path,
      report: plainFile(formerFiles(dirname(folder), basename(path, ENDING)).report),
      transcript: plainFile(join(dirname(folder), TRANSCRIPT_FILE)),
      submission: submissionOf(dirname(folder)),
    };
  }
  return {
    folder,
    certificate: folder === path ? certificateIn(path) : path,
    report: plainFile(join(folder, REPORT_FILE)),
    transcript: plainFile(join(folder, TRANSCRIPT_FILE)),
    submission: submissionOf(folder),
  };
}
