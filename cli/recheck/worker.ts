/** One of several threads that judge stored transcripts again: takes the path of a folder, gives back what came of it. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { digestOf, openBundle } from '../../certifier/certificate/bundle/load.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { type Rechecked, recheck } from '../../certifier/certificate/recheck.ts';
import { UsageError } from '../exit.ts';
import { plainFile, readBytes } from '../files.ts';
import { REPORT_FILE, TRANSCRIPT_FILE } from '../run-files.ts';

export type Answer = { readonly rechecked: Rechecked } | { readonly problem: string };

const bundle = workerData as Uint8Array;
const digest = digestOf(bundle);
const judge = openBundle(bundle);

async function bytesOf(file: string, what: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBytes(plainFile(file) ?? file, what);
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    throw new CertificateError(cause.message);
  }
}

async function answer(folder: string): Promise<Answer> {
  try {
    const files = {
      report: await bytesOf(join(folder, REPORT_FILE), 'report'),
      transcript: await bytesOf(join(folder, TRANSCRIPT_FILE), 'transcript'),
    };
    return { rechecked: await recheck(files, await judge, digest) };
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    return { problem: cause.message };
  }
}

parentPort?.on('message', (folder: string) => {
  void answer(folder).then((each) => parentPort?.postMessage(each));
});
