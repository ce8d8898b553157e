/**
 * The server of the tutorial: rules, written as JSON, and what runs them. The first rule that fits a request answers it. So a reader
 * repairs a real server, in a page whose policy lets no text become code.
 */
import { at, isObject, type Json, type JsonObject, member, parse } from '../../certifier/judge/engine/json.ts';
import { isNotification, isRequest } from '../../certifier/judge/engine/message.ts';
import { META_VERSION } from '../../certifier/judge/engine/view.ts';

export interface HttpAsked {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | undefined;
}

/** What a rule holds; each member of `when` has to fit. */
export interface Rule {
  readonly when: JsonObject;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly result?: JsonObject;
  readonly error?: JsonObject;
}

interface Request {
  readonly asked: HttpAsked;
  readonly value: Json | undefined;
  readonly method: string | undefined;
}

const OWN_ORIGIN = 'http://localhost';

const headerOf = ({ headers }: HttpAsked, name: string): string | undefined =>
  headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];

/** A name that a header cannot carry is encoded; what it encodes is what is compared. */
function decoded(value: string): string {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  if (encoded === undefined) return value;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
  } catch {
    return value;
  }
}

/** What the body says where the header repeats it; undefined where it says nothing of the kind. */
function inBody({ value, method }: Request, header: string): string | undefined {
  const text = (found: Json | undefined): string | undefined => (typeof found === 'string' ? found : undefined);
  if (header === 'MCP-Protocol-Version') return text(at(value, 'params', '_meta', META_VERSION));
  if (header === 'Mcp-Method') return method;
  if (header !== 'Mcp-Name') return undefined;
  if (method === 'tools/call' || method === 'prompts/get') return text(at(value, 'params', 'name'));
  return method === 'resources/read' ? text(at(value, 'params', 'uri')) : undefined;
}

const namesIn = (value: Json): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

const isVersion = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

/** The words that `when` may use. */
export const CONDITIONS: Readonly<Record<string, (request: Request, wanted: Json) => boolean>> = {
  /** The HTTP method: `POST`, or `not POST`. */
  http: ({ asked }, wanted) =>
    typeof wanted === 'string' &&
    (wanted.startsWith('not ') ? asked.method !== wanted.slice(4) : asked.method === wanted),
  /** `foreign`: the page that sent it is not ours. */
  origin: ({ asked }, wanted) => wanted === 'foreign' && ![undefined, OWN_ORIGIN].includes(headerOf(asked, 'Origin')),
  /** `not JSON`, or `not a message`: JSON that is no JSON-RPC message. */
  body: ({ value, method }, wanted) =>
    wanted === 'not JSON'
      ? value === undefined
      : wanted === 'not a message' &&
        (member(value, 'jsonrpc') !== '2.0' ||
          method === undefined ||
          !(isRequest(value) || isNotification(value)) ||
          !hasGoodId(value)),
  /** `notification`: it has no id, and wants no answer. */
  kind: ({ value }, wanted) => wanted === 'notification' && isNotification(value),
  method: ({ method }, wanted) => method === wanted,
  'with-cursor': ({ value }, wanted) => wanted === true && at(value, 'params', 'cursor') !== undefined,
  tool: ({ value }, wanted) => at(value, 'params', 'name') === wanted,
  /** Arguments that are missing, or no text. */
  'without-argument': ({ value }, wanted) =>
    typeof wanted === 'string' && typeof at(value, 'params', 'arguments', wanted) !== 'string',
  /** One of these members of `_meta` is missing, or there is no `_meta`. */
  'without-meta': ({ value }, wanted) =>
    namesIn(wanted).some((name) => at(value, 'params', '_meta', name) === undefined),
  /** The version is none of these. */
  'version-not-in': ({ value }, wanted) => {
    const version = at(value, 'params', '_meta', META_VERSION);
    return isVersion(version) && !namesIn(wanted).includes(String(version));
  },
  /** One of these headers is missing, where the body says what it would repeat. */
  'header-missing': (request, wanted) =>
    namesIn(wanted).some((name) => inBody(request, name) !== undefined && headerOf(request.asked, name) === undefined),
  /** One of these headers says something else than the body. */
  'header-differs': (request, wanted) =>
    namesIn(wanted).some((name) => {
      const header = headerOf(request.asked, name);
      return header !== undefined && decoded(header) !== inBody(request, name);
    }),
};

function hasGoodId(value: Json | undefined): boolean {
  if (!isRequest(value)) return true;
  const id = member(value, 'id');
  return typeof id === 'string' || (typeof id === 'number' && Number.isInteger(id));
}

const fits = (rule: Rule, request: Request): boolean =>
  Object.entries(rule.when).every(([word, wanted]) => CONDITIONS[word]?.(request, wanted) === true);

/** `{version}` and `{arguments.city}` stand for what the request says. A text that is only one such name becomes the value itself. */
function filled(template: Json, request: Request): Json {
  if (typeof template === 'string') {
    const read = (name: string): Json | undefined =>
      name === 'version'
        ? at(request.value, 'params', '_meta', META_VERSION)
        : at(request.value, 'params', ...name.split('.'));
    const whole = /^\{([a-z.]+)\}$/.exec(template)?.[1];
    if (whole !== undefined) return read(whole) ?? template;
    return template.replace(/\{([a-z.]+)\}/g, (all, name: string) => String(read(name) ?? all));
  }
  if (Array.isArray(template)) return template.map((each: Json) => filled(each, request));
  if (!isObject(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value as Json, request)]));
}

/** What these rules answer. A request that none fits gets 500: a server that forgot something. */
export function answerOf(rules: readonly Rule[], asked: HttpAsked): HttpAnswer {
  const value = parse(asked.body);
  const method = member(value, 'method');
  const request: Request = { asked, value, method: typeof method === 'string' ? method : undefined };
  const rule = rules.find((each) => fits(each, request));
  if (rule === undefined) return { status: 500, headers: [], body: undefined };
  const { status = 200, headers = {}, result, error } = rule;
  const own = Object.entries(headers);
  if (result === undefined && error === undefined) return { status, headers: own, body: undefined };
  const id = isRequest(value) && hasGoodId(value) ? { id: member(value, 'id') as Json } : {};
  const message = {
    jsonrpc: '2.0',
    ...id,
    ...(result === undefined ? { error: filled(error as Json, request) } : { result: filled(result, request) }),
  };
  return { status, headers: [['Content-Type', 'application/json'], ...own], body: JSON.stringify(message) };
}
