/** specification/tools.md, errors. */
import { succeed } from '../engine/answer.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
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
