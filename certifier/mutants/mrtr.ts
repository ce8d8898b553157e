/** specification/mrtr.md, by section. */
import type { Liberties, Mutants } from './engine/mutant.ts';
import { mutants as responses } from './mrtr/responses.ts';
import { liberties as ofResults, mutants as results } from './mrtr/results.ts';
import { mutants as state } from './mrtr/state.ts';

export const mutants: Mutants = { ...results, ...state, ...responses };

export const liberties: Liberties = { ...ofResults };
