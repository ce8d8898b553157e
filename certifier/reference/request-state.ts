/**
 * The `requestState` of a multi round-trip request: what the server must remember between two requests, carried by the client
 * instead. The client can read and change it, so it is signed; it lapses soon, and it counts only for the operation and the
 * parameters for which it was issued. (There is no principal to bind it to: this server has no authorization.)
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { invalidParams } from './errors.ts';
import { isObject, type Members, type Request } from './jsonrpc.ts';

const LIFETIME = 10 * 60 * 1000;

/**
 * One key for the whole process. Servers that share the work of one address share a key, or a retry that reaches another of them
 * fails: they would take it from their configuration, as this one does where MCP_REFERENCE_STATE_KEY is set.
 */
const KEY = process.env['MCP_REFERENCE_STATE_KEY'] ?? randomBytes(32);

export interface RequestState {
  /** Answers that earlier rounds brought, by the keys of their questions. */
  readonly answers: Members;
  /** Keys of the questions that this state was issued with. */
  readonly asked: readonly string[];
}

export function sealState(state: RequestState, request: Request, now = Date.now()): string {
  const payload = Buffer.from(JSON.stringify({ ...state, of: digest(request), until: now + LIFETIME }));
  return `${payload.toString('base64url')}.${sign(payload).toString('base64url')}`;
}

/** The state inside. Throws -32602 for one that we did not issue, that lapsed, or that belongs to another request. */
export function openState(sealed: unknown, request: Request, now = Date.now()): RequestState {
  const [payload = '', signature = '', ...rest] = typeof sealed === 'string' ? sealed.split('.') : [];
  const bytes = Buffer.from(payload, 'base64url');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(bytes);
  // Decoding base64 forgives; comparing what it encodes to again does not, so every changed character is noticed.
  const canonical = bytes.toString('base64url') === payload && given.toString('base64url') === signature;
  if (rest.length > 0 || !canonical || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw invalidParams('requestState was not issued by this server or was altered');
  }
  const state = JSON.parse(bytes.toString()) as RequestState & { of: string; until: number };
  if (state.of !== digest(request)) throw invalidParams('requestState belongs to another request');
  if (state.until < now) throw invalidParams('requestState has lapsed');
  return state;
}

/** States that were used up, each with the time at which it lapses anyway. Servers that share the work would share this too. */
const redeemed = new Map<unknown, number>();

/** Uses a state up. Throws -32602 where it was used up before. */
export function redeem(sealed: unknown, now = Date.now()): void {
  for (const [known, until] of redeemed) if (until < now) redeemed.delete(known);
  if (redeemed.has(sealed)) throw invalidParams('requestState was used before');
  redeemed.set(sealed, now + LIFETIME);
}

const sign = (payload: Uint8Array): Buffer => createHmac('sha256', KEY).update(payload).digest();

/** Identifies the operation: its method and what it is about, with members in a fixed order. */
function digest({ method, params }: Request): string {
  const about = [method, params['name'], params['uri'], params['arguments'] ?? {}];
  return createHash('sha256').update(canonical(about)).digest('base64url');
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
