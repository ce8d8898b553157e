/** specification/http.md, by section. */
import type { Mutants } from './engine/mutant.ts';
import { mutants as headers } from './http/headers.ts';
import { mutants as listening } from './http/listening.ts';
import { mutants as messages } from './http/messages.ts';
import { mutants as origin } from './http/origin.ts';
import { mutants as sessions } from './http/sessions.ts';
import { liberties, mutants as streams } from './http/streams.ts';
import { mutants as versions } from './http/versions.ts';

export const mutants: Mutants = {
  ...origin,
  ...messages,
  ...streams,
  ...listening,
  ...sessions,
  ...versions,
  ...headers,
};

export { liberties };
