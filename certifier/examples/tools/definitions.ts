/** specification/tools.md, definitions. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { add, listed, listing, outputSchema } from './samples.ts';

export const examples: Examples = {
  'tools.tool.no-params-closed-schema': () =>
    listing({ name: 'now', inputSchema: { type: 'object', additionalProperties: false } }),
  'tools.tool.schema-properties': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/list', {}, { result: { tools: [{ ...add, outputSchema }] } }),
  'tools.tool.input-schema': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed),
  'tools.tool.output-schema': () => listing({ ...add, outputSchema }),
};
