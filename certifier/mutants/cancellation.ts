/** specification/cancellation.md */
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {};
