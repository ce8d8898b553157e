/** specification/completion.md */
import type { Examples } from './engine/example.ts';

export const examples: Examples = {};
