/** specification/resources.md, the list. */
import type { Checks } from '../engine/check.ts';
import { LIST_CHANGED } from '../engine/fixture.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { answeredWhenDeclared, declaredWhenListed, keysUnique, sameAcrossConnections } from '../engine/lists.ts';
import { tellsSubscribers } from '../engine/pairs.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';
import { tellsSession } from '../engine/sessions.ts';
import { TEMPLATES } from './readers.ts';

export const checks: Checks = {
  'resources.list-changed.notify': (view, sink) => {
    const tells = view.era === 'session' ? tellsSession : tellsSubscribers;
    tells('resources', LIST_CHANGED.resources)(view, sink);
  },
  'resources.capability.declared': declaredWhenListed('resources', ['resources/list', TEMPLATES]),
  'resources.list.method-known': listKnownWhenDeclared('resources', 'resources/list'),
  'resources.list.answered': answeredWhenDeclared('resources', 'resources/list'),
  'resources.list.same-across-connections': sameAcrossConnections('resources/list'),
  'resources.uri.unique': keysUnique('resources/list', 'resources'),
  'resources.list.empty-allowed': mayBeEmpty('resources/list'),
  'resources.list.may-change': mayChange('resources/list'),
};
