/** specification/logging.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const done = { result: complete({ content: [{ type: 'text', text: 'Done' }] }) };
const log = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', logger: 'jobs', data: 'The job has begun' },
};

export const examples: Examples = {
  'logging.message.opt-in': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { logging: {}, tools: {} })
      .call('tools/call', { name: 'run' }, done, { stream: [] })
      .call('tools/call', { name: 'run' }, done, {
        meta: { 'io.modelcontextprotocol/logLevel': 'info' },
        stream: [log],
      }),
};
