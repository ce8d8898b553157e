/** specification/resources.md, URIs. */
import type { Examples } from '../engine/example.ts';
import { justListed } from './samples.ts';

export const examples: Examples = {
  'resources.uri.scheme': justListed,
};
