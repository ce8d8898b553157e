/** specification/sampling.md, by section. */
import type { Liberties, Mutants } from './engine/mutant.ts';
import { mutants as messages } from './sampling/messages.ts';
import { liberties as ofRequests, mutants as requests } from './sampling/requests.ts';

export const mutants: Mutants = { ...requests, ...messages };

export const liberties: Liberties = { ...ofRequests };
