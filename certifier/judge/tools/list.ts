/** specification/tools.md, the list. */
import type { Checks } from '../engine/check.ts';
import { LIST_CHANGED } from '../engine/fixture.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { sameAcrossConnections, sameOrder } from '../engine/lists.ts';
import { tellsSubscribers } from '../engine/pairs.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';
import { answeredWhenDeclared, declaredWhenServed } from '../engine/promised.ts';
import { tellsSession } from '../engine/sessions.ts';
import { noSideEffects } from '../engine/variation.ts';

export const checks: Checks = {
  'tools.list-changed.notify': tellsSession('tools', LIST_CHANGED.tools),
  'tools.list-changed.notify-subscribers': tellsSubscribers('tools', LIST_CHANGED.tools),
  'tools.capability.declared': declaredWhenServed('tools', ['tools/list']),
  'tools.list.method-known': listKnownWhenDeclared('tools', 'tools/list'),
  'tools.list.answered': answeredWhenDeclared('tools', 'tools/list'),
  'tools.list.same-across-connections': sameAcrossConnections('tools/list'),
  'tools.list.order': sameOrder('tools/list'),
  'tools.list.empty-allowed': mayBeEmpty('tools/list'),
  'tools.list.may-change': mayChange('tools/list'),
  'tools.list.no-side-effect-variation': noSideEffects('tools/list'),
};
