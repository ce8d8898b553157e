/** specification/tools.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const add = { name: 'add', description: 'Adds two numbers', inputSchema: { type: 'object' } };
const subtract = { name: 'subtract', description: 'Subtracts two numbers', inputSchema: { type: 'object' } };
const hints = { ttlMs: 60000, cacheScope: 'public' };

export const examples: Examples = {
  'tools.name.unique': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, { result: complete({ tools: [add, subtract], ...hints }) })
      .shutdown(),
};
