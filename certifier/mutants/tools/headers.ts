/** specification/tools.md, parameters in headers. */
import type { Further, Liberties, Mutants } from '../engine/mutant.ts';
import { taking, withTool } from './listed.ts';

export const mutants: Mutants = {
  /** A password is mirrored into a header. */
  'tools.x-mcp-header.no-sensitive-parameters': withTool({
    name: 'sign_in',
    ...taking('password', { type: 'string', 'x-mcp-header': 'Password' }),
  }),

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

export const liberties: Liberties = {
  /** A parameter deep inside is mirrored into a header. */
  'tools.x-mcp-header.allowed': withTool({
    name: 'placed',
    ...taking('place', { type: 'object', properties: { tenant: { type: 'integer', 'x-mcp-header': 'Tenant-Id' } } }),
  }),
};

export const further: Further = {
  'tools.x-mcp-header.no-sensitive-parameters': {
    'the header says what the parameter is': {
      mutant: withTool({ name: 'sign_in', ...taking('key', { type: 'string', 'x-mcp-header': 'Api-Key' }) }),
    },
  },
  'tools.x-mcp-header.parameter': {
    'a parameter is a number or nothing': {
      mutant: withTool({
        name: 'proportional',
        ...taking('ratio', { anyOf: [{ type: 'number' }, { type: 'null' }], 'x-mcp-header': 'Ratio' }),
      }),
    },
  },
};
