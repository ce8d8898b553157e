/** specification/http.md: headers that repeat arguments of a tool. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { answered, hints } from './conversations.ts';

const weather = {
  name: 'weather',
  description: 'Tells the weather of a region',
  inputSchema: {
    type: 'object',
    properties: {
      region: { type: 'string', 'x-mcp-header': 'Region' },
      days: { type: 'integer', 'x-mcp-header': 'Days' },
    },
    required: ['region'],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true },
};
const told = { result: complete({ content: [{ type: 'text', text: 'Rain' }] }) };
const refused = { error: { code: -32020, message: 'Header mismatch: Mcp-Param-Region' } };
const whole = { name: 'weather', arguments: { region: 'north', days: 3 } };
const right = { 'Mcp-Param-Region': 'north', 'Mcp-Param-Days': '3' };

/** A call with all that the tool asks for. */
const calling = (): Composer =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [weather], ...hints }) })
    .call('tools/call', whole, told, { headers: right });

export const examples: Examples = {
  'http.validate.params-match': () =>
    calling().call('tools/call', whole, refused, {
      ...answered(400),
      headers: { ...right, 'Mcp-Param-Region': 'south' },
    }),
  'http.param-table.omitted-header': () =>
    calling().call('tools/call', whole, refused, { ...answered(400), headers: { 'Mcp-Param-Days': '3' } }),
  'http.param-table.absent-server': () =>
    calling().call('tools/call', { name: 'weather', arguments: { region: 'north' } }, told, {
      headers: { 'Mcp-Param-Region': 'north' },
    }),
  'http.validate.integer-numeric': () =>
    calling().call('tools/call', whole, told, { headers: { ...right, 'Mcp-Param-Days': '3.0' } }),
  'http.server.ignore-unrecognized-param': () =>
    calling().call('tools/call', whole, told, { headers: { ...right, 'Mcp-Param-Season': 'autumn' } }),
};
