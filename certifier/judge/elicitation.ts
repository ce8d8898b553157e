/** specification/elicitation.md, by section. */
import { checks as answers } from './elicitation/answers.ts';
import { checks as completion } from './elicitation/completion.ts';
import { checks as forms } from './elicitation/forms.ts';
import { checks as pages } from './elicitation/pages.ts';
import { checks as requests } from './elicitation/requests.ts';
import type { Checks } from './engine/check.ts';

export const checks: Checks = { ...requests, ...forms, ...pages, ...completion, ...answers };
