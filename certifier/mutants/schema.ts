/** specification/schema.md */
import { isObject, type JsonObject, objectsIn } from '../judge/engine/json.ts';
import { chain, onResult } from './engine/change.ts';
import type { Liberties, Mutants } from './engine/mutant.ts';

const FIRST = ['initialize', 'server/discover'];

export const mutants: Mutants = {
  /** What is said of the server is said again of each tool. */
  'schema.instructions.focus': chain(
    onResult(FIRST, ({ instructions }, _, memo) => {
      memo.instructions = instructions ?? memo.instructions;
      return undefined;
    }),
    onResult('tools/list', (result, _, { instructions }) => {
      if (typeof instructions !== 'string') return undefined;
      return { ...result, tools: objectsIn(result.tools).map((tool) => ({ ...tool, description: instructions })) };
    }),
  ),
};

export const liberties: Liberties = {
  /** A server tries something new, in the place for it and beside it. */
  'schema.capabilities.own': onResult(FIRST, ({ capabilities, ...result }): JsonObject => {
    const named: JsonObject = isObject(capabilities) ? capabilities : {};
    const experimental: JsonObject = isObject(named.experimental) ? named.experimental : {};
    const own: JsonObject = { 'com.example/folders': {} };
    return { ...result, capabilities: { ...named, experimental: { ...experimental, ...own }, folders: {} } };
  }),
};
