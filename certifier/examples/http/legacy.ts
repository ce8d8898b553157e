/** specification/http.md: what comes from clients of an earlier era, to a server of this one alone. */
import type { HeaderField } from '../../evidence/transcript.ts';
import type { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { answered, discovered, stateless } from './conversations.ts';

const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
const post: readonly HeaderField[] = [
  ['Accept', 'application/json, text/event-stream'],
  ['Content-Type', 'application/json'],
];

/** A handshake on a connection of its own, refused. */
export const refusesHandshakes = (protocolVersion = '2025-11-25', status = 400): Composer =>
  stateless()
    .open('2025-11-25', 'the other era')
    .exchange(
      { jsonrpc: '2.0', id: 1, method: 'initialize', params: { ...params, protocolVersion } },
      {
        status,
        json: {
          jsonrpc: '2.0',
          id: 1,
          error: { code: -32602, message: 'This server speaks 2026-07-28', data: { supported: ['2026-07-28'] } },
        },
      },
      { headers: post },
    )
    .open('2026-07-28')
    .on(1)
    .call('server/discover', {}, discovered);

const other = (method: 'GET' | 'DELETE') => () =>
  refusesHandshakes().exchange(undefined, { status: 405, headers: [['Allow', 'POST']] }, { method });

const withHeader = (name: string) => () =>
  refusesHandshakes().call('server/discover', {}, discovered, { headers: { [name]: 'accord-1' } });

export const examples: Examples = {
  'http.legacy.get-405': other('GET'),
  'http.legacy.delete-405': other('DELETE'),
  'http.legacy.ignore-session-id': withHeader('Mcp-Session-Id'),
  'http.legacy.ignore-last-event-id': withHeader('Last-Event-ID'),
  'http.legacy.no-mint-session-id': () => refusesHandshakes(),
  'http.version.absent-header-rejected': () =>
    refusesHandshakes('2025-03-26').call(
      'server/discover',
      {},
      { error: { code: -32020, message: 'MCP-Protocol-Version is missing' } },
      { ...answered(400), headers: { 'MCP-Protocol-Version': null } },
    ),
};
