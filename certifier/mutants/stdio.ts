/** specification/stdio.md */
import type { Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {};

export const liberties: Liberties = {};
