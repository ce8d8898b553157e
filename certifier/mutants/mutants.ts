/** All mutants and liberties. */
import type { Liberties, Mutants } from './engine/mutant.ts';
import { mutants as tools } from './tools.ts';

export const mutants: Mutants = { ...tools };
export const liberties: Liberties = {};
