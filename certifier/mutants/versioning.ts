/** specification/versioning.md */
import { at, isObject, type Json, type JsonObject } from '../judge/engine/json.ts';
import { refuse } from './engine/answer.ts';
import { type Asked, any } from './engine/asked.ts';
import { chain, once, onError, onResponse, onResult, without } from './engine/change.ts';
import { diesOf } from './engine/faults.ts';
import type { Further, Memo, Mutant, Mutants } from './engine/mutant.ts';
import { statusOf, VERSION } from './http/asked.ts';

const UNSUPPORTED = -32022;

const discoveredKey = (connection: number): string => `discovered:${connection}`;

/** The server has these extensions. */
const extended = (extensions: JsonObject): Mutant =>
  onResult('server/discover', (result) =>
    isObject(result.capabilities) ? { ...result, capabilities: { ...result.capabilities, extensions } } : undefined,
  );

const notesDiscoveries = onResult('server/discover', (_, { connection }, memo) => {
  memo[discoveredKey(connection)] = true;
  return undefined;
});
/** A handshake, and what follows it, is of the other era. */
const isTooEarly = ({ method, connection, params }: Asked, memo: Memo): boolean =>
  method !== 'server/discover' &&
  at(params, '_meta', VERSION) !== undefined &&
  memo[discoveredKey(connection)] !== true;

export const mutants: Mutants = {
  /** A word that anybody may have chosen. */
  'versioning.extensions.identifier': extended({ audit: {} }),

  /** An extension is there or not, and has no settings. */
  'versioning.extensions.settings': extended({ 'com.example/audit': true }),

  /** Who knows nothing of the extension gets its results all the same. */
  'versioning.extensions.fallback': chain(
    extended({ 'com.example/audit': {} }),
    onResult('tools/list', (result, _, memo) =>
      once(memo, 'audited') ? { ...result, resultType: 'com.example/audited' } : undefined,
    ),
  ),

  /** The refusal comes as it did before this error had a code of its own. */
  'versioning.unsupported.error': onError((error) =>
    error.code === UNSUPPORTED ? { ...error, code: -32602 } : undefined,
  ),

  /** The refusal does not list what is supported. */
  'versioning.unsupported.data': onError((error) =>
    error.code === UNSUPPORTED && isObject(error.data)
      ? { ...error, data: without(error.data, 'supported') }
      : undefined,
  ),

  /** A connection on which nothing was discovered yet is not served. */
  'versioning.request.no-prior-context': chain(
    notesDiscoveries,
    refuse(isTooEarly, { code: -32600, message: 'Call server/discover first' }),
  ),

  /** A handshake is answered by the newest version that the server has, which has none. */
  'versioning.dual-era.initialize': onResult('initialize', (result) => ({ ...result, protocolVersion: '2026-07-28' })),

  /** What is missing is said, and not what there is. */
  'versioning.initialize.names-versions': onError(
    () => ({ code: -32602, message: 'Invalid params: _meta is missing' }),
    'initialize',
  ),

  /** A request of another era is not answered at all. */
  'versioning.initialize.refused': onResponse('initialize', () => []),

  /** The refusal is an answer like any other. */
  'versioning.initialize.refused-status': statusOf('initialize', 400, 200),
};

export const further: Further = {
  'versioning.dual-era.initialize': {
    'what follows a handshake is refused for what only this era asks of it': {
      mutant: refuse('ping', { code: -32602, message: 'Invalid params: _meta is missing' }),
    },
  },
  'versioning.unsupported.error': {
    'a version that nobody knows is passed over': {
      over: 'stdio',
      mutant: onResponse(any, ({ error }) => (isObject(error) && error.code === UNSUPPORTED ? [] : undefined)),
    },
  },
  'versioning.unsupported.data': {
    'what was asked for is listed as what is supported': {
      mutant: onError((error) => {
        const [supported, requested] = [at(error, 'data', 'supported'), at(error, 'data', 'requested')];
        if (error.code !== UNSUPPORTED || !Array.isArray(supported) || requested === undefined) return undefined;
        return { ...error, data: { supported: [...supported, requested] as Json, requested } };
      }),
    },
  },
  'versioning.initialize.refused-status': {
    'a request of another era is accepted, and comes to nothing': {
      mutant: chain(
        statusOf('initialize', 400, 202),
        onResponse('initialize', () => []),
      ),
    },
  },
  'versioning.initialize.refused': {
    'a request of another era is the end of the process': { mutant: diesOf('initialize') },
  },
  'versioning.request.no-prior-context': {
    'until a discovery nothing is answered over stdio, and all is refused over HTTP': {
      mutant: chain(
        notesDiscoveries,
        onResponse(isTooEarly, (_message, _asked, _memo, { kind }) => (kind === 'line' ? [] : undefined)),
        refuse(isTooEarly, { code: -32600, message: 'Call server/discover first' }, 400),
      ),
    },
    'until a discovery something goes wrong inside, each time': {
      mutant: chain(notesDiscoveries, refuse(isTooEarly, { code: -32603, message: 'Internal error' })),
    },
  },
};
