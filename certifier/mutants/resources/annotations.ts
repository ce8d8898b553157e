/** specification/resources.md, annotations. */
import type { Mutants } from '../engine/mutant.ts';
import { onFirst } from './changes.ts';

export const mutants: Mutants = {
  /** A time as HTTP writes it. */
  'resources.annotations.last-modified': onFirst((resource) => [
    { ...resource, annotations: { lastModified: 'Sun, 12 Jan 2025 15:00:58 GMT' } },
  ]),
};
