/** specification/prompts.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as getting } from './prompts/getting.ts';
import { checks as list } from './prompts/list.ts';
import { checks as messages } from './prompts/messages.ts';

export const checks: Checks = {
  ...list,
  ...getting,
  ...messages,
};
