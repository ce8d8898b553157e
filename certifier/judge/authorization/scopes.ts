/** specification/authorization.md: the scopes of challenges, and tokens that have too few. */
import { bearerOf } from '../engine/authorization.ts';
import type { Check, Checks } from '../engine/check.ts';
import { header } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import {
  type Asked,
  answerWords,
  asked,
  askedWith,
  challengedScopes,
  follows,
  knowsFixture,
  knowsToken,
  metadata,
  ownMetadata,
  seqOf,
  servedTwin,
  statusOf,
  supportedScopes,
} from './readers.ts';

const OFFLINE = 'offline_access';

const inChallenge: Check = (view, sink) => {
  if (!follows(view)) return;
  for (const call of askedWith(view, 'none')) {
    if (statusOf(call) !== 401) continue;
    sink.examined();
    if (challengedScopes(call.exchange) !== undefined) continue;
    sink.finding({
      message: 'A challenge does not say which scopes are needed.',
      expected: '`scope` in `WWW-Authenticate`',
      actual: quote(header(call.exchange.response.headers, 'www-authenticate')),
      seq: [...seqOf(call)],
    });
  }
};

const unrelated: Check = (view, sink) => {
  if (!metadata(view).some(({ value }) => supportedScopes(value).length > 0)) return;
  for (const call of asked(view)) if (challengedScopes(call.exchange) !== undefined) sink.examined();
};

const scopeSet = (call: Asked): string => [...new Set(challengedScopes(call.exchange) ?? [])].sort().join(' ');

/** The same request, turned away with this status more than once. */
const consistent =
  (status: number, message: string): Check =>
  (view, sink) => {
    const refused = asked(view).filter((call) => statusOf(call) === status && bearerOf(call.exchange) !== undefined);
    const same = groupBy(
      refused,
      ({ connection, method, params, credentials }) =>
        `${connection} ${credentials} ${method} ${JSON.stringify(params)}`,
    );
    for (const [first, ...others] of same.values()) {
      for (const call of others) {
        sink.examined();
        if (first === undefined || scopeSet(call) === scopeSet(first)) continue;
        sink.finding({
          message,
          expected: `the scopes ${quote(scopeSet(first))}, as before`,
          actual: `the scopes ${quote(scopeSet(call))}`,
          seq: [...seqOf(call), ...seqOf(first)],
        });
      }
    }
  };

/** Challenges that name scopes, of requests that were turned away. */
const notInChallenge: Check = (view, sink) => {
  for (const call of asked(view)) {
    const scopes = challengedScopes(call.exchange);
    if (scopes === undefined) continue;
    sink.examined();
    if (!scopes.includes(OFFLINE)) continue;
    sink.finding({
      message: `A challenge asks for \`${OFFLINE}\`, which no operation needs.`,
      expected: 'the scopes of the operation alone',
      actual: quote(scopes.join(' ')),
      seq: [...seqOf(call)],
    });
  }
};

const notInMetadata: Check = (view, sink) => {
  for (const { value, seq } of ownMetadata(view)) {
    sink.examined();
    if (!supportedScopes(value).includes(OFFLINE)) continue;
    sink.finding({
      message: `The resource metadata list \`${OFFLINE}\`, which is no scope of the resource.`,
      expected: 'the scopes of the server alone in `scopes_supported`',
      actual: quote(value.scopes_supported),
      seq: [seq],
    });
  }
};

/** Requests with a token that has too little scope, which the user's own token opens. */
const lacking = remembered((view): readonly Asked[] =>
  follows(view) && knowsFixture(view) && knowsToken(view, 'narrow')
    ? askedWith(view, 'narrow').filter((call) => call.result === undefined && servedTwin(view, call) !== undefined)
    : [],
);
const forbiddenIn = (view: View): readonly Asked[] => lacking(view).filter((call) => statusOf(call) === 403);

const forbidden: Check = (view, sink) => {
  for (const call of lacking(view)) {
    sink.examined();
    if (statusOf(call) === 403) continue;
    sink.finding({
      message: `\`${call.method}\` with a token that lacks a scope was refused by another status than 403.`,
      expected: 'status 403',
      actual: answerWords(call),
      seq: [...seqOf(call)],
    });
  }
};

const challenged: Check = (view, sink) => {
  for (const call of forbiddenIn(view)) {
    sink.examined();
    if (bearerOf(call.exchange) !== undefined) continue;
    sink.finding({
      message: 'A refusal for lack of scope has no challenge.',
      expected: 'a `WWW-Authenticate` header with the scheme `Bearer`',
      actual: quote(header(call.exchange.response.headers, 'www-authenticate')),
      seq: [...seqOf(call)],
    });
  }
};

/** Of challenges for lack of scope: a parameter as it should be. */
const parameter =
  (name: string, isRight: (value: string | undefined) => boolean, message: string, expected: string): Check =>
  (view, sink) => {
    for (const call of forbiddenIn(view)) {
      const challenge = bearerOf(call.exchange);
      if (challenge === undefined) continue;
      sink.examined();
      const value = challenge.parameters.get(name);
      if (isRight(value)) continue;
      sink.finding({ message, expected, actual: quote(value), seq: [...seqOf(call)] });
    }
  };

/** What is permitted in a challenge for lack of scope; any challenge shows that it is. */
const permitted: Check = (view, sink) => {
  for (const call of forbiddenIn(view)) if (bearerOf(call.exchange) !== undefined) sink.examined();
};

/**
 * What the narrow token of the fixture has: it opens what is refused without a token, so that it has the scopes which are named there,
 * each time.
 */
function grantedToNarrow(view: View): ReadonlySet<string> {
  const opened = new Set(
    askedWith(view, 'narrow').flatMap(({ method, result }) => (result === undefined ? [] : method)),
  );
  const challenges = askedWith(view, 'none').filter((call) => statusOf(call) === 401 && opened.has(call.method));
  const ofMethods = [...groupBy(challenges, ({ method }) => method).values()].map((calls) =>
    calls.map((call) => new Set(challengedScopes(call.exchange))),
  );
  return new Set(
    ofMethods.flatMap(([first, ...others]) =>
      [...(first ?? [])].filter((scope) => others.every((set) => set.has(scope))),
    ),
  );
}

const grantedRepeated: Check = (view, sink) => {
  const granted = grantedToNarrow(view);
  if (granted.size === 0) return;
  for (const call of forbiddenIn(view)) {
    const scopes = challengedScopes(call.exchange);
    if (scopes === undefined) continue;
    sink.examined();
    const left = [...granted].filter((scope) => !scopes.includes(scope));
    if (left.length === 0) continue;
    sink.finding({
      message: 'The challenge for lack of scope leaves out what was granted already.',
      expected: `also ${left.map((scope) => quote(scope)).join(', ')}`,
      actual: quote(scopes.join(' ')),
      seq: [...seqOf(call)],
    });
  }
};

export const checks: Checks = {
  'authorization.scope.in-challenge': inChallenge,
  'authorization.scope.unrelated-sets': unrelated,
  'authorization.scope.consistent': consistent(401, 'The same request is challenged for other scopes than before.'),
  'authorization.refresh.not-in-challenge': notInChallenge,
  'authorization.refresh.not-in-metadata': notInMetadata,
  'authorization.status.forbidden': forbidden,
  'authorization.insufficient-scope.challenge': challenged,
  'authorization.insufficient-scope.error': parameter(
    'error',
    (value) => value === 'insufficient_scope',
    'The challenge for lack of scope does not say that scope is lacking.',
    '`error="insufficient_scope"`',
  ),
  'authorization.insufficient-scope.scopes': parameter(
    'scope',
    (value) => (value ?? '').trim() !== '',
    'The challenge for lack of scope does not say which scopes are needed.',
    '`scope` with the scopes that the operation needs',
  ),
  'authorization.insufficient-scope.metadata': parameter(
    'resource_metadata',
    (value) => URL.canParse(value ?? ''),
    'The challenge for lack of scope does not say where the resource metadata are.',
    '`resource_metadata` with a URL',
  ),
  'authorization.insufficient-scope.description': permitted,
  'authorization.insufficient-scope.approach': permitted,
  'authorization.insufficient-scope.granted-repeated': grantedRepeated,
  'authorization.insufficient-scope.consistent': consistent(
    403,
    'The same request is challenged for other scopes than before, with the same token.',
  ),
};
