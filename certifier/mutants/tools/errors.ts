/** specification/tools.md, errors. */
import { isObject } from '../../judge/engine/json.ts';
import { succeed } from '../engine/answer.ts';
import { onResponse, without } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** A tool that fails is an exception that the protocol reports. */
  'tools.call.execution-error': onResponse('tools/call', (message, { params }) =>
    params.name === 'test_error_handling' && isObject(message.result)
      ? { ...without(message, 'result'), error: { code: -32603, message: 'The tool failed' } }
      : undefined,
  ),

  /** A call of nothing is reported like a tool that failed. */
  'tools.call.malformed-request': succeed('tools/call', ({ message }, { params }) =>
    typeof params.name === 'string' ? undefined : { content: [{ type: 'text', text: message ?? '' }], isError: true },
  ),

  /** A tool that does not exist is reported like a tool that failed. */
  'tools.call.unknown-tool': succeed('tools/call', ({ code, message }, { params }) =>
    code === -32602 && typeof params.name === 'string'
      ? { content: [{ type: 'text', text: message ?? '' }], isError: true }
      : undefined,
  ),
};
