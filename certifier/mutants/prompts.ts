/** specification/prompts.md, by section. */
import type { Mutants } from './engine/mutant.ts';
import { mutants as getting } from './prompts/getting.ts';
import { mutants as list } from './prompts/list.ts';
import { liberties, mutants as messages } from './prompts/messages.ts';

export const mutants: Mutants = {
  ...list,
  ...getting,
  ...messages,
};

export { liberties };
