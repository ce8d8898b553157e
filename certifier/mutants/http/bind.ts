/** specification/http.md: the addresses on which a server of the same machine listens. */
import { onEvent } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** It listens on 0.0.0.0. */
  'http.bind.localhost': onEvent('reach', ({ code: _, ...taken }) => taken),
};
