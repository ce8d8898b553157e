/** specification/tools.md, calls. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { add, asked, calledOnce, content, hints, outputSchema } from './samples.ts';

export const examples: Examples = {
  'tools.call.result-content': () => calledOnce('2026-07-28', complete({ content })),
  'tools.call.output-conforms': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, { result: complete({ tools: [{ ...add, outputSchema }], ...hints }) })
      .call('tools/call', asked, {
        result: complete({ content: [{ type: 'text', text: '{"sum":3}' }], structuredContent: { sum: 3 } }),
      }),
};
