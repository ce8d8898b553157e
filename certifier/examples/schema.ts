/** specification/schema.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const hints = { ttlMs: 60000, cacheScope: 'public' };
const description = 'Finds the notes that hold a word, the newest of them first';
const tools = [{ name: 'find_notes', description, inputSchema: { type: 'object', additionalProperties: false } }];
const instructions = 'Find a note before you change it, and ask before you delete one.';

const instructed = (): Composer =>
  new Composer('stdio')
    .established('2026-07-28', { tools: {} })
    .call(
      'server/discover',
      {},
      {
        result: complete({ supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, instructions, ...hints }),
      },
    )
    .call('tools/list', {}, { result: complete({ tools, ...hints }) });

export const examples: Examples = {
  'schema.instructions.focus': instructed,
  'schema.capabilities.own': instructed,
};
