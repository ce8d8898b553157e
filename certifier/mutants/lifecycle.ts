/** specification/lifecycle.md */
import { isObject } from '../judge/engine/json.ts';
import { refuse, stream } from './engine/answer.ts';
import { onResult, without } from './engine/change.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** Whatever version is asked for is echoed. */
  'lifecycle.version.alternative': onResult('initialize', (result, { params }) => ({
    ...result,
    protocolVersion: params.protocolVersion ?? '',
  })),

  /** A server that offers nothing says nothing, and any server to a client whose version is not its own. */
  'lifecycle.initialize.capabilities': onResult('initialize', (result, { params }) => {
    const offers = isObject(result.capabilities) && Object.keys(result.capabilities).length > 0;
    return offers && result.protocolVersion === params.protocolVersion ? undefined : without(result, 'capabilities');
  }),

  /** The server does not say who it is. */
  'lifecycle.initialize.server-info': onResult('initialize', (result) => without(result, 'serverInfo')),

  /** The server asks for the roots as soon as it has answered `initialize`, or while it does. */
  'lifecycle.initialized.server-waits': stream('initialize', ({ id }) => [
    { jsonrpc: '2.0', id: `roots-${id}`, method: 'roots/list' },
  ]),

  /** A server that never heard of ping. */
  'lifecycle.ping.answered': refuse('ping', { code: -32601, message: 'Method not found: ping' }),
};
