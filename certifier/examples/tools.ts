/** specification/tools.md */
import { Composer, complete } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

const number = { type: 'number' };
const numbers = { type: 'object', properties: { a: number, b: number }, required: ['a', 'b'] };
const add = { name: 'add', description: 'Adds two numbers', inputSchema: numbers };
const subtract = { name: 'subtract', description: 'Subtracts two numbers', inputSchema: numbers };
const hints = { ttlMs: 60000, cacheScope: 'public' };
const listed = { result: complete({ tools: [add, subtract], ...hints }) };

const content = [{ type: 'text', text: '3' }];
const asked = { name: 'add', arguments: { a: 1, b: 2 } };

const region = { type: 'string', 'x-mcp-header': 'Region' };
const routed = { name: 'query', inputSchema: { type: 'object', properties: { region }, required: ['region'] } };
const outputSchema = { type: 'object', properties: { sum: number }, required: ['sum'] };

const justListed = () => new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed);
const listing = (tool: object) =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [tool], ...hints }) });

export const examples: Examples = {
  'tools.capability.declared': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed),
  'tools.name.unique': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed).shutdown(),
  'tools.tool.input-schema': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed),
  'tools.tool.output-schema': () => listing({ ...add, outputSchema }),
  'tools.x-mcp-header.name': () => listing(routed),
  'tools.x-mcp-header.parameter': () => listing(routed),
  'tools.name.length': justListed,
  'tools.name.characters': justListed,
  'tools.list.answered': justListed,
  'tools.list.order': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed)
      .call('tools/list', {}, listed),
  'tools.list.same-across-connections': () =>
    new Composer('streamable-http')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed)
      .established('2026-07-28', { tools: {} }, 'second')
      .call('tools/list', {}, listed)
      .on(1)
      .call('tools/list', {}, listed),
  'tools.call.output-conforms': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, { result: complete({ tools: [{ ...add, outputSchema }], ...hints }) })
      .call('tools/call', asked, {
        result: complete({ content: [{ type: 'text', text: '{"sum":3}' }], structuredContent: { sum: 3 } }),
      }),
  'tools.result.structured-as-text': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, { result: complete({ tools: [{ ...add, outputSchema }], ...hints }) })
      .call('tools/call', asked, {
        result: complete({ content: [{ type: 'text', text: '{ "sum": 3 }' }], structuredContent: { sum: 3 } }),
      }),
  'tools.call.unknown-tool': () =>
    new Composer('stdio')
      .established('2026-07-28', { tools: {} })
      .call('tools/list', {}, listed)
      .call('tools/call', asked, { result: complete({ content }) })
      .call('tools/call', { name: 'multiply' }, { error: { code: -32602, message: 'Unknown tool: multiply' } }),
  'tools.result.resource-link': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/list', {}, { result: { tools: [add] } })
      .call('tools/call', asked, { result: { content } }),
};
