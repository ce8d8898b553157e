/** specification/prompts.md, by section. */
import type { Liberties, Mutants } from './engine/mutant.ts';
import { further, mutants as getting } from './prompts/getting.ts';
import { mutants as list, liberties as ofList } from './prompts/list.ts';
import { mutants as messages, liberties as ofMessages } from './prompts/messages.ts';

export const mutants: Mutants = {
  ...list,
  ...getting,
  ...messages,
};

export const liberties: Liberties = { ...ofList, ...ofMessages };

export { further };
