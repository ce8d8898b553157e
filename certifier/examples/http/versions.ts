/** specification/http.md: versions in the header and in the body. */
import type { Examples } from '../engine/example.ts';
import { answered, discovered, inSession, pong, stateless } from './conversations.ts';

export const examples: Examples = {
  'http.version-header.unsupported': () =>
    inSession()
      .call('ping', {}, pong)
      .call(
        'ping',
        {},
        { error: { code: -32600, message: 'Unsupported MCP-Protocol-Version' } },
        { ...answered(400), headers: { 'MCP-Protocol-Version': '1900-01-01' } },
      ),
  'http.version.unsupported': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call(
        'server/discover',
        {},
        {
          error: {
            code: -32022,
            message: 'Unsupported protocol version',
            data: { supported: ['2026-07-28'], requested: '1900-01-01' },
          },
        },
        {
          ...answered(400),
          meta: { 'io.modelcontextprotocol/protocolVersion': '1900-01-01' },
          headers: { 'MCP-Protocol-Version': '1900-01-01' },
        },
      ),
};
