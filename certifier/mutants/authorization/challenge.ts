/** What a protected server says to those whom it turns away, and the tokens that they bring. */
import { onStatus, withHeader } from '../engine/answer.ts';
import { type Asked, askedIn, isMeant, remember, type Which } from '../engine/asked.ts';
import { chain, type OfKind, onEvent } from '../engine/change.ts';
import { isContent } from '../engine/content.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';
import { headerOf } from '../http/asked.ts';

const CHALLENGE = 'WWW-Authenticate';

/** The parameters of a challenge, in order. */
export type Parameters = Readonly<Record<string, string>>;

const read = (challenge: string): Parameters =>
  Object.fromEntries([...challenge.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));

const write = (parameters: Parameters): string =>
  `Bearer ${Object.entries(parameters)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`;

/** The parameters without these. */
export const unsaid = (parameters: Parameters, ...names: readonly string[]): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.includes(name)));

const authorizationOf = ({ headers }: Asked): string | undefined => headerOf(headers, 'Authorization');

/** Requests without any credentials. */
export const bare = (asked: Asked): boolean => authorizationOf(asked) === undefined;

/** Requests whose header holds no token. */
export const malformed = (asked: Asked): boolean => authorizationOf(asked) === 'Bearer';

/** Requests with a token that begins like this. */
export const bringing =
  (...names: readonly string[]) =>
  (asked: Asked): boolean =>
    names.some((name) => authorizationOf(asked)?.startsWith(`Bearer accord-${name}`) === true);

/** A token that nobody issued. */
export const invented = bringing('no-such-token');
export const narrow = bringing('fixture-narrow');

/** Changes what these are told by a challenge of these statuses. */
export const onChallenge = (
  statuses: readonly number[],
  change: (parameters: Parameters, asked: Asked, memo: Memo) => Parameters | undefined,
  which: Which = () => true,
): Mutant =>
  onStatus(which, (response, asked, memo) => {
    const challenge = headerOf(response.headers, CHALLENGE);
    if (challenge === undefined || !statuses.includes(response.status)) return undefined;
    const changed = change(read(challenge), asked, memo);
    const said = changed === undefined ? challenge : write(changed);
    return { ...response, headers: withHeader(response.headers, CHALLENGE, said) };
  });

/** These statuses come with this in place of their challenge; with none where nothing is given. */
export const challenging = (statuses: readonly number[], which: Which, challenge?: string): Mutant =>
  onStatus(which, (response) => challengedBy(statuses, response, challenge));

/** The same of whatever is asked, a GET too. */
export const challengingAll = (statuses: readonly number[], challenge?: string): Mutant =>
  onEvent('response', (response) => challengedBy(statuses, response, challenge));

const challengedBy = (
  statuses: readonly number[],
  response: OfKind<'response'>,
  challenge: string | undefined,
): OfKind<'response'> | undefined =>
  statuses.includes(response.status)
    ? { ...response, headers: withHeader(response.headers, CHALLENGE, challenge) }
    : undefined;

const saidOf = ({ method }: Asked): string => `challenge:${method}`;

/** Remembers what whoever asks for this is told. */
const remembersChallenges: Mutant = onChallenge([401, 403], (parameters, asked, memo) => {
  memo[saidOf(asked)] = parameters;
  return undefined;
});

/** Turns away those who were rightly served, as others were who asked for the same. */
export const turnAway = (which: Which, status: number, error: string): Mutant =>
  chain(remembersChallenges, (event, memo) => {
    remember(event, memo);
    const asked = askedIn(event, memo);
    if (!('exchange' in event) || asked === undefined || !isMeant(which, asked, memo)) return [event];
    if (event.kind === 'response') {
      const said = memo[saidOf(asked)] as Parameters | undefined;
      if (event.status !== 200 || said === undefined) return [event];
      const headers = withHeader([], CHALLENGE, write({ ...said, error }));
      memo[`away:${event.exchange}`] = true;
      return [{ ...event, status, headers } satisfies OfKind<'response'>];
    }
    return isContent(event) && memo[`away:${event.exchange}`] === true ? [] : [event];
  });
