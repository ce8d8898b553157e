/** specification/progress.md */
import { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';
import { examples as own } from './progress/own.ts';

const reported = (progress: number) => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken: 'p-4', progress, total: 50, message: `${progress} of 50 files` },
});
const done = { jsonrpc: '2.0', id: 4, result: { content: [{ type: 'text', text: 'Indexed 50 files' }] } };

/** A call that reports its progress, and a request after it. */
const indexed = (): Composer =>
  new Composer('stdio')
    .established('2025-11-25', { tools: {} })
    .call('tools/call', { name: 'index', arguments: {} }, undefined, { id: 4, meta: { progressToken: 'p-4' } })
    .received(reported(20))
    .received(reported(50))
    .received(done)
    .call('ping', {}, { result: {} }, { id: 5 });

export const examples: Examples = {
  ...own,
  'progress.notification.fields': indexed,
  'progress.message.relevant': indexed,
  'progress.value.fractional': indexed,
  'progress.total.optional': indexed,
  'progress.notification.optional': indexed,
  'progress.token.known': indexed,
  'progress.value.increases': indexed,
  'progress.response.last': indexed,
};
