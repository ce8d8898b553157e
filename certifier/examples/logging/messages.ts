/** specification/logging.md: messages and levels. */
import { CLIENT, toldOnce } from '../engine/asking.ts';
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const done = { result: complete({ content: [{ type: 'text', text: 'Done' }] }) };
const log = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', logger: 'jobs', data: 'The job has begun' },
};

const logged = () =>
  new Composer('stdio')
    .established('2025-11-25', { logging: {} })
    .call('logging/setLevel', { level: 'info' }, { result: {} })
    .received(log)
    .call('ping', {}, { result: {} });

const signedIn = {
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', data: 'Somebody signs in' },
};

export const examples: Examples = {
  'logging.security.no-credentials': () =>
    new Composer('stdio')
      .established('2025-11-25', { logging: {}, tools: {} })
      .call('tools/call', { name: 'test_logging_secret', arguments: { word: 'accord-secret-7f3a' } }, undefined, {
        id: 'call-1',
      })
      .received(signedIn)
      .received({ jsonrpc: '2.0', id: 'call-1', result: { content: [{ type: 'text', text: 'Signed in' }] } }),
  'logging.security.no-personal-data': () =>
    toldOnce(
      new Composer('stdio').established('2025-11-25', { logging: {}, tools: {} }, 'main', CLIENT),
      '2025-11-25',
      'order',
      {
        question: {
          method: 'elicitation/create',
          params: {
            message: 'Where shall the receipt go?',
            requestedSchema: { type: 'object', properties: { email: { type: 'string', format: 'email' } } },
          },
        },
        answer: { action: 'accept', content: { email: 'ada@example.com' } },
        text: 'Ordered',
      },
    ).received({ ...signedIn, params: { level: 'info', data: 'Order 4711 has an address for its receipt' } }),
  'logging.message.level': logged,
  'logging.message.data': logged,
  'logging.message.opt-in': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { logging: {}, tools: {} })
      .call('tools/call', { name: 'run' }, done, { stream: [] })
      .call('tools/call', { name: 'run' }, done, {
        meta: { 'io.modelcontextprotocol/logLevel': 'info' },
        stream: [log],
      }),
  'logging.capability.declared': () =>
    new Composer('stdio').established('2025-11-25', { logging: {} }).received(log).call('ping', {}, { result: {} }),
  'logging.level.minimum': logged,
  'logging.level.invalid': () =>
    new Composer('stdio')
      .established('2025-11-25', { logging: {} })
      .call('logging/setLevel', { level: 'info' }, { result: {} })
      .call('logging/setLevel', { level: 'loud' }, { error: { code: -32602, message: 'Invalid log level: loud' } }),
  'logging.set-level.answered': () =>
    new Composer('stdio')
      .established('2025-11-25', { logging: {} })
      .call('logging/setLevel', { level: 'warning' }, { result: {} }),
};
