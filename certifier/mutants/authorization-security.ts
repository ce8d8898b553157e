/** specification/authorization-security.md */
import { bare, bringing } from './authorization/challenge.ts';
import { serveAnyway } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import type { Mutants } from './engine/mutant.ts';
import { headerOf } from './http/asked.ts';

const inSession = ({ headers }: Asked): boolean => headerOf(headers, 'Mcp-Session-Id') !== undefined;
const otherUser = bringing('fixture-other-user');

export const mutants: Mutants = {
  /** Whose token was looked at once needs none from then on. */
  'authorization-security.session.not-authentication': serveAnyway((asked) => bare(asked) && inSession(asked)),

  /** A session is for everybody who has its id and some good token. */
  'authorization-security.session.bound-to-user': serveAnyway((asked) => otherUser(asked) && inSession(asked)),
};
