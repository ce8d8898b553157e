/** specification/authorization-security.md */
import { bare, bringing } from './authorization/challenge.ts';
import { serveAnyway, withHeader } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import type { Further, Mutant, Mutants } from './engine/mutant.ts';
import { headerOf } from './http/asked.ts';

const inSession = ({ headers }: Asked): boolean => headerOf(headers, 'Mcp-Session-Id') !== undefined;
const otherUser = bringing('fixture-other-user');

/** Only what is posted is looked at for a token. */
const opensForTheId: Mutant = (event, memo) => {
  if (!('exchange' in event) || event.exchange === undefined) return [event];
  const key = `listens:${event.exchange}`;
  if (event.kind === 'request') {
    const has = (name: string): boolean => headerOf(event.headers, name) !== undefined;
    memo[key] = event.method === 'GET' && has('Mcp-Session-Id') && !has('Authorization');
  }
  if (memo[key] !== true || event.direction !== 'received') return [event];
  if (event.kind === 'body') return [];
  if (event.kind !== 'response' || event.status !== 401) return [event];
  return [{ ...event, status: 200, headers: withHeader([], 'Content-Type', 'text/event-stream') }];
};

export const mutants: Mutants = {
  /** Whose token was looked at once needs none from then on. */
  'authorization-security.session.not-authentication': serveAnyway((asked) => bare(asked) && inSession(asked)),

  /** A session is for everybody who has its id and some good token. */
  'authorization-security.session.bound-to-user': serveAnyway((asked) => otherUser(asked) && inSession(asked)),
};

export const further: Further = {
  'authorization-security.session.not-authentication': {
    'whoever has the id of a session may listen to it': { mutant: opensForTheId },
  },
};
