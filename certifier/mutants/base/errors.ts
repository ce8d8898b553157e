/** specification/base.md: errors and their codes. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { onStatus, refuse } from '../engine/answer.ts';
import { chain, onError, onMessage, onResponse, without } from '../engine/change.ts';
import { undeclared } from '../engine/faults.ts';
import type { Further, Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { simpleCalls } from '../tools/called.ts';

const INTERNAL = { code: -32603, message: 'Internal error' } as const;

/** What an exception looks like when it is caught by nobody who knows whom it is for. */
const trace = `
    at lookUp (/srv/server/tools.js:41:11)
    at dispatch (/srv/server/rpc.js:88:20)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)`;

/** This code, wherever it comes, is that of an accident inside. */
const asInternal = (code: number): Mutant =>
  onMessage((message) =>
    isObject(message.error) && message.error.code === code ? { ...message, error: INTERNAL } : undefined,
  );

/**
 * Changes the error of a call that failed for a reason of the server's own, and not for its headers or its client, nor because the
 * tool is called as a task or must be.
 */
const onFailedCall = (change: (error: JsonObject) => JsonObject): Mutant =>
  onError(
    (error) =>
      error.code === -32601 || (Number(error.code) <= -32020 && Number(error.code) > -32100)
        ? undefined
        : change(error),
    simpleCalls,
  );

export const mutants: Mutants = {
  /** What cannot be parsed breaks the server. */
  'base.error.parse-error': asInternal(-32700),

  /** What is no request breaks the server. */
  'base.error.invalid-request': asInternal(-32600),

  /** A feature that is not there breaks the server. */
  'base.method.not-advertised': chain(
    undeclared('prompts'),
    refuse('prompts/list', INTERNAL),
    onError(() => INTERNAL, 'prompts/list'),
  ),

  /** An error that says its number alone. */
  'base.error.code-and-message': onError((error) => without(error, 'message'), simpleCalls),

  /** The message is followed by the places in the code that it went through. */
  'base.error.message-concise': onError(
    (error) => ({ ...error, message: `Error: ${error.message}${trace}` }),
    simpleCalls,
  ),

  /** A request that was read well enough to be answered could not be parsed. */
  'base.error.standard-codes': onFailedCall((error) => ({ ...error, code: -32700 })),

  /** What is said of versions is said of a tool. */
  'base.error.reserved-meaning': onFailedCall(() => ({
    code: -32022,
    message: 'Unsupported tool',
    data: { supported: ['add'], requested: 'none' },
  })),

  /** The code that libraries had for a failure of the server, before the range was divided. */
  'base.error.legacy-range-avoid': onFailedCall((error) => ({ ...error, code: -32000 })),

  /** A status of HTTP, within the range of JSON-RPC. */
  'base.error.new-codes-outside-range': onFailedCall((error) => ({ ...error, code: -32404 })),

  /** A code of the server's own, in the range that is not for servers. */
  'base.error.reserved-codes': onFailedCall((error) => ({ ...error, code: -32050 })),

  /** A code that earlier revisions had for what is not found. */
  'base.error.retired-codes': onFailedCall((error) => ({ ...error, code: -32002 })),

  /** The code of a system error leaks into the protocol. */
  'base.error.code-integer': onFailedCall((error) => ({ ...error, code: 'ENOENT' })),

  /** A method that nobody knows breaks the server. */
  'base.method.not-found': onError(
    (error) => (error.code === -32601 ? { ...error, code: -32603, message: 'Internal error' } : undefined),
    ({ method }) => method !== 'tools/call',
  ),
};

export const further: Further = {
  'base.method.not-found': {
    'what nobody knows is passed over, over HTTP with a status': {
      mutant: chain(
        onStatus('accord/unknown', (response) => (response.status === 200 ? { ...response, status: 400 } : undefined)),
        onResponse('accord/unknown', () => []),
      ),
    },
  },
};

export const liberties: Liberties = {
  /** Errors without `data` say where to read more. */
  'base.error.data-optional': onError((error) =>
    error.data === undefined ? { ...error, data: { help: 'https://example.com/errors' } } : undefined,
  ),
};
