/** One of several threads that judge stored transcripts again: takes the path of a folder, gives back what came of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { digestOf, openBundle } from '../../certifier/certificate/bundle/load.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { type Rechecked, recheck } from '../../certifier/certificate/recheck.ts';
import { why } from '../files.ts';
import { REPORT_FILE, TRANSCRIPT_FILE } from '../run-files.ts';

export type Answer = { readonly rechecked: Rechecked } | { readonly problem: string };

const bundle = workerData as Uint8Array;

async function bytesOf(file: string, what: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw new CertificateError(`the ${what} cannot be read: ${why(cause)}`);
  }
}

async function answer(folder: string): Promise<Answer> {
  try {
    const files = {
      report: await bytesOf(join(folder, REPORT_FILE), 'report'),
      transcript: await bytesOf(join(folder, TRANSCRIPT_FILE), 'transcript'),
    };
    return { rechecked: await recheck(files, await openBundle(bundle), digestOf(bundle)) };
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    return { problem: cause.message };
  }
}

parentPort?.on('message', (folder: string) => {
  void answer(folder).then((each) => parentPort?.postMessage(each));
});
