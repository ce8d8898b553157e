/** Which RFC a link leads to. */
import { posix } from 'node:path';
import { numberInName, RFCS } from '../lint/corpus.ts';
import type { Process } from '../process.ts';

/** The path that a relative link means, without its anchor; null for one that leaves the repository. */
export const targetOf = (url: string, from: string): string | null => {
  const [file = ''] = url.split('#', 1);
  if (file === '' || file.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(file)) return null;
  return posix.normalize(posix.join(posix.dirname(from), file));
};

/** Null for a link to anything else, the document itself and the template among it. */
export const rfcLinked = (url: string, from: string, process: Process): number | null => {
  const target = targetOf(url, from);
  if (target === null || target === from || posix.dirname(target) !== RFCS) return null;
  const number = numberInName(process, posix.basename(target));
  return number !== null && number >= process.numbering.first ? number : null;
};
