/** specification/cancellation.md, by section. */
import { mutants as crossing } from './cancellation/crossing.ts';
import { liberties, mutants as own } from './cancellation/own.ts';
import { further, mutants as requests } from './cancellation/requests.ts';
import { mutants as work } from './cancellation/work.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = { ...requests, ...work, ...crossing, ...own };

export { further, liberties };
