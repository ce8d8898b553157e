/** specification/tools.md, errors. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { asked, calledOnce, content, listed } from './samples.ts';

export const examples: Examples = {
  'tools.call.malformed-request': () =>
    calledOnce('2026-07-28', complete({ content })).call(
      'tools/call',
      { arguments: {} },
      { error: { code: -32602, message: 'A call needs the name of a tool' } },
    ),
  'tools.call.unknown-tool': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed)
      .call('tools/call', asked, { result: complete({ content }) })
      .call('tools/call', { name: 'multiply' }, { error: { code: -32602, message: 'Unknown tool: multiply' } }),
  'tools.call.execution-error': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call(
        'tools/call',
        { name: 'test_error_handling', arguments: {} },
        { result: complete({ content: [{ type: 'text', text: 'The remote service is down' }], isError: true }) },
      ),
};
