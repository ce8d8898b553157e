/** specification/prompts.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as getting } from './prompts/getting.ts';
import { examples as list } from './prompts/list.ts';
import { examples as messages, violating } from './prompts/messages.ts';

export const examples: Examples = {
  ...list,
  ...getting,
  ...messages,
};

export { violating };
