/** specification/http.md: headers that repeat the body. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { answered, discovered, hints, stateless } from './conversations.ts';

/** `server/discover` with a header that is wrong, refused after its twin. */
const mismatched = (headers: Readonly<Record<string, string | null>>, message: string): Composer =>
  stateless()
    .call('server/discover', {}, discovered)
    .call('server/discover', {}, { error: { code: -32020, message } }, { ...answered(400), headers });

const BUILDING = 'file:///handbook/building.md';

export const examples: Examples = {
  'http.headers.values-case-sensitive': () =>
    mismatched({ 'Mcp-Method': 'SERVER/DISCOVER' }, 'Mcp-Method says "SERVER/DISCOVER", the body "server/discover"'),
  'http.validate.invalid-chars': () =>
    mismatched({ 'Mcp-Method': 'server/discover\u00fc' }, 'Mcp-Method holds characters that no header may hold'),
  'http.validate.decode-before-compare': () => {
    const read = { result: complete({ contents: [{ uri: BUILDING, text: 'Run make.' }], ...hints }) };
    return new Composer('streamable-http')
      .established('2026-07-28', { resources: {} })
      .call('resources/read', { uri: BUILDING }, read)
      .call('resources/read', { uri: BUILDING }, read, {
        headers: { 'Mcp-Name': '=?base64?ZmlsZTovLy9oYW5kYm9vay9idWlsZGluZy5tZA==?=' },
      });
  },
  'http.headers.mismatch': () =>
    mismatched({ 'Mcp-Method': 'tools/list' }, 'Mcp-Method says "tools/list", the body "server/discover"'),
  'http.headers.missing': () => mismatched({ 'Mcp-Method': null }, 'Mcp-Method is missing'),
  'http.headers.version-mismatch': () =>
    mismatched({ 'MCP-Protocol-Version': '1900-01-01' }, 'MCP-Protocol-Version says another version than the body'),
  'http.headers.name-case': () =>
    stateless()
      .call('server/discover', {}, discovered)
      .call('server/discover', {}, discovered, {
        headers: {
          'MCP-Protocol-Version': null,
          'Mcp-Method': null,
          'mcp-protocol-version': '2026-07-28',
          'mcp-method': 'server/discover',
        },
      })
      .call('server/discover', {}, discovered, {
        headers: {
          'MCP-Protocol-Version': null,
          'Mcp-Method': null,
          'MCP-PROTOCOL-VERSION': '2026-07-28',
          'MCP-METHOD': 'server/discover',
        },
      }),
};
