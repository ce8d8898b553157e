/** specification/authorization.md: requests without a token, and with one that is not valid. */
import { bearerOf, challengesOf } from '../engine/authorization.ts';
import { assignedSession } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { type Exchange, header } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import type { View } from '../engine/view.ts';
import { isStream } from '../http/readers.ts';
import {
  type Asked,
  answerWords,
  askedWith,
  type Credentials,
  credentialsOf,
  follows,
  isTurnedAway,
  knowsFixture,
  knowsToken,
  needsCredentials,
  seqOf,
  servedTwin,
  statusOf,
} from './readers.ts';

const optional: Check = (view, sink) => {
  // It is told by refusals, to whoever they come, and to no session.
  if (view.declares('authorization')) return;
  for (const { result } of askedWith(view, 'none')) if (result !== undefined) sink.examined();
};

const framework: Check = (view, sink) => {
  // All but 401 may be said of what was asked, by whatever stands before a server that is open: for want of a token where the user's opens it.
  const [refused] = askedWith(view, 'none').filter(
    (call) => isTurnedAway(call) && (statusOf(call) === 401 || servedTwin(view, call) !== undefined),
  );
  if (refused === undefined) return;
  sink.examined();
  if (follows(view)) return;
  sink.finding({
    message: 'The server restricts access in some other way than the specification describes.',
    expected: 'a `WWW-Authenticate` header with the scheme `Bearer`, or resource metadata',
    actual: `status ${statusOf(refused)} and the header ${quote(header(refused.exchange.response.headers, 'www-authenticate'))}`,
    seq: [...seqOf(refused)],
  });
};

const noToken: Check = (view, sink) => {
  if (!follows(view)) return;
  for (const call of askedWith(view, 'none')) {
    // A page to sign in at, and an error within a good status, are refusals too.
    if (call.result !== undefined || (statusOf(call) < 300 && call.error === undefined)) continue;
    const twin = servedTwin(view, call);
    if (statusOf(call) !== 401 && twin === undefined) continue;
    sink.examined();
    if (statusOf(call) === 401) continue;
    sink.finding({
      message: `\`${call.method}\` without an access token was refused by another status than 401.`,
      expected: 'status 401',
      actual: answerWords(call),
      seq: [...seqOf(call), ...(twin === undefined ? [] : seqOf(twin))],
    });
  }
};

/** With a token that is not valid a request gets no more than without any. */
const nothingGiven =
  (credentials: Credentials, message: string): Check =>
  (view, sink) => {
    for (const call of askedWith(view, credentials)) {
      if (!needsCredentials(view, call) || (credentials !== 'invented' && !knowsFixture(view))) continue;
      sink.examined();
      if (call.result === undefined) continue;
      sink.finding({
        message: `\`${call.method}\` ${message}`,
        expected: 'a refusal, as without a token',
        actual: answerWords(call),
        seq: [...seqOf(call)],
      });
    }
  };

const refusedBy401 =
  (credentials: Credentials, message: string): Check =>
  (view, sink) => {
    if (!follows(view)) return;
    for (const call of askedWith(view, credentials)) {
      const isKnown = credentials === 'invented' || knowsFixture(view);
      // That it is refused at all is another rule's business where the token is invented.
      if (!needsCredentials(view, call) || !isKnown || (credentials === 'invented' && call.result !== undefined))
        continue;
      sink.examined();
      if (statusOf(call) === 401) continue;
      sink.finding({
        message: `\`${call.method}\` ${message}`,
        expected: 'status 401',
        actual: answerWords(call),
        seq: [...seqOf(call)],
      });
    }
  };

const REFUSED_TOKENS: readonly Credentials[] = ['invented', 'expired', 'other-audience'];

const refusalSaid: Check = (view, sink) => {
  if (!follows(view)) return;
  for (const call of askedWith(view, ...REFUSED_TOKENS)) {
    if (statusOf(call) !== 401) continue;
    sink.examined();
    if (bearerOf(call.exchange) !== undefined) continue;
    const schemes = challengesOf(call.exchange).map(({ scheme }) => scheme);
    sink.finding({
      message: 'A token is refused without a challenge for another one.',
      expected: 'a `WWW-Authenticate` header with the scheme `Bearer`',
      actual: schemes.length === 0 ? 'no challenge' : `the schemes ${schemes.join(', ')}`,
      seq: [...seqOf(call)],
    });
  }
};

const malformed: Check = (view, sink) => {
  if (!follows(view)) return;
  for (const call of askedWith(view, 'malformed')) {
    if (!needsCredentials(view, call)) continue;
    sink.examined();
    if ([400, 401].includes(statusOf(call))) continue;
    sink.finding({
      message: 'A request whose `Authorization` header holds no token was answered by another status than 400 or 401.',
      expected: 'status 400 or 401',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

/**
 * Of a token that the fixture agreed to know: what it opens as the user's own does. That it is known is told by itself, or, where a refusal
 * of one that is not valid looks the same, by others that are.
 */
const accepted =
  (credentials: Credentials, message: string, known: readonly Credentials[] = [credentials]): Check =>
  (view, sink) => {
    if (!known.every((each) => knowsToken(view, each))) return;
    for (const call of askedWith(view, credentials)) {
      const twin = servedTwin(view, call);
      if (twin === undefined) continue;
      sink.examined();
      if (!isTurnedAway(call)) continue;
      sink.finding({
        message: `\`${call.method}\` ${message}`,
        expected: 'what the token of the user opens',
        actual: answerWords(call),
        seq: [...seqOf(call), ...seqOf(twin)],
      });
    }
  };

/**
 * Where a session can be begun only with credentials, its id alone opens nothing. By which status whoever has none is turned away is another
 * rule's business.
 */
const protectsSessions = (view: View): boolean =>
  askedWith(view, 'none').some(
    (call) => call.method === 'initialize' && (statusOf(call) === 401 || (isTurnedAway(call) && follows(view))),
  );
const inSession = ({ exchange }: Asked): boolean => header(exchange.request.headers, 'mcp-session-id') !== undefined;

/** Of a session: what opens its stream without a token, as far as the server said that it lacks one, or opened it. */
const listening = (view: View): readonly Exchange[] =>
  view.exchanges.filter(
    (exchange) =>
      exchange.request.method === 'GET' &&
      header(exchange.request.headers, 'mcp-session-id') !== undefined &&
      credentialsOf(exchange) === 'none' &&
      (exchange.response?.status === 401 || isStream(exchange)),
  );

export const notAuthentication: Check = (view, sink) => {
  if (!protectsSessions(view)) return;
  for (const exchange of listening(view)) {
    sink.examined();
    if (!isStream(exchange)) continue;
    sink.finding({
      message: 'The stream of a GET was opened for somebody who has the id of a session, and no token.',
      expected: 'status 401',
      actual: `status ${exchange.response?.status} and an event stream`,
      seq: [exchange.response?.seq ?? exchange.last, exchange.request.seq],
    });
  }
  for (const call of askedWith(view, 'none')) {
    if (!inSession(call)) continue;
    sink.examined();
    if (call.result === undefined) continue;
    sink.finding({
      message: `\`${call.method}\` was served to somebody who has the id of a session, and no token.`,
      expected: 'status 401',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

/** The token of another user, who has begun a session of their own with it. */
export const boundToUser: Check = (view, sink) => {
  const begun = askedWith(view, 'other-user').filter(
    ({ method, result }) => method === 'initialize' && result !== undefined,
  );
  if (begun.length === 0) return;
  const own = new Set(begun.map(assignedSession));
  for (const call of askedWith(view, 'other-user')) {
    const session = header(call.exchange.request.headers, 'mcp-session-id');
    if (session === undefined || own.has(session)) continue;
    sink.examined();
    if (call.result === undefined) continue;
    sink.finding({
      message: `\`${call.method}\` was served to one user in the session of another.`,
      expected: 'a refusal',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

export const checks: Checks = {
  'authorization.optional': optional,
  'authorization.http.framework': framework,
  'authorization.status.unauthorized': noToken,
  'authorization.status.malformed': malformed,
  'authorization.token.validated': nothingGiven('invented', 'was served to a token that nobody issued.'),
  'authorization.token.audience': nothingGiven(
    'other-audience',
    'was served to a token that was issued for another server.',
  ),
  'authorization.token.invalid': refusedBy401('invented', 'with a token that nobody issued was not refused by 401.'),
  'authorization.token.expired': refusedBy401('expired', 'with a token that has run out was not refused by 401.'),
  'authorization.token.refusal': refusalSaid,
  'authorization.scope.hierarchy': accepted('broad', 'was refused to a token whose scope implies what is needed.'),
  'authorization.resource.upper-case': accepted(
    'upper-case',
    'was refused to a token for the same server, spelled in upper case.',
    ['narrow', 'broad'],
  ),
};
