/** specification/prompts.md, the list. */
import type { Checks } from '../engine/check.ts';
import { LIST_CHANGED } from '../engine/fixture.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { answeredWhenDeclared, declaredWhenListed, keysUnique, sameAcrossConnections } from '../engine/lists.ts';
import { tellsSubscribers } from '../engine/pairs.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';
import { tellsSession } from '../engine/sessions.ts';

export const checks: Checks = {
  'prompts.list-changed.notify': tellsSession('prompts', LIST_CHANGED.prompts),
  'prompts.list-changed.notify-subscribers': tellsSubscribers('prompts', LIST_CHANGED.prompts),
  'prompts.capability.declared': declaredWhenListed('prompts', ['prompts/list']),
  'prompts.list.method-known': listKnownWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.answered': answeredWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.same-across-connections': sameAcrossConnections('prompts/list'),
  'prompts.name.unique': keysUnique('prompts/list', 'prompts'),
  'prompts.list.empty-allowed': mayBeEmpty('prompts/list'),
  'prompts.list.may-change': mayChange('prompts/list'),
};
