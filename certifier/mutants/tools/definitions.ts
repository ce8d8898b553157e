/** specification/tools.md, definitions. */
import type { Mutants } from '../engine/mutant.ts';
import { taking, withTool } from './listed.ts';

export const mutants: Mutants = {
  /** A tool takes an argument of a type that JSON Schema does not know. */
  'tools.tool.input-schema': withTool({ name: 'limited', ...taking('limit', { type: 'int' }) }),

  /** A tool gives results of a type that JSON Schema does not know. */
  'tools.tool.output-schema': withTool({
    name: 'counted',
    outputSchema: { type: 'object', properties: { count: { type: 'int' } } },
  }),
};
