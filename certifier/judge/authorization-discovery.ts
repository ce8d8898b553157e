/** specification/authorization-discovery.md */
import type { Revision } from '../catalogue/requirement.ts';
import { follows, metadata, named, ownMetadata, pathOf, unauthorized } from './authorization/readers.ts';
import { bearerOf, WELL_KNOWN } from './engine/authorization.ts';
import { isAsWritten } from './engine/bodies.ts';
import { isSettled } from './engine/carriage.ts';
import type { Check, Checks } from './engine/check.ts';
import { type Exchange, header, isSuccess } from './engine/exchange.ts';
import { type Json, member, quote } from './engine/json.ts';
import { remembered } from './engine/remember.ts';
import type { View } from './engine/view.ts';

/**
 * Requests for metadata that were answered, found or not. What lies behind a redirection was not asked for, and what is in another coding
 * or was cut by a bound of ours was not read.
 */
const lookedUp = remembered((view) =>
  view.exchanges.filter(
    (exchange) =>
      exchange.request.method === 'GET' &&
      isSettled(exchange) &&
      !isRedirect(exchange) &&
      !(isSuccess(exchange) && !isAsWritten(view, exchange)),
  ),
);
const isRedirect = ({ response }: Exchange): boolean =>
  response !== undefined && response.status >= 300 && response.status < 400;

/** Whether both places were asked at which the metadata may lie without being named. */
const askedWellKnown = (view: View): boolean => {
  const asked = new Set(lookedUp(view).map(({ request }) => request.target));
  return asked.has(WELL_KNOWN) && [...asked].some((target) => target.startsWith(`${WELL_KNOWN}/`));
};
/** The endpoint may be the root of its host: then the two places are one. */
const isRoot = (view: View): boolean =>
  view.exchanges.some(
    ({ request }) => request.method === 'POST' && (request.target === '/' || request.target.startsWith('/?')),
  );
const hasLooked = (view: View): boolean =>
  askedWellKnown(view) || (isRoot(view) && lookedUp(view).some(({ request }) => request.target === WELL_KNOWN));

/** Whether what the challenge names was asked for. A place at another host is not. */
const askedNamed = (view: View): boolean => {
  const asked = new Set(lookedUp(view).map(({ request }) => request.target));
  const origin = URL.parse(view.url ?? '')?.origin;
  return named(view).every(({ url }) => URL.parse(url)?.origin === origin && asked.has(pathOf(url) ?? ''));
};

/** By a `Bearer` challenge a server shows that it follows these pages. */
const challengedBy = (view: View): number | undefined => {
  const exchange = unauthorized(view).find((each) => bearerOf(each) !== undefined);
  return exchange?.response?.seq;
};

const served: Check = (view, sink) => {
  const seq = challengedBy(view);
  if (metadata(view).length > 0) return sink.examined();
  if (seq === undefined || !hasLooked(view) || !askedNamed(view)) return;
  sink.examined();
  const places = lookedUp(view).filter(
    ({ request }) =>
      request.target.includes('/.well-known/') || named(view).some(({ url }) => pathOf(url) === request.target),
  );
  sink.finding({
    message: 'The server asks for a token, and publishes no resource metadata.',
    expected: 'a JSON document with `resource` at one of the places that RFC 9728 names',
    actual: places.map(({ request, response }) => `status ${response?.status} for ${quote(request.target)}`).join(', '),
    seq: [...places.map(({ response, request }) => response?.seq ?? request.seq), seq],
  });
};

const authorizationServers: Check = (view, sink) => {
  for (const { value, seq } of ownMetadata(view)) {
    sink.examined();
    const servers = member(value, 'authorization_servers');
    const each = Array.isArray(servers) ? (servers as readonly Json[]) : [];
    const urls = each.filter((server) => typeof server === 'string' && URL.canParse(server));
    if (urls.length > 0 && urls.length === each.length) continue;
    sink.finding({
      message:
        urls.length === 0
          ? 'The resource metadata name no authorization server.'
          : 'Among the authorization servers that the resource metadata name is something that is no URL.',
      expected: '`authorization_servers`, an array of at least one URL',
      actual: quote(servers),
      seq: [seq],
    });
  }
};

/** From this revision on a client finds the metadata at the well-known paths without being told. */
const WELL_KNOWN_SINCE: Revision = '2025-11-25';

const location: Check = (view, sink) => (view.revision < WELL_KNOWN_SINCE ? inChallenge : inEither)(view, sink);

/** A challenge of another scheme, or none, names nothing either: that the server follows these pages is told by its metadata then. */
const inChallenge: Check = (view, sink) => {
  const [first] = unauthorized(view);
  if (first === undefined || !follows(view)) return;
  sink.examined();
  if (named(view).some(({ url }) => URL.canParse(url))) return;
  sink.finding({
    message: 'The server asks for a token, and its challenge does not say where the resource metadata are.',
    expected: '`resource_metadata` in the challenge',
    actual: quote(header(first.response?.headers ?? [], 'www-authenticate')),
    seq: [first.response?.seq ?? first.request.seq],
  });
};

const inEither: Check = (view, sink) => {
  const seq = challengedBy(view);
  if (seq === undefined) return;
  const isNamed = named(view).some(({ url }) => URL.canParse(url));
  const isServed = metadata(view).some(({ exchange }) => exchange.request.target.startsWith(WELL_KNOWN));
  if (!isNamed && !isServed && !hasLooked(view)) return;
  sink.examined();
  if (isNamed || isServed) return;
  const first = unauthorized(view).find((each) => bearerOf(each) !== undefined);
  sink.finding({
    message: 'The server asks for a token, and does not say where its resource metadata are.',
    expected: '`resource_metadata` in the challenge, or metadata at a well-known path',
    actual: `${quote(header(first?.response?.headers ?? [], 'www-authenticate'))}, and nothing at the well-known paths`,
    seq: [seq],
  });
};

export const checks: Checks = {
  'authorization-discovery.resource.served': served,
  'authorization-discovery.resource.authorization-servers': authorizationServers,
  'authorization-discovery.resource.location': location,
};
