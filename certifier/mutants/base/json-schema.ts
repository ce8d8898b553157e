/** specification/base.md: schemas that the server hands out. */
import type { Mutants } from '../engine/mutant.ts';
import { withTool } from '../tools/listed.ts';

export const mutants: Mutants = {
  /** A schema in the dialect that most libraries knew first. */
  'base.json-schema.recommended-dialect': withTool({
    name: 'classic',
    inputSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      additionalProperties: false,
    },
  }),
};
