/** specification/base.md: `_meta`. */
import { at, isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import { serveAnyway } from '../engine/answer.ts';
import { any } from '../engine/asked.ts';
import { onResult, without } from '../engine/change.ts';
import type { Further, Mutant, Mutants } from '../engine/mutant.ts';

const REQUIRED_META = ['io.modelcontextprotocol/protocolVersion', 'io.modelcontextprotocol/clientCapabilities'];

const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

/** The server says this of itself beside what it is asked. */
const saying = (meta: JsonObject): Mutant =>
  onResult(['initialize', 'server/discover'], (result) => ({
    ...result,
    _meta: { ...(isObject(result._meta) ? result._meta : {}), ...meta },
  }));

export const mutants: Mutants = {
  /** A domain as browsers write it. */
  'base.meta.reverse-dns': saying({ 'www.example.com/build': '7f3a' }),

  /** A server of MCP is no owner of what is MCP's. */
  'base.meta.reserved-prefix': saying({ 'com.mcp.servers/build': '7f3a' }),

  /** A ticket of the server's own stands where clients ask for progress. */
  'base.meta.reserved-keys': saying({ progressToken: { ticket: '7f3a' } }),

  /** The id of the trace alone. */
  'base.meta.trace-context': saying({ traceparent: '0af7651916cd43dd8448eb211c80319c' }),

  /** Baggage as JSON. */
  'base.meta.baggage': saying({ baggage: JSON.stringify({ tenant: 'example' }) }),

  /** A key that begins with an underscore, as private things do. */
  'base.meta.key-names': saying({ _build: '7f3a' }),

  /** No result says whose it is. */
  'base.meta.server-info': onResult(any, (result) =>
    isObject(result._meta) ? { ...result, _meta: without(result._meta, SERVER_INFO) } : undefined,
  ),

  /** The client that came first is known by its name; others are shown what needs no explanation. */
  'base.meta.info-no-behavior': onResult(Object.keys(LISTS), (result, { method, params }, memo) => {
    const name = at(params, '_meta', CLIENT_INFO, 'name');
    if (name === undefined) return undefined;
    memo.known ??= name;
    if (name === memo.known) return undefined;
    const list = LISTS[method as ListMethod];
    return { ...result, [list]: objectsIn(result[list]).map((each) => ({ ...each, title: 'For guests' })) };
  }),

  /** Nobody looks whether the metadata is there: the request is served. */
  'base.meta.required': serveAnyway(({ params }) =>
    REQUIRED_META.some((name) => at(params, '_meta', name) === undefined),
  ),
};

export const further: Further = {
  'base.meta.required': {
    'who says what the client can do is served, in whatever version': {
      mutant: serveAnyway(({ params }) => {
        const [version, capabilities] = REQUIRED_META.map((name) => at(params, '_meta', name));
        return version === undefined && capabilities !== undefined;
      }),
    },
  },
};
