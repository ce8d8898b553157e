/** specification/lifecycle.md */
import { isObject, type JsonObject } from '../judge/engine/json.ts';
import { refuse, serveAnyway, stream } from './engine/answer.ts';
import type { Asked } from './engine/asked.ts';
import { chain, once, onError, onEvent, onResult, without } from './engine/change.ts';
import { diesOf, saying, withInstructionsTurned } from './engine/faults.ts';
import type { Further, Liberties, Mutant, Mutants } from './engine/mutant.ts';
import { mutants as failures } from './lifecycle/failures.ts';
import { simpleCalls } from './tools/called.ts';

const OLD = '2024-11-05';

const HELLO = JSON.stringify({ jsonrpc: '2.0', id: 'hello', method: 'ping' });

const isUnknown = ({ method, params }: Asked): boolean =>
  method === 'initialize' && !/^20\d\d-/.test(String(params.protocolVersion));

/** A version that was spoken before is answered by another. */
const answersOtherwise = (version: string): Mutant =>
  onResult('initialize', (result, { params }, memo) => {
    const spoken = `spoken:${params.protocolVersion}`;
    if (result.protocolVersion !== params.protocolVersion) return undefined;
    if (memo[spoken] === undefined) memo[spoken] = true;
    else if (once(memo, 'other')) return { ...result, protocolVersion: version };
    return undefined;
  });

/** The server asks this of a client that has declared nothing for it. */
const asksUndeclared = (method: string, params?: JsonObject): Mutant =>
  stream(
    (asked) => asked.connection === 1 && ['ping', 'tools/list'].includes(asked.method),
    ({ id }) => [{ jsonrpc: '2.0', id: `undeclared-${id}`, method, ...(params === undefined ? {} : { params }) }],
  );

export const mutants: Mutants = {
  ...failures,

  /** A tool that cannot be called is refused for a capability that the request does not state. */
  'lifecycle.session.state': onError(
    // A tool that is called as a task, or must be, is refused as it was.
    ({ code }) => (code === -32601 ? undefined : { code: -32022, message: 'Unsupported protocol version' }),
    simpleCalls,
  ),

  /** Who asks for a version that nobody knows is not told which one it is to be. */
  'lifecycle.initialize.result-version': onResult('initialize', (result, { params }) =>
    result.protocolVersion === params.protocolVersion ? undefined : without(result, 'protocolVersion'),
  ),

  /** The server asks who is there before anybody said so. */
  'lifecycle.initialize.server-silent': onEvent('start', ({ connection, process, ...start }) => [
    { connection, process, ...start },
    { connection, process, kind: 'line', stream: 'stdout', direction: 'received', text: HELLO },
  ]),

  /** A notification that came with a later version. */
  'lifecycle.operation.version': saying({
    method: 'notifications/subscriptions/acknowledged',
    params: { notifications: {} },
  }),

  /** The server takes its leave as language servers do. */
  'lifecycle.shutdown.via-transport': saying({ method: 'exit' }),

  /** A version that nobody knows is an exception that nobody catches. */
  'lifecycle.errors.version-mismatch': diesOf(isUnknown),

  /** The server pings with a greeting. */
  'lifecycle.ping.no-parameters': saying({ id: 'are-you-there', method: 'ping', params: { greeting: 'Hello' } }),

  /** It is the one that the server likes best. */
  'lifecycle.version.same': answersOtherwise('2025-06-18'),

  /** Whatever version is asked for is echoed. */
  'lifecycle.version.alternative': onResult('initialize', (result, { params }) => ({
    ...result,
    protocolVersion: params.protocolVersion ?? '',
  })),

  /** A version that nobody speaks is taken for a very old one. */
  'lifecycle.version.latest': chain(
    onResult('initialize', (result, { params, connection }, memo) => {
      if (result.protocolVersion === params.protocolVersion) return undefined;
      memo[`old:${connection}`] = true;
      return { ...result, protocolVersion: OLD };
    }),
    // It speaks that version, too, which the server behind this does not.
    serveAnyway(({ connection }, memo) => memo[`old:${connection}`] === true, { ping: {} }),
  ),

  /** A server that offers nothing says nothing, and any server to a client whose version is not its own. */
  'lifecycle.initialize.capabilities': onResult('initialize', (result, { params }) => {
    const offers = isObject(result.capabilities) && Object.keys(result.capabilities).length > 0;
    return offers && result.protocolVersion === params.protocolVersion ? undefined : without(result, 'capabilities');
  }),

  /** The server does not say who it is. */
  'lifecycle.initialize.server-info': onResult('initialize', (result) => without(result, 'serverInfo')),

  /** The server has a request of its own while it answers `initialize`. */
  'lifecycle.initialized.server-waits': stream('initialize', ({ id }) => [
    { jsonrpc: '2.0', id: `hello-${id}`, method: 'example/hello' },
  ]),

  /** The server asks for the model of a client that has not said that it lends one. */
  'lifecycle.operation.negotiated': asksUndeclared('sampling/createMessage', { messages: [], maxTokens: 1 }),

  /** A server that never heard of ping. */
  'lifecycle.ping.answered': refuse('ping', { code: -32601, message: 'Method not found: ping' }),
};

export const further: Further = {
  'lifecycle.session.state': {
    'a request without metadata is malformed': {
      mutant: refuse(
        ({ method, params }) => method === 'resources/templates/list' && Object.keys(params).length === 0,
        {
          code: -32602,
          message: 'Invalid params: _meta is missing',
        },
      ),
    },
  },
  'lifecycle.version.same': {
    'by the version of the server itself': { mutant: answersOtherwise('1.0.0') },
  },
  'lifecycle.operation.negotiated': {
    'the tasks of a client that has none are asked for': { since: '2025-11-25', mutant: asksUndeclared('tasks/list') },
  },
};

export const liberties: Liberties = {
  'lifecycle.initialize.instructions': withInstructionsTurned('initialize'),

  /** The server asks whether somebody is there. */
  'lifecycle.ping.permitted': saying({ id: 'are-you-there', method: 'ping' }),
};
