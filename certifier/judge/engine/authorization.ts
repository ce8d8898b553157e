/**
 * What a server shows of authorization over HTTP. It declares none: that it asks for it is told by a 401, by a challenge in
 * `WWW-Authenticate`, or by the metadata of a protected resource.
 */
import { type Exchange, header, headerValues } from './exchange.ts';
import { isObject, type JsonObject, member, parse } from './json.ts';

export const WELL_KNOWN = '/.well-known/oauth-protected-resource';

export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
/** RFC 9110, section 11.6.1: a parameter, or a scheme with what may follow it. Each alternative begins where the last one ended. */
const PART = new RegExp(
  `[\\s,]*(?:(${TOKEN})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))(?=[\\s,]|$)|(${TOKEN})(?=[\\s,]|$)(?:[ \\t]+[A-Za-z0-9._~+/-]+=*(?=[\\s,]*(?:,|$)))?)`,
  'y',
);

/** The challenges in one field value; what cannot be read ends the reading. */
function challengesIn(value: string): readonly Challenge[] {
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  PART.lastIndex = 0;
  for (let match = PART.exec(value); match !== null; match = PART.exec(value)) {
    const [whole, name, quoted, plain, scheme] = match;
    if (scheme !== undefined) found.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    else if (name !== undefined)
      found.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
    if (whole === '') break;
  }
  return found;
}

export const challengesOf = ({ response }: Exchange): readonly Challenge[] =>
  headerValues(response?.headers ?? [], 'www-authenticate').flatMap(challengesIn);

/**
 * The challenge of the scheme that MCP knows. There may be several, of a server and of what stands before it: together they say
 * all that is said.
 */
export function bearerOf(exchange: Exchange): Challenge | undefined {
  const all = challengesOf(exchange).filter(({ scheme }) => scheme === 'bearer');
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first;
  return { scheme: first.scheme, parameters: new Map(all.toReversed().flatMap(({ parameters }) => [...parameters])) };
}

/** The metadata of a protected resource, where this exchange gave it. */
export function resourceMetadata({ request, response, body }: Exchange): JsonObject | undefined {
  if (request.method !== 'GET' || response?.status !== 200 || body?.text === undefined) return undefined;
  const value = parse(body.text);
  return isObject(value) && typeof member(value, 'resource') === 'string' ? value : undefined;
}

const isDiscovery = ({ request }: Exchange): boolean => request.target.startsWith(WELL_KNOWN);

export const asksForAuthorization = (exchanges: readonly Exchange[]): boolean =>
  exchanges.some(
    (exchange) =>
      exchange.response?.status === 401 ||
      header(exchange.response?.headers ?? [], 'www-authenticate') !== undefined ||
      (isDiscovery(exchange) && resourceMetadata(exchange) !== undefined),
  );
