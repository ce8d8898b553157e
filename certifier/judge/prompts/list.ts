/** specification/prompts.md, the list. */
import type { Checks } from '../engine/check.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { answeredWhenDeclared, declaredWhenListed, keysUnique, sameAcrossConnections } from '../engine/lists.ts';

export const checks: Checks = {
  'prompts.capability.declared': declaredWhenListed('prompts', ['prompts/list']),
  'prompts.list.method-known': listKnownWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.answered': answeredWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.same-across-connections': sameAcrossConnections('prompts/list'),
  'prompts.name.unique': keysUnique('prompts/list', 'prompts'),
};
