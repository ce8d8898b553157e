/** specification/tools.md, names. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { justListed, listed } from './samples.ts';

export const examples: Examples = {
  'tools.name.unique': () =>
    new Composer('stdio').established('2026-07-28', { tools: {} }).call('tools/list', {}, listed).shutdown(),
  'tools.name.length': justListed,
  'tools.name.characters': justListed,
};
