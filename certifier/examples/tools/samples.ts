/** What examples about tools share. */
import { eraOf, type Revision } from '../../catalogue/requirement.ts';
import { Composer, complete } from '../engine/compose.ts';

export const number = { type: 'number' };
const numbers = { type: 'object', properties: { a: number, b: number }, required: ['a', 'b'] };
export const add = { name: 'add', description: 'Adds two numbers', inputSchema: numbers };
const subtract = { name: 'subtract', description: 'Subtracts two numbers', inputSchema: numbers };
export const hints = { ttlMs: 60000, cacheScope: 'public' };
export const listed = { result: complete({ tools: [add, subtract], ...hints }) };

export const content = [{ type: 'text', text: '3' }];
export const asked = { name: 'add', arguments: { a: 1, b: 2 } };
export const outputSchema = { type: 'object', properties: { sum: number }, required: ['sum'] };

/** One call of a listed tool, and its result. */
export const calledOnce = (revision: Revision, result: Readonly<Record<string, unknown>>) =>
  new Composer('stdio')
    .established(revision, { tools: {} })
    .call('tools/list', {}, eraOf(revision) === 'stateless' ? listed : { result: { tools: [add] } })
    .call('tools/call', asked, { result });

export const justListed = () =>
  new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed);
export const listing = (tool: object) =>
  new Composer('streamable-http')
    .established('2026-07-28', { tools: {} })
    .call('tools/list', {}, { result: complete({ tools: [tool], ...hints }) });
