/**
 * The 2026-07-28 era: no handshake and no session. Each request says in its `_meta` which version it speaks and what its client
 * can do, and nothing is remembered from one to the next. The server asks nothing on its own; it answers `input_required` and the
 * client comes back.
 */
import {
  internalError,
  invalidParams,
  methodNotFound,
  missingClientCapability,
  RpcError,
  unsupportedVersion,
} from './errors.ts';
import type { AskOptions, Context } from './features/context.ts';
import { isWanted, logMessage, readLogLevel } from './features/logging.ts';
import { CAPABILITIES, INSTRUCTIONS, META, SERVER_INFO, STATELESS_VERSIONS } from './identity.ts';
import { Cancelled } from './in-flight.ts';
import { answerViolations, type InputRequests, type InputResponses, undeclared } from './input.ts';
import { failure, isObject, type Members, type Request, type Result, success } from './jsonrpc.ts';
import { progressOf } from './progress.ts';
import { openState, type RequestState, redeem, sealState } from './request-state.ts';
import { isOperation, type Outlet, perform } from './server.ts';
import type { Shared } from './shared.ts';
import { listen } from './subscriptions.ts';

/** Results that a client may keep, and so carry hints how long and for whom. Everything here is the same for everybody. */
const CACHEABLE: ReadonlySet<string> = new Set([
  'server/discover',
  'tools/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
]);
const CACHE_HINTS = { ttlMs: 60_000, cacheScope: 'public' };
/** The watched resource can change at any moment, and a read is cheap: better asked for again each time. */
const NO_CACHE_HINTS = { ttlMs: 0, cacheScope: 'public' };

/** The operations that may end with `input_required`. */
const ASKING: ReadonlySet<string> = new Set(['tools/call', 'prompts/get', 'resources/read']);

/** Over HTTP parts of a request stand in its headers too; the transport compares them. */
export interface Mirror {
  /** Compares the version in the header with the one in the body. */
  checkVersion(version: string): void;
  /** Compares the rest: method, name, parameters. */
  checkRouting(request: Request): void;
}

/** Answers one request. The signal fires when the client no longer waits; `shutdown` when the server stops. Never throws. */
export async function serve(
  request: Request,
  outlet: Outlet,
  signal: AbortSignal,
  { shared, shutdown, mirror }: { readonly shared: Shared; readonly shutdown: AbortSignal; readonly mirror?: Mirror },
): Promise<void> {
  try {
    const meta = metaOf(request);
    mirror?.checkVersion(meta.version);
    if (!STATELESS_VERSIONS.includes(meta.version)) throw unsupportedVersion(meta.version, STATELESS_VERSIONS);
    mirror?.checkRouting(request);
    const context = contextOf(request, meta, outlet, signal, shared);
    const listens = request.method === 'subscriptions/listen';
    const result = listens
      ? await listen(request, outlet, { changes: shared.changes, shutdown, signal })
      : await answer(request, context);
    if (signal.aborted) outlet.abandon();
    else outlet.respond(success(request.id, identified(result)), 200);
  } catch (error) {
    if (error instanceof Cancelled || signal.aborted) return outlet.abandon();
    const known = error instanceof RpcError ? error : internalError();
    if (known !== error) console.error(error);
    outlet.respond(failure(request.id, known), known.status);
  }
}

interface Meta {
  readonly version: string;
  readonly capabilities: Members;
  readonly logLevel: unknown;
}

/** A request without these is malformed: -32602, and over HTTP 400. */
function metaOf({ params }: Request): Meta {
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const version = meta[META.protocolVersion];
  const capabilities = meta[META.clientCapabilities];
  const lacks = (key: string): RpcError => invalidParams(`Missing or malformed in _meta: ${key}`, { status: 400 });
  if (typeof version !== 'string') throw lacks(META.protocolVersion);
  if (!isObject(capabilities)) throw lacks(META.clientCapabilities);
  return { version, capabilities, logLevel: meta[META.logLevel] };
}

async function answer(request: Request, context: Context): Promise<Result> {
  if (request.method === 'server/discover') return complete(request, discovery());
  if (!isOperation(request.method)) throw methodNotFound(request.method, 404);
  try {
    return complete(request, await perform(request, context));
  } catch (error) {
    if (error instanceof InputRequired) return error.result;
    throw error;
  }
}

const discovery = (): Result => ({
  supportedVersions: STATELESS_VERSIONS,
  capabilities: CAPABILITIES,
  instructions: INSTRUCTIONS,
});

function complete({ method }: Request, result: Result): Result {
  const hints = method === 'resources/read' ? NO_CACHE_HINTS : CACHE_HINTS;
  return { resultType: 'complete', ...result, ...(CACHEABLE.has(method) ? hints : {}) };
}

/** Without a handshake each result says who made it. */
function identified(result: Result): Result {
  const meta = isObject(result['_meta']) ? result['_meta'] : {};
  return { ...result, _meta: { ...meta, [META.serverInfo]: SERVER_INFO } };
}

function contextOf(request: Request, meta: Meta, outlet: Outlet, signal: AbortSignal, shared: Shared): Context {
  const least = meta.logLevel === undefined ? undefined : readLogLevel(meta.logLevel);
  const answers = ASKING.has(request.method) ? answersIn(request) : undefined;
  return {
    era: 'stateless',
    changes: shared.changes,
    rate: shared.rate,
    clientCapabilities: meta.capabilities,
    signal,
    log: (level, data) => {
      if (least !== undefined && isWanted(level, least)) outlet.send(logMessage(level, data));
    },
    progress: progressOf(request.params, (message) => outlet.send(message)),
    ask: async (requests, options) => {
      if (!answers) throw new Error(`${request.method} must not ask for input`);
      const missing = undeclared(requests, meta.capabilities);
      if (missing) throw missingClientCapability(missing);
      return answers.to(requests, request, options);
    },
    elicited: () => undefined,
    dropConnection: () => undefined,
  };
}

/** Ends the request with a result that asks for input. Thrown, because the feature that asks does not go on. */
class InputRequired extends Error {
  readonly result: Result;
  constructor(inputRequests: InputRequests, requestState: string | undefined) {
    super('input required');
    const state = requestState === undefined ? {} : { requestState };
    this.result = { resultType: 'input_required', inputRequests, ...state };
  }
}

/** What the client brought with this request. Both parts come from outside: each is checked before it counts. */
function answersIn(request: Request): Answers {
  const { inputResponses = {}, requestState } = request.params;
  if (!isObject(inputResponses)) throw invalidParams('"inputResponses" must be an object');
  const state = requestState === undefined ? undefined : openState(requestState, request);
  return new Answers(inputResponses, state, requestState);
}

class Answers {
  readonly #brought: Members;
  readonly #state: RequestState | undefined;
  /** All that was answered so far, in this round and in earlier ones: what the next state carries. */
  readonly #known: Record<string, unknown>;

  readonly #sealed: unknown;

  constructor(brought: Members, state: RequestState | undefined, sealed: unknown) {
    this.#brought = brought;
    this.#state = state;
    this.#sealed = sealed;
    this.#known = { ...state?.answers };
  }

  /** The answers to these questions, or InputRequired with those that are still open. Answers to questions never put are ignored. */
  to(requests: InputRequests, request: Request, { bound = false, once = false }: AskOptions = {}): InputResponses {
    for (const [key, question] of Object.entries(requests)) {
      const counts = !bound || this.#state?.asked.includes(key);
      if (key in this.#known || !counts || !Object.hasOwn(this.#brought, key)) continue;
      const wrong = answerViolations(question, this.#brought[key]);
      if (wrong.length > 0) throw invalidParams(`Invalid inputResponses: ${key}: ${wrong.join('; ')}`);
      this.#known[key] = this.#brought[key];
    }
    const open = Object.entries(requests).filter(([key]) => !(key in this.#known));
    if (open.length === 0) {
      if (once) redeem(this.#sealed);
      return this.#known as InputResponses;
    }
    const needsState = bound || Object.keys(this.#known).length > 0;
    const state = { answers: this.#known, asked: open.map(([key]) => key) };
    throw new InputRequired(Object.fromEntries(open), needsState ? sealState(state, request) : undefined);
  }
}
