/** specification/resources.md, failed reads. */
import { succeed } from '../engine/answer.ts';
import { onError } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** The code that later revisions use. */
  'resources.read.not-found-code': onError((error) => ({ ...error, code: -32602 }), 'resources/read'),

  /** What does not exist reads like what is empty. */
  'resources.read.not-found': succeed('resources/read', ({ code }) =>
    code === -32602 ? { contents: [], ttlMs: 0, cacheScope: 'private' } : undefined,
  ),
};
