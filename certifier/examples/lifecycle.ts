/** specification/lifecycle.md */
import { givenUpQuestion } from './cancellation/own.ts';
import { asks, said } from './engine/asking.ts';
import { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const client = { capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
const answer = (protocolVersion: string) => ({
  result: { protocolVersion, capabilities: {}, serverInfo: { name: 'example-server', version: '1.0.0' } },
});
const established = (): Composer => new Composer('stdio').established('2025-11-25');

/** A tool that asks a model; and the same tool for a client that has none. */
const withAndWithoutModel = (): Composer =>
  asks(
    '2025-11-25',
    {
      method: 'sampling/createMessage',
      params: { messages: [{ role: 'user', content: { type: 'text', text: 'Write a title' } }], maxTokens: 20 },
    },
    { role: 'assistant', model: 'example', content: { type: 'text', text: 'A title' } },
    'A title',
  )
    .established('2025-11-25', { tools: {} }, 'without a model')
    .call(
      'tools/call',
      { name: 'ask', arguments: {} },
      { result: said('This tool needs a client that can sample', true) },
    )
    .call('ping', {}, { result: {} });

export const examples: Examples = {
  'lifecycle.errors.capability-failure': withAndWithoutModel,
  'lifecycle.errors.timeout': givenUpQuestion,
  'lifecycle.version.alternative': () =>
    established()
      .open('2025-11-25', 'second')
      .call('initialize', { protocolVersion: '1900-01-01', ...client }, answer('2025-11-25'))
      .notify('notifications/initialized'),
  'lifecycle.initialize.capabilities': established,
  'lifecycle.initialize.instructions': established,
  'lifecycle.ping.permitted': established,
  'lifecycle.initialize.server-info': established,
  'lifecycle.initialized.server-waits': () =>
    established()
      .open('2025-11-25', 'second')
      .call('initialize', { protocolVersion: '2025-11-25', ...client }, answer('2025-11-25'))
      .call('ping', {}, { result: {} })
      .notify('notifications/initialized'),
  'lifecycle.ping.answered': () => established().call('ping', {}, { result: {} }),
  'lifecycle.version.latest': () =>
    established()
      .open('2025-11-25', 'second')
      .call('initialize', { protocolVersion: '1900-01-01', ...client }, answer('2025-11-25'))
      .notify('notifications/initialized'),
  'lifecycle.operation.negotiated': () =>
    new Composer('stdio')
      .open('2025-11-25')
      .call(
        'initialize',
        { protocolVersion: '2025-11-25', ...client, capabilities: { roots: {} } },
        answer('2025-11-25'),
      )
      .notify('notifications/initialized')
      .received({ jsonrpc: '2.0', id: 1, method: 'roots/list' })
      .sent({ jsonrpc: '2.0', id: 1, result: { roots: [{ uri: 'file:///home/work' }] } })
      .call('ping', {}, { result: {} }),
  'lifecycle.initialize.result-version': () =>
    established()
      .open('2025-11-25', 'second')
      .call('initialize', { protocolVersion: '1900-01-01', ...client }, answer('2025-11-25'))
      .notify('notifications/initialized'),
  // It was listened to for a while, before anything was asked.
  'lifecycle.initialize.server-silent': () =>
    new Composer('stdio')
      .open('2025-11-25')
      .wait(300)
      .event({ kind: 'gave-up', connection: 1, awaited: 'silence', after: 300 })
      .call('initialize', { protocolVersion: '2025-11-25', ...client }, answer('2025-11-25'))
      .notify('notifications/initialized'),
  'lifecycle.operation.version': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: { listChanged: true } })
      .received({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })
      .call('ping', {}, { result: {} }),
  'lifecycle.shutdown.via-transport': () => established().call('ping', {}, { result: {} }).shutdown(),
  'lifecycle.errors.version-mismatch': () =>
    established()
      .open('2025-11-25', 'second')
      .call('initialize', { protocolVersion: '1900-01-01', ...client }, answer('2025-11-25'))
      .notify('notifications/initialized')
      .call('ping', {}, { result: {} }),
  'lifecycle.ping.no-parameters': () =>
    established()
      .received({ jsonrpc: '2.0', id: 1, method: 'ping' })
      .sent({ jsonrpc: '2.0', id: 1, result: {} })
      .call('ping', {}, { result: {} }),
  'lifecycle.session.state': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('ping', {}, { result: {} })
      .call('tools/call', { name: 'none', arguments: {} }, { error: { code: -32602, message: 'Unknown tool: none' } }),
  'lifecycle.version.same': () =>
    new Composer('stdio').established('2025-11-25').established('2025-11-25', {}, 'second'),
};
