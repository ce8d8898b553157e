/** specification/tools.md, definitions. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { add, listed, listing, outputSchema } from './samples.ts';

export const examples: Examples = {
  'tools.tool.input-schema': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed),
  'tools.tool.output-schema': () => listing({ ...add, outputSchema }),
};
