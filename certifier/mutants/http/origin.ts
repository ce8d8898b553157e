/** specification/http.md: the origin of a request. */
import { hasHeader, serveAnyway } from '../engine/answer.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** The origin is not looked at. */
  'http.origin.forbidden': serveAnyway(({ headers }) => hasHeader(headers, 'Origin')),
};
