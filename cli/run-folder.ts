/** A folder that a run wrote: transcript, report and certificate stand beside each other under fixed names. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isFolder } from './files.ts';
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
}

const ifThere = (file: string): string | undefined => (existsSync(file) ? file : undefined);

/** From the folder, or from the certificate in it. */
export async function runFolder(path: string): Promise<RunFolder> {
  const folder = (await isFolder(path)) ? path : dirname(path);
  if (folder !== path && basename(folder) === FORMER_FOLDER) {
    return {
      folder,
      certificate: path,
      report: ifThere(formerFiles(dirname(folder), basename(path, ENDING)).report),
      transcript: ifThere(join(dirname(folder), TRANSCRIPT_FILE)),
    };
  }
  return {
    folder,
    certificate: folder === path ? join(path, CERTIFICATE_FILE) : path,
    report: ifThere(join(folder, REPORT_FILE)),
    transcript: ifThere(join(folder, TRANSCRIPT_FILE)),
  };
}
