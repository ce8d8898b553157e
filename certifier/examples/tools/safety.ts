/** specification/tools.md, arguments that a tool cannot accept. */
import { complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { calledOnce, content } from './samples.ts';

const incomplete = () =>
  calledOnce('2026-07-28', complete({ content })).call(
    'tools/call',
    { name: 'add', arguments: { a: 1 } },
    { result: complete({ content: [{ type: 'text', text: 'b is missing: a number' }], isError: true }) },
  );

export const examples: Examples = {
  'tools.call.input-error': incomplete,
  'tools.call.error-actionable': incomplete,
  'tools.security.validate-inputs': incomplete,
};
