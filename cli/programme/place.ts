/** What a certificate in this folder has to be about, where it is that of a submission. */
import { resolve, sep } from 'node:path';
import type { Bytes } from '../../certifier/certificate/bytes.ts';
import type { Belonging } from '../../certifier/certificate/verify.ts';

/** Undefined where the folder is no `<vendor>/<product>/<version>/<transport>`, or holds no submission. */
export async function placeOf(folder: string, submission: Bytes | undefined): Promise<Belonging | undefined> {
  if (submission === undefined) return undefined;
  // Loaded for nothing else.
  const { belongingAt } = await import('../../certifier/submission/belonging.ts');
  return belongingAt(resolve(folder).split(sep), submission);
}
