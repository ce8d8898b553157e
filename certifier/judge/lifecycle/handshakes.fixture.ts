/** Handshakes, for the tests of lifecycles. */
import { Composer } from '../../examples/engine/compose.ts';

export const begun = (transport: 'stdio' | 'streamable-http' = 'stdio') =>
  new Composer(transport).established('2025-11-25');
export const second = () => begun().open('2025-11-25', 'second');
export const asks = (protocolVersion: string) => ({
  protocolVersion,
  capabilities: {},
  clientInfo: { name: 'a', version: '0' },
});
export const serverInfo = { name: 's', version: '1' };
export const result = (changes: object = {}) => ({
  result: { protocolVersion: '2025-11-25', capabilities: {}, serverInfo, ...changes },
});
export const refused = { error: { code: -32602, message: 'Unsupported protocol version' } };
export const request = (method: string) => ({ jsonrpc: '2.0', id: `s-${method}`, method });
