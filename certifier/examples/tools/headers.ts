/** specification/tools.md, parameters in headers. */
import type { Examples } from '../engine/example.ts';
import { listing } from './samples.ts';

const region = { type: 'string', 'x-mcp-header': 'Region' };
const routed = { name: 'query', inputSchema: { type: 'object', properties: { region }, required: ['region'] } };

export const examples: Examples = {
  'tools.x-mcp-header.allowed': () => listing(routed),
  'tools.x-mcp-header.no-sensitive-parameters': () => listing(routed),
  'tools.x-mcp-header.name': () => listing(routed),
  'tools.x-mcp-header.parameter': () => listing(routed),
};
