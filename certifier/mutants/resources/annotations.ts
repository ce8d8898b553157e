/** specification/resources.md, annotations. */
import type { Mutants } from '../engine/mutant.ts';
import { onFirst } from './changes.ts';

export const mutants: Mutants = {
  /** An audience that the protocol does not know. */
  'resources.annotations.audience': onFirst((resource) => [
    { ...resource, annotations: { audience: ['user', 'developer'] } },
  ]),

  /** A priority from one to ten. */
  'resources.annotations.priority': onFirst((resource) => [{ ...resource, annotations: { priority: 8 } }]),

  /** A time as HTTP writes it. */
  'resources.annotations.last-modified': onFirst((resource) => [
    { ...resource, annotations: { lastModified: 'Sun, 12 Jan 2025 15:00:58 GMT' } },
  ]),
};
