/** The server of the tutorial, whole: a small weather server of revision 2026-07-28, as rules. */
import type { Rule } from './server.ts';

const META = [
  'io.modelcontextprotocol/protocolVersion',
  'io.modelcontextprotocol/clientInfo',
  'io.modelcontextprotocol/clientCapabilities',
];
const HEADERS = ['MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name'];
const ABOUT = { 'io.modelcontextprotocol/serverInfo': { name: 'weather', version: '0.3.0' } };
const CITY = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

/** Each rule under a name, in the order in which they are tried. */
export const WHOLE: Readonly<Record<string, Rule>> = {
  'foreign pages': { when: { origin: 'foreign' }, status: 403 },
  'other methods of HTTP': { when: { http: 'not POST' }, status: 405, headers: { Allow: 'POST' } },
  'text that is not JSON': {
    when: { body: 'not JSON' },
    status: 400,
    error: { code: -32700, message: 'This is not JSON.' },
  },
  'JSON that is no message': {
    when: { body: 'not a message' },
    status: 400,
    error: { code: -32600, message: 'This is no JSON-RPC request.' },
  },
  'handshakes of earlier versions': {
    when: { method: 'initialize', 'without-meta': META },
    status: 400,
    error: {
      code: -32602,
      message: 'This server has no handshake; it speaks 2026-07-28.',
      data: { supported: ['2026-07-28'] },
    },
  },
  'headers that are missing': {
    when: { 'header-missing': HEADERS },
    status: 400,
    error: { code: -32020, message: 'A header is missing.' },
  },
  'headers that differ': {
    when: { 'header-differs': HEADERS },
    status: 400,
    error: { code: -32020, message: 'A header says something else than the body.' },
  },
  notifications: { when: { kind: 'notification' }, status: 202 },
  'requests without what they must say': {
    when: { 'without-meta': META },
    status: 400,
    error: { code: -32602, message: 'A member of _meta is missing.' },
  },
  'unknown versions': {
    when: { 'version-not-in': ['2026-07-28'] },
    status: 400,
    error: {
      code: -32022,
      message: 'This version is not supported.',
      data: { supported: ['2026-07-28'], requested: '{version}' },
    },
  },
  discovery: {
    when: { method: 'server/discover' },
    result: {
      resultType: 'complete',
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: {} },
      ttlMs: 60000,
      cacheScope: 'public',
      _meta: ABOUT,
    },
  },
  'a cursor that was never handed out': {
    when: { method: 'tools/list', 'with-cursor': true },
    error: { code: -32602, message: 'There is no such cursor.' },
  },
  'the list of tools': {
    when: { method: 'tools/list' },
    result: {
      resultType: 'complete',
      tools: [
        {
          name: 'forecast',
          description: 'The weather of tomorrow in a city.',
          inputSchema: CITY,
          annotations: { readOnlyHint: true },
        },
      ],
      ttlMs: 60000,
      cacheScope: 'public',
      _meta: ABOUT,
    },
  },
  'a call without a city': {
    when: { method: 'tools/call', tool: 'forecast', 'without-argument': 'city' },
    result: {
      resultType: 'complete',
      isError: true,
      content: [{ type: 'text', text: 'Say for which city: "city" must be a text.' }],
      _meta: ABOUT,
    },
  },
  'a call': {
    when: { method: 'tools/call', tool: 'forecast' },
    result: {
      resultType: 'complete',
      content: [{ type: 'text', text: 'Tomorrow it is sunny in {arguments.city}.' }],
      _meta: ABOUT,
    },
  },
  'unknown tools': { when: { method: 'tools/call' }, error: { code: -32602, message: 'There is no such tool.' } },
  'unknown methods': { when: {}, status: 404, error: { code: -32601, message: 'There is no such method.' } },
};
