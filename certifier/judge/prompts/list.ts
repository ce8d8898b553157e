/** specification/prompts.md, the list. */
import type { Checks } from '../engine/check.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { answeredWhenDeclared, declaredWhenListed, keysUnique, sameAcrossConnections } from '../engine/lists.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';

export const checks: Checks = {
  'prompts.capability.declared': declaredWhenListed('prompts', ['prompts/list']),
  'prompts.list.method-known': listKnownWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.answered': answeredWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.same-across-connections': sameAcrossConnections('prompts/list'),
  'prompts.name.unique': keysUnique('prompts/list', 'prompts'),
  'prompts.list.empty-allowed': mayBeEmpty('prompts/list'),
  'prompts.list.may-change': mayChange('prompts/list'),
};
