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

const withMeta = (_meta: Record<string, unknown>) => (): Composer =>
  new Composer('stdio').established('2026-07-28', { tools: {} }).call(
    'tools/list',
    {},
    {
      result: complete({ ...tools, tools: [{ ...tools.tools[0], _meta }] }),
    },
  );

const OTHER = { meta: { 'io.modelcontextprotocol/clientInfo': { name: 'accord-other', version: '1' } } };
/** The same list under one name and under another, by turns of unequal length. */
const underTwoNames = (): Composer => {
  const composer = new Composer('stdio').established('2026-07-28', { tools: {} });
  for (const options of [{}, OTHER, OTHER, {}, OTHER, {}, {}, OTHER])
    composer.call('tools/list', {}, { result: complete(tools) }, options);
  return composer;
};

export const examples: Examples = {
  'base.meta.info-no-behavior': underTwoNames,
  'base.meta.reverse-dns': withMeta({ 'com.example/rate-limit': 10 }),
  'base.meta.reserved-prefix': withMeta({ 'com.example.mcp/rate-limit': 10 }),
  'base.meta.reserved-keys': withMeta({ 'com.example/progressToken': 'none' }),
  'base.meta.trace-context': withMeta({
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    tracestate: 'vendor=opaque,tenant@system=1',
  }),
  'base.meta.baggage': withMeta({ baggage: 'userTier=gold,region=eu%20west;ttl=30' }),
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
