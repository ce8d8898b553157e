/** specification/stdio.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';
import { givenUp } from './engine/working.ts';

const pinged = (): Composer => new Composer('stdio').established('2025-11-25').call('ping', {}, { result: {} });

/** A call that asks for log messages, and gets one before its response. */
const logging = (): Composer =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {}, logging: {} })
    .call('tools/call', { name: 'report', arguments: {} }, undefined, {
      id: 'report',
      meta: { 'io.modelcontextprotocol/logLevel': 'info' },
    })
    .received({
      jsonrpc: '2.0',
      method: 'notifications/message',
      params: { level: 'info', data: 'Half of it is done' },
    })
    .received({ jsonrpc: '2.0', id: 'report', result: complete({ content: [{ type: 'text', text: 'Done' }] }) });

export const examples: Examples = {
  'stdio.framing.one-message': pinged,
  'stdio.framing.no-embedded-newlines': pinged,
  'stdio.server.no-requests': logging,
  'stdio.server.notifications-related': logging,
  'stdio.stdout.only-messages': pinged,
  'stdio.message.utf-8': pinged,
  'stdio.stderr.logging': () => pinged().stderr('ready'),
  'stdio.shutdown.exits-on-end-of-input': () => new Composer('stdio').established('2026-07-28').shutdown(),
  'stdio.shutdown.exit-awaited': () => pinged().shutdown(),
  'stdio.cancel.no-further-messages': () => givenUp('stdio', '2026-07-28', 'by a notification', 1),
};
