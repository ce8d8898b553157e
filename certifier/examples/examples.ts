/** All examples. */
import type { Examples } from './engine/example.ts';
import { examples as tools } from './tools.ts';

/** Requirement id → the transcript that its check passes. */
export const examples: Examples = { ...tools };

/** Requirement id → a violating transcript, only where the mutant changes what a probe sends next and so cannot be applied to the other. */
export const violating: Examples = {};
