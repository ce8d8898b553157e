/** specification/base.md: `_meta`. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const tools = {
  tools: [{ name: 'add', inputSchema: { type: 'object', additionalProperties: false } }],
  ttlMs: 60000,
  cacheScope: 'public',
};
const discovered = {
  result: complete({ supportedVersions: ['2026-07-28'], capabilities: {}, ttlMs: 60000, cacheScope: 'public' }),
};

export const examples: Examples = {
  'base.meta.key-names': () =>
    new Composer('stdio').established('2025-11-25', { tools: {} }).call(
      'tools/list',
      {},
      {
        result: {
          tools: [
            {
              name: 'add',
              inputSchema: { type: 'object', additionalProperties: false },
              _meta: { 'com.example/rate-limit': 10 },
            },
          ],
        },
      },
    ),
  'base.meta.server-info': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, { result: complete(tools) }),
  'base.meta.required': () =>
    new Composer('stdio')
      .established('2026-07-28')
      .call('server/discover', {}, discovered)
      .call(
        'server/discover',
        {},
        { error: { code: -32602, message: 'Invalid params: _meta lacks clientCapabilities' } },
        { meta: { 'io.modelcontextprotocol/clientCapabilities': undefined } },
      ),
};
