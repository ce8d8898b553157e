/** specification/tools.md, parameters in headers. */
import type { Mutants } from '../engine/mutant.ts';
import { taking, withTool } from './listed.ts';

export const mutants: Mutants = {
  /** A parameter is mirrored into a header whose name has a space. */
  'tools.x-mcp-header.name': withTool({
    name: 'regional',
    ...taking('region', { type: 'string', 'x-mcp-header': 'Home Region' }),
  }),

  /** A parameter is mirrored into a header, and is no integer. */
  'tools.x-mcp-header.parameter': withTool({
    name: 'proportional',
    ...taking('ratio', { type: 'number', 'x-mcp-header': 'Ratio' }),
  }),
};
