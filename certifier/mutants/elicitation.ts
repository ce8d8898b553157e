/** specification/elicitation.md, by section. */
import { mutants as answers, further as furtherOfAnswers } from './elicitation/answers.ts';
import {
  mutants as completion,
  further as furtherOfCompletion,
  liberties as ofCompletion,
} from './elicitation/completion.ts';
import { mutants as forms, further as furtherOfForms, liberties as ofForms } from './elicitation/forms.ts';
import { mutants as pages } from './elicitation/pages.ts';
import { further as furtherOfRequests, liberties as ofRequests, mutants as requests } from './elicitation/requests.ts';
import type { Further, Liberties, Mutants } from './engine/mutant.ts';

export const mutants: Mutants = { ...requests, ...forms, ...pages, ...completion, ...answers };

export const further: Further = {
  ...furtherOfRequests,
  ...furtherOfForms,
  ...furtherOfCompletion,
  ...furtherOfAnswers,
};

export const liberties: Liberties = { ...ofRequests, ...ofForms, ...ofCompletion };
