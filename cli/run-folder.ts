/** A folder that a run wrote: transcript, report and certificate stand beside each other under fixed names. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFolder } from './files.ts';
import { CERTIFICATE_FILE, REPORT_FILE, TRANSCRIPT_FILE } from './measure.ts';

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
  return {
    folder,
    certificate: folder === path ? join(path, CERTIFICATE_FILE) : path,
    report: ifThere(join(folder, REPORT_FILE)),
    transcript: ifThere(join(folder, TRANSCRIPT_FILE)),
  };
}
