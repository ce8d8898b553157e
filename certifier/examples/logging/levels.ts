/** specification/logging.md: the level of a session, and what is sent of it. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const log = (level: string) => ({
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level, logger: 'jobs', data: `A message of the level ${level}` },
});
const call = { name: 'run', arguments: {} };

/** One tool under one level after the other: debug twice, error twice, debug. */
const leveled = (): Composer => {
  const composer = new Composer('stdio').established('2025-11-25', { logging: {}, tools: {} });
  for (const [index, level] of ['debug', 'debug', 'error', 'error', 'debug'].entries()) {
    const id = `run-${index}`;
    composer.call('logging/setLevel', { level }, { result: {} }).call('tools/call', call, undefined, { id });
    if (level === 'debug') composer.received(log('debug'));
    composer
      .received(log('error'))
      .received({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'Done' }] } });
  }
  return composer;
};

export const examples: Examples = {
  'logging.set-level.last-wins': leveled,
  'logging.set-level.all-sent': leveled,
  'logging.set-level.default': () =>
    new Composer('stdio')
      .established('2025-11-25', { logging: {}, tools: {} })
      .call('tools/call', call, { result: { content: [{ type: 'text', text: 'Done' }] } }),
  'logging.message.permitted': () =>
    new Composer('stdio').established('2026-07-28', { logging: {}, tools: {} }).call(
      'tools/call',
      call,
      { result: complete({ content: [{ type: 'text', text: 'Done' }] }) },
      {
        meta: { 'io.modelcontextprotocol/logLevel': 'info' },
      },
    ),
};
