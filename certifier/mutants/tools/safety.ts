/** specification/tools.md, arguments that a tool cannot accept. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { onResponse, onResult, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { simpleCalls } from './called.ts';

export const mutants: Mutants = {
  /** Whoever calls wrongly gets an error of the protocol; what fails though it was called well does not. */
  'tools.call.input-error': onResponse(simpleCalls, (message, { params }) => {
    const { result } = message;
    return isObject(result) && result.isError === true && params.name !== 'test_error_handling'
      ? { ...without(message, 'result'), error: { code: -32602, message: 'Invalid arguments' } }
      : undefined;
  }),

  /** Something was wrong. */
  'tools.call.error-actionable': onResult(simpleCalls, (result) =>
    result.isError === true ? { ...result, content: [] } : undefined,
  ),

  /** A tool that was given too little does what it did when it was given enough. */
  'tools.security.validate-inputs': onResult('tools/call', (result, { params }, memo) => {
    const key = `done:${params.name}`;
    if (result.isError !== true) memo[key] = result;
    return result.isError === true ? (memo[key] as JsonObject | undefined) : undefined;
  }),
};
