/** specification/mrtr.md, by section. */
import type { Further, Liberties, Mutants } from './engine/mutant.ts';
import { mutants as responses } from './mrtr/responses.ts';
import { further as furtherOfResults, liberties as ofResults, mutants as results } from './mrtr/results.ts';
import { further as furtherOfState, mutants as state } from './mrtr/state.ts';

export const mutants: Mutants = { ...results, ...state, ...responses };

export const further: Further = { ...furtherOfResults, ...furtherOfState };

export const liberties: Liberties = { ...ofResults };
