/** specification/tasks.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as capabilities } from './tasks/capabilities.ts';
import { examples as life, violating as ofLife } from './tasks/life.ts';
import { violating as ofOperations, examples as operations } from './tasks/operations.ts';

export const examples: Examples = { ...capabilities, ...life, ...operations };

export const violating: Examples = { ...ofLife, ...ofOperations };
