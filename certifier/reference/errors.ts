/**
 * Every error the server can answer with, one function each. `status` is the HTTP status that goes with it, where there is HTTP:
 * 200 unless the specification says otherwise. An error of the operation itself (an unknown tool, a bad cursor) keeps 200 on
 * purpose: a client of both eras takes a 400 it does not recognise for a sign that the server knows only `initialize`.
 */
import type { Members } from './jsonrpc.ts';

export const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const INTERNAL_ERROR = -32603;
/** 2025-11-25 alone; 2026-07-28 answers -32602 and reserves this code for ever. */
export const RESOURCE_NOT_FOUND = -32002;
/** The three codes below exist in 2026-07-28 alone. */
/** 2025-11-25 alone, like the one above. */
const URL_REQUIRED = -32042;
const HEADER_MISMATCH = -32020;
const MISSING_CLIENT_CAPABILITY = -32021;
const UNSUPPORTED_VERSION = -32022;

interface Options {
  readonly data?: unknown;
  readonly status?: number;
}

export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;
  readonly status: number;
  constructor(code: number, message: string, options: Options = {}) {
    super(message);
    this.code = code;
    this.data = options.data;
    this.status = options.status ?? 200;
  }
}

export const invalidRequest = (why: string, status = 400): RpcError =>
  new RpcError(INVALID_REQUEST, `Invalid request: ${why}`, { status });

export const invalidParams = (why: string, options: Options = {}): RpcError =>
  new RpcError(INVALID_PARAMS, why, options);

/** 404 is a rule of 2026-07-28; there the body tells it from a 404 of something that is no MCP endpoint. */
export const methodNotFound = (method: string, status = 200): RpcError =>
  new RpcError(METHOD_NOT_FOUND, `Method not found: ${method}`, { status });

/** 2025-11-25: whether a tool can be called as a task, or must be, is told as if the other way did not exist. */
export const notThisWay = (name: string, way: 'as a task' | 'without a task'): RpcError =>
  new RpcError(METHOD_NOT_FOUND, `Method not found: the tool ${name} cannot be called ${way}`);

/** Says nothing about the inside of the server: the details go to stderr. */
export const internalError = (): RpcError => new RpcError(INTERNAL_ERROR, 'Internal error');

/** A code of our own, outside the range that JSON-RPC reserves; over HTTP the status says the same. */
export const tooManyCalls = (): RpcError => new RpcError(429, 'Too many calls: try again in a second', { status: 429 });

/** Pages that the user has to visit first, each as the `params` of an elicitation. */
export const urlRequired = (elicitations: readonly Members[]): RpcError =>
  new RpcError(URL_REQUIRED, 'A page has to be visited first', { data: { elicitations } });

export const headerMismatch = (why: string): RpcError =>
  new RpcError(HEADER_MISMATCH, `Header mismatch: ${why}`, { status: 400 });

export const missingClientCapability = (requiredCapabilities: Members): RpcError =>
  new RpcError(
    MISSING_CLIENT_CAPABILITY,
    `Missing required client capability: ${Object.keys(requiredCapabilities).join(', ')}`,
    { data: { requiredCapabilities }, status: 400 },
  );

export const unsupportedVersion = (requested: string, supported: readonly string[]): RpcError =>
  new RpcError(UNSUPPORTED_VERSION, 'Unsupported protocol version', { data: { supported, requested }, status: 400 });
