/** specification/elicitation.md, by section. */
import { mutants as answers } from './elicitation/answers.ts';
import { mutants as completion, liberties as ofCompletion } from './elicitation/completion.ts';
import { mutants as forms, liberties as ofForms } from './elicitation/forms.ts';
import { mutants as pages } from './elicitation/pages.ts';
import { further, liberties as ofRequests, mutants as requests } from './elicitation/requests.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = { ...requests, ...forms, ...pages, ...completion, ...answers };

export { further };

export const liberties: Liberties = { ...ofRequests, ...ofForms, ...ofCompletion };
