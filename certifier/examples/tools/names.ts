/** specification/tools.md, names. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { calledOnce, content, justListed, listed } from './samples.ts';

export const examples: Examples = {
  'tools.name.unique': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed).shutdown(),
  'tools.name.length': justListed,
  'tools.name.characters': justListed,
  'tools.name.case-sensitive': () =>
    calledOnce('2026-07-28', complete({ content })).call(
      'tools/call',
      { name: 'ADD', arguments: { a: 1, b: 2 } },
      { error: { code: -32602, message: 'Unknown tool: ADD' } },
    ),
};
