/** specification/tools.md, errors. */
import { isObject } from '../../judge/engine/json.ts';
import { succeed } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { onResponse, without } from '../engine/change.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { refusedByStatus } from '../engine/wordless.ts';

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

const isOfNothing = ({ method, params }: Asked): boolean => method === 'tools/call' && typeof params.name !== 'string';
const isUnknown = ({ method, params }: Asked): boolean =>
  method === 'tools/call' && String(params.name).startsWith('accord-no-such-tool');

export const further: Further = {
  'tools.call.malformed-request': {
    'a status is the whole answer': { mutant: refusedByStatus(isOfNothing), over: 'streamable-http' },
  },
  'tools.call.unknown-tool': {
    'a status is the whole answer': { mutant: refusedByStatus(isUnknown), over: 'streamable-http' },
  },
};
