/**
 * The operations that both eras share, by method. An era adds its own around them: session.ts the handshake, ping, log level and
 * resource subscriptions; stateless.ts discovery and the listening request.
 */
import { methodNotFound, tooManyCalls } from './errors.ts';
import { complete } from './features/completion.ts';
import type { Context } from './features/context.ts';
import { getPrompt, listPrompts } from './features/prompts.ts';
import { listResources, listTemplates, readResource } from './features/resources.ts';
import { callTool, listTools } from './features/tools.ts';
import { type Era, META } from './identity.ts';
import { isObject, type Members, type Outgoing, type Request, type Result } from './jsonrpc.ts';

type Operation = (params: Members, context: Context) => Result | Promise<Result>;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['tools/list', listTools],
  ['tools/call', callTool],
  ['resources/list', listResources],
  ['resources/templates/list', listTemplates],
  ['resources/read', readResource],
  ['prompts/list', listPrompts],
  ['prompts/get', getPrompt],
  ['completion/complete', complete],
]);

/** The operations that servers must limit. */
const LIMITED: ReadonlySet<string> = new Set(['tools/call', 'completion/complete']);

/** Carries the operation out. Throws -32601 where there is none. */
export async function perform({ method, params }: Request, context: Context): Promise<Result> {
  const operation = OPERATIONS.get(method);
  if (!operation) throw methodNotFound(method);
  if (LIMITED.has(method) && !context.rate.spend()) throw tooManyCalls();
  return operation(params, context);
}

export const isOperation = (method: string): boolean => OPERATIONS.has(method);

/**
 * Which era a message belongs to. A request that carries the metadata of 2026-07-28 is served without a session, also where one
 * is open; so is a method that only 2026-07-28 has. `initialize` and everything else belongs to a session.
 */
export function eraOf({ method, params }: { readonly method: string; readonly params: Members }): Era {
  const meta = params['_meta'];
  const tells =
    isObject(meta) && [META.protocolVersion, META.clientCapabilities, META.clientInfo].some((key) => key in meta);
  return tells || method === 'server/discover' || method === 'subscriptions/listen' ? 'stateless' : 'session';
}

/** Where the messages that belong to one request go. */
export interface Outlet {
  /** A notification, or in a session a request of ours: what precedes the response. */
  send(message: Outgoing): void;
  /** The response, which is the last message. `status` is for HTTP. */
  respond(message: Outgoing, status: number): void;
  /** There will be no response: the request was cancelled. */
  abandon(): void;
  /** See Context.dropConnection. */
  dropConnection(): void;
}
