/** specification/versioning.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';
import { refusesHandshakes } from './http/legacy.ts';

const unknown = { meta: { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' } };
const refused = {
  error: {
    code: -32022,
    message: 'Unsupported protocol version',
    data: { supported: ['2026-07-28'], requested: '1900-01-01' },
  },
};
const discovered = (capabilities = {}) => ({
  result: complete({ supportedVersions: ['2026-07-28'], capabilities, ttlMs: 60000, cacheScope: 'public' }),
});
const tools = { result: complete({ tools: [], ttlMs: 60000, cacheScope: 'public' }) };

/** On a fresh connection, and after a good request. */
const refusedTwice = (): Composer =>
  new Composer('stdio')
    .established('2026-07-28')
    .call('server/discover', {}, refused, unknown)
    .open('2026-07-28', 'second')
    .call('server/discover', {}, refused, unknown)
    .call('server/discover', {}, discovered());

const extended = (): Composer =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {}, extensions: { 'com.example/audit': { level: 2 } } })
    .call('tools/list', {}, tools);

const asksForHandshake = (): Composer =>
  new Composer('stdio').established('2026-07-28').open('2025-11-25', 'the other era');
const handshake = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
const refusesOverStdio = (): Composer =>
  asksForHandshake().call('initialize', handshake, {
    error: { code: -32602, message: 'This server has no sessions; it speaks 2026-07-28' },
  });

export const examples: Examples = {
  'versioning.unsupported.error': refusedTwice,
  'versioning.unsupported.data': refusedTwice,
  'versioning.request.no-prior-context': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, tools)
      .open('2026-07-28', 'second')
      .call('tools/list', {}, tools),
  'versioning.extensions.identifier': extended,
  'versioning.extensions.settings': extended,
  'versioning.extensions.fallback': extended,
  'versioning.dual-era.initialize': () =>
    new Composer('stdio').established('2026-07-28').established('2025-11-25').call('ping', {}, { result: {} }),
  'versioning.initialize.names-versions': refusesOverStdio,
  'versioning.initialize.refused': refusesOverStdio,
  'versioning.initialize.refused-status': () => refusesHandshakes(),
};

export const violating: Examples = {
  /** What is not answered in time does not stand on the wire, so no mutant can take it away. */
  'versioning.initialize.refused': () =>
    asksForHandshake()
      .sent({ jsonrpc: '2.0', id: 'handshake', method: 'initialize', params: handshake })
      .event({ kind: 'gave-up', connection: 2, process: 2, awaited: 'response', id: 'handshake', after: 5000 })
      .open('2026-07-28')
      .on(2)
      .call('server/discover', {}, discovered()),
};
