/** What the rules of authorization look for: with what a request was sent, and how it was refused. */
import { bearerOf, resourceMetadata, WELL_KNOWN } from '../engine/authorization.ts';
import { type Carried, defectsOf, isSettled } from '../engine/carriage.ts';
import { type Exchange, header } from '../engine/exchange.ts';
import { type JsonObject, member, quote } from '../engine/json.ts';
import { groupBy } from '../engine/order.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';

/** Beginnings of tokens that we make up, and of those that a fixture agrees to know. */
export const NO_SUCH_TOKEN = 'accord-no-such-token';
export const FIXTURE_TOKEN = 'accord-fixture-';

export type Credentials =
  | 'none'
  /** The scheme without a token. */
  | 'malformed'
  /** A token that nobody issued. */
  | 'invented'
  /** One of those that a fixture agrees to know: it has run out, is meant for another server, has too little scope, … */
  | 'expired'
  | 'other-audience'
  | 'narrow'
  | 'broad'
  | 'upper-case'
  | 'other-user'
  /** What the user gave us. */
  | 'given';

const OF_FIXTURE: readonly Credentials[] = ['expired', 'other-audience', 'narrow', 'broad', 'upper-case', 'other-user'];

export function credentialsOf({ request }: Exchange): Credentials {
  const value = header(request.headers, 'authorization')?.trim();
  if (value === undefined) return 'none';
  if (/^bearer$/i.test(value)) return 'malformed';
  const token = value.replace(/^bearer +/i, '');
  if (token.startsWith(NO_SUCH_TOKEN)) return 'invented';
  return OF_FIXTURE.find((kind) => token === `${FIXTURE_TOKEN}${kind}`) ?? 'given';
}

/** A request, and what it was sent with. */
export interface Asked extends Carried {
  readonly credentials: Credentials;
}

/** Requests that were carried well and answered by the server itself. */
export const asked = remembered((view): readonly Asked[] =>
  view.calls.flatMap((call) => {
    const { exchange } = call;
    if (exchange?.response === undefined || !isSettled(exchange)) return [];
    if (defectsOf(view, call).some((defect) => defect !== 'other-credentials')) return [];
    return [{ ...(call as Carried), credentials: credentialsOf(exchange) }];
  }),
);
export const askedWith = (view: View, ...credentials: readonly Credentials[]): readonly Asked[] =>
  asked(view).filter((each) => credentials.includes(each.credentials));

export const statusOf = ({ exchange }: Asked): number => exchange.response.status;
/** By a status that says so, or by the way to a page where people sign in. */
export const isTurnedAway = (call: Asked): boolean => {
  const status = statusOf(call);
  return status === 401 || status === 403 || (status >= 300 && status < 400);
};

const keyOf = ({ connection, method, params }: Asked): string => `${connection} ${method} ${JSON.stringify(params)}`;

/** The same request, by what it was sent with. */
const twins = remembered((view) => groupBy(asked(view), keyOf));
const twinsOf = (view: View, call: Asked): readonly Asked[] => twins(view).get(keyOf(call)) ?? [];

/** The same request was turned away without credentials: it needs some. */
export const needsCredentials = (view: View, call: Asked): boolean =>
  twinsOf(view, call).some((twin) => twin.credentials === 'none' && isTurnedAway(twin));
/** The same request was served with the credentials that the user gave us. */
export const servedTwin = (view: View, call: Asked): Asked | undefined =>
  twinsOf(view, call).find((twin) => twin.credentials === 'given' && twin.result !== undefined);

/** Whether the server agreed to know the tokens of the fixture: one of them opened something. */
export const knowsFixture = remembered((view) =>
  asked(view).some(({ credentials, result }) => OF_FIXTURE.includes(credentials) && result !== undefined),
);

/**
 * Whether this token of the fixture is a good one here: it opened what is closed without any, or was said to allow too little. One that is
 * refused as not valid, and opens nothing, may be one that the server does not know.
 */
export const knowsToken = (view: View, credentials: Credentials): boolean =>
  askedWith(view, credentials).some((call) =>
    call.result === undefined ? statusOf(call) === 403 : needsCredentials(view, call),
  );

/** Exchanges that turned a request away for want of credentials, whatever kind of request it was. */
export const unauthorized = remembered((view): readonly Exchange[] =>
  view.exchanges.filter(({ response, request }) => response?.status === 401 && !request.target.startsWith(WELL_KNOWN)),
);

/**
 * Whether the server restricts access in the way of these pages: it sends the challenge that they know, or publishes its metadata.
 * What it has to say to whoever it turns away is asked only of such a server; another breaks one rule, and that alone.
 */
export const follows = remembered(
  (view): boolean =>
    metadata(view).length > 0 ||
    view.exchanges.some(
      (exchange) => [401, 403].includes(exchange.response?.status ?? 0) && bearerOf(exchange) !== undefined,
    ),
);

export const scopesIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(' ').filter((scope) => scope !== '');
/** The scopes of a challenge; undefined where it names none. */
export function challengedScopes(exchange: Exchange): readonly string[] | undefined {
  const scopes = scopesIn(bearerOf(exchange)?.parameters.get('scope'));
  return scopes.length === 0 ? undefined : scopes;
}

export interface Metadata {
  readonly exchange: Exchange;
  readonly value: JsonObject;
  readonly seq: number;
}
export const metadata = remembered((view): readonly Metadata[] =>
  view.exchanges.flatMap((exchange) => {
    const value = resourceMetadata(exchange);
    return value === undefined ? [] : [{ exchange, value, seq: exchange.body?.seq ?? exchange.last }];
  }),
);

/** What the challenges of 401 answers name as the place of the metadata. */
export const named = remembered((view) =>
  unauthorized(view).flatMap((exchange) => {
    const url = bearerOf(exchange)?.parameters.get('resource_metadata');
    return url === undefined ? [] : [{ url, seq: exchange.response?.seq ?? exchange.request.seq }];
  }),
);

export const pathOf = (url: string): string | undefined => {
  const parsed = URL.parse(url);
  return parsed === null ? undefined : `${parsed.pathname}${parsed.search}`;
};

/** Whether the endpoint is this resource, or lies below it. How its host is called by those outside is not ours to know. */
function coversEndpoint(view: View, resource: unknown): boolean {
  const path = URL.parse(String(resource))?.pathname;
  const endpoint = URL.parse(view.url ?? '')?.pathname;
  return path === undefined || endpoint === undefined || `${endpoint}/`.startsWith(`${path.replace(/\/$/, '')}/`);
}

/**
 * Metadata of the server itself. Those at the root of the host may be of another resource there: they are the server's where a
 * challenge names them, or where a client finds no others and they speak of the endpoint.
 */
export const ownMetadata = remembered((view): readonly Metadata[] => {
  const all = metadata(view);
  const isAlone = named(view).length === 0 && all.every(({ exchange }) => exchange.request.target === WELL_KNOWN);
  return all.filter(
    ({ exchange: { request }, value }) =>
      request.target !== WELL_KNOWN ||
      named(view).some(({ url }) => pathOf(url) === WELL_KNOWN) ||
      (isAlone && coversEndpoint(view, member(value, 'resource'))),
  );
});
export const supportedScopes = (value: JsonObject): readonly string[] => {
  const scopes = member(value, 'scopes_supported');
  return Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
};

export const seqOf = ({ exchange, request }: Asked): readonly number[] => [exchange.response.seq, request.seq];
export const answerWords = (call: Asked): string =>
  `status ${statusOf(call)}${call.result === undefined ? '' : ' and a result'}${call.error === undefined ? '' : ` and the error ${quote(call.error.code)}`}`;
