/**
 * JSON-RPC 2.0 as MCP uses it: requests, notifications and responses, one per message. Ids are strings or integers and never
 * null; `params`, where present, is an object; batches are not part of either revision.
 */
import { invalidRequest, PARSE_ERROR, RpcError } from './errors.ts';

export type RequestId = string | number;
export type Members = Readonly<Record<string, unknown>>;
export type Result = Members;

export interface Request {
  readonly kind: 'request';
  readonly id: RequestId;
  readonly method: string;
  readonly params: Members;
}

export interface Notification {
  readonly kind: 'notification';
  readonly method: string;
  readonly params: Members;
}

export interface Response {
  readonly kind: 'response';
  /** Missing only on an error that answers a request whose id its receiver could not read. */
  readonly id: RequestId | undefined;
  readonly result?: Members;
  readonly error?: Members;
}

export type Incoming = Request | Notification | Response;

/** What leaves the server, ready for JSON.stringify. */
export interface Outgoing extends Members {
  readonly jsonrpc: '2.0';
}

/** What came in is no message of the protocol. Its id, where one could be read, goes back with the error. */
export class MalformedMessage extends RpcError {
  readonly id: RequestId | undefined;
  constructor(error: RpcError, id?: RequestId) {
    super(error.code, error.message, { status: error.status });
    this.id = id;
  }
}

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isRequestId = (value: unknown): value is RequestId =>
  typeof value === 'string' || Number.isSafeInteger(value);

/** The message in these bytes. Throws MalformedMessage: -32700 where they are not JSON in UTF-8, -32600 where the JSON is no message. */
export function readMessage(bytes: Uint8Array): Incoming {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new MalformedMessage(new RpcError(PARSE_ERROR, 'Parse error: not JSON in UTF-8', { status: 400 }));
  }
  return toMessage(value);
}

function toMessage(value: unknown): Incoming {
  if (Array.isArray(value)) throw malformed('a batch is not a message of this protocol');
  if (!isObject(value)) throw malformed('a message is a JSON object');
  const id = isRequestId(value['id']) ? value['id'] : undefined;
  if (value['jsonrpc'] !== '2.0') throw malformed('"jsonrpc" must be "2.0"', id);
  return 'method' in value ? toCall(value, id) : toResponse(value, id);
}

function toCall(value: Members, id: RequestId | undefined): Request | Notification {
  const { method, params = {} } = value;
  if (typeof method !== 'string') throw malformed('"method" must be a string', id);
  if ('id' in value && id === undefined) throw malformed('"id" must be a string or an integer');
  if (!isObject(params)) throw malformed('"params" must be an object', id);
  return id === undefined ? { kind: 'notification', method, params } : { kind: 'request', id, method, params };
}

function toResponse(value: Members, id: RequestId | undefined): Response {
  const { result, error } = value;
  if (isObject(result) && error === undefined && id !== undefined) return { kind: 'response', id, result };
  if (isObject(error) && result === undefined) return { kind: 'response', id, error };
  throw malformed('neither a request, a notification nor a response', id);
}

const malformed = (why: string, id?: RequestId): MalformedMessage => new MalformedMessage(invalidRequest(why), id);

export const notification = (method: string, params?: Members): Outgoing =>
  params === undefined ? { jsonrpc: '2.0', method } : { jsonrpc: '2.0', method, params };

export const request = (id: RequestId, method: string, params: Members): Outgoing => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

export const success = (id: RequestId, result: Result): Outgoing => ({ jsonrpc: '2.0', id, result });

/** An error answers with the id of its request, and with none where the id could not be read: it is never null in MCP. */
export function failure(id: RequestId | undefined, error: RpcError): Outgoing {
  const body = { code: error.code, message: error.message, ...(error.data === undefined ? {} : { data: error.data }) };
  return id === undefined ? { jsonrpc: '2.0', error: body } : { jsonrpc: '2.0', id, error: body };
}
