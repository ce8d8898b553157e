/** specification/tools.md, definitions. */
import type { Mutants } from '../engine/mutant.ts';
import { taking, withTool } from './listed.ts';

export const mutants: Mutants = {
  /** A tool without parameters takes any. */
  'tools.tool.no-params-closed-schema': withTool({ name: 'clock', inputSchema: { type: 'object' } }),

  /** A parameter may be anything, which is said as JSON Schema says it. */
  'tools.tool.schema-properties': withTool({
    name: 'anything',
    inputSchema: { type: 'object', properties: { value: true } },
  }),

  /** A tool takes an argument of a type that JSON Schema does not know. */
  'tools.tool.input-schema': withTool({ name: 'limited', ...taking('limit', { type: 'int' }) }),

  /** A tool gives results of a type that JSON Schema does not know. */
  'tools.tool.output-schema': withTool({
    name: 'counted',
    outputSchema: { type: 'object', properties: { count: { type: 'int' } } },
  }),
};
