/** specification/tools.md, the list. */
import type { Checks } from '../engine/check.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { answeredWhenDeclared, declaredWhenListed, sameAcrossConnections, sameOrder } from '../engine/lists.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';

export const checks: Checks = {
  'tools.capability.declared': declaredWhenListed('tools', ['tools/list']),
  'tools.list.method-known': listKnownWhenDeclared('tools', 'tools/list'),
  'tools.list.answered': answeredWhenDeclared('tools', 'tools/list'),
  'tools.list.same-across-connections': sameAcrossConnections('tools/list'),
  'tools.list.order': sameOrder('tools/list'),
  'tools.list.empty-allowed': mayBeEmpty('tools/list'),
  'tools.list.may-change': mayChange('tools/list'),
};
