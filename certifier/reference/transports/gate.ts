/**
 * Authorization, as a resource server has it: who brings no token is told where to get one, and a token is looked at for whom it was
 * issued, by when it ends and what it allows. The tokens are those of a fixture and stand in a table; a real server asks its
 * authorization server, or checks a signature.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalidRequest } from '../errors.ts';
import type { Incoming } from '../jsonrpc.ts';
import { sendError, sendJsonDocument } from './reply.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
/** What each request needs, what a call of a tool needs beside it, and what implies both. */
const READ = 'mcp:read';
const CALL = 'mcp:call';
const ALL = 'mcp:all';

interface Token {
  readonly user: string;
  readonly scopes: readonly string[];
  readonly audience?: 'another server' | 'this server, in upper case';
  readonly expired?: true;
}

const TOKENS: ReadonlyMap<string, Token> = new Map<string, Token>([
  ['accord-fixture-full', { user: 'alice', scopes: [READ, CALL] }],
  ['accord-fixture-narrow', { user: 'alice', scopes: [READ] }],
  ['accord-fixture-broad', { user: 'alice', scopes: [ALL] }],
  ['accord-fixture-upper-case', { user: 'alice', scopes: [READ, CALL], audience: 'this server, in upper case' }],
  ['accord-fixture-other-user', { user: 'bob', scopes: [READ, CALL] }],
  ['accord-fixture-other-audience', { user: 'alice', scopes: [READ, CALL], audience: 'another server' }],
  ['accord-fixture-expired', { user: 'alice', scopes: [READ, CALL], expired: true }],
]);

const allows = ({ scopes }: Token, scope: string): boolean => scopes.includes(scope) || scopes.includes(ALL);

export class Gate {
  /** The scheme, host and port, known once the server listens. */
  readonly #origin: () => string;
  readonly #path: string;

  constructor(origin: () => string, path: string) {
    this.#origin = origin;
    this.#path = path;
  }

  /** Serves the metadata of the resource, which needs no token. */
  serves(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' || request.url !== `${WELL_KNOWN}${this.#path}`) return false;
    sendJsonDocument(response, {
      resource: this.#resource,
      authorization_servers: ['https://authorization.example.com'],
      scopes_supported: [READ, CALL],
      bearer_methods_supported: ['header'],
    });
    return true;
  }

  /** Whether the request was turned away: it has no token, or one that is not valid here. */
  refuses(request: IncomingMessage, response: ServerResponse): boolean {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.#challenge(response, 401, 'a token is needed', READ);
    const text = /^bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (text === undefined)
      return this.#challenge(response, 400, 'the Authorization header holds no token', READ, 'invalid_request');
    if (this.#valid(text) === undefined)
      return this.#challenge(response, 401, 'the token is not valid here', READ, 'invalid_token');
    return false;
  }

  /** Whether the message needs more than the token allows; a call of a tool needs most. */
  forbids(request: IncomingMessage, response: ServerResponse, message: Incoming): boolean {
    const token = this.#tokenOf(request);
    const calls = message.kind === 'request' && message.method === 'tools/call';
    if (token === undefined || !calls || allows(token, CALL)) return false;
    return this.#challenge(
      response,
      403,
      'the token does not allow to call tools',
      `${READ} ${CALL}`,
      'insufficient_scope',
    );
  }

  userOf(request: IncomingMessage): string | undefined {
    return this.#tokenOf(request)?.user;
  }

  get #resource(): string {
    return `${this.#origin()}${this.#path}`;
  }

  #tokenOf({ headers: { authorization = '' } }: IncomingMessage): Token | undefined {
    return this.#valid(authorization.replace(/^bearer +/i, ''));
  }

  /** The token, if it was issued for us and its time has not passed. */
  #valid(text: string): Token | undefined {
    const token = TOKENS.get(text);
    if (token === undefined || token.expired === true) return undefined;
    return this.#audienceOf(token) === this.#resource ? token : undefined;
  }

  /** The canonical form: scheme and host in lower case, however the token spells them. */
  #audienceOf({ audience }: Token): string {
    if (audience === 'another server') return new URL('https://elsewhere.example.com/mcp').href;
    const own = audience === undefined ? this.#resource : `${this.#origin().toUpperCase()}${this.#path}`;
    return new URL(own).href;
  }

  #challenge(response: ServerResponse, status: number, why: string, scope: string, error?: string): true {
    const parameters = {
      ...(error === undefined ? {} : { error, error_description: why }),
      scope,
      resource_metadata: `${this.#origin()}${WELL_KNOWN}${this.#path}`,
    };
    const written = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
    response.setHeader('www-authenticate', `Bearer ${written.join(', ')}`);
    sendError(response, status, invalidRequest(why));
    return true;
  }
}
