/** specification/resources.md, the list. */
import type { Checks } from '../engine/check.ts';
import { LIST_CHANGED } from '../engine/fixture.ts';
import { at, isObject, member } from '../engine/json.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { keysUnique, sameAcrossConnections } from '../engine/lists.ts';
import { tellsSubscribers } from '../engine/pairs.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';
import { answeredWhenDeclared, declaredWhenServed } from '../engine/promised.ts';
import { listings } from '../engine/readers.ts';
import { statementOn } from '../engine/session.ts';
import { tellsSession } from '../engine/sessions.ts';
import { noSideEffects } from '../engine/variation.ts';
import { TEMPLATES } from './readers.ts';

export const checks: Checks = {
  'resources.list-changed.notify': (view, sink) => {
    const tells = view.era === 'session' ? tellsSession : tellsSubscribers;
    tells('resources', LIST_CHANGED.resources)(view, sink);
  },
  'resources.capability.declared': declaredWhenServed('resources', ['resources/list', TEMPLATES]),
  'resources.list.method-known': listKnownWhenDeclared('resources', 'resources/list'),
  'resources.list.answered': answeredWhenDeclared('resources', 'resources/list'),
  'resources.list.same-across-connections': sameAcrossConnections('resources/list'),
  'resources.uri.unique': keysUnique('resources/list', 'resources'),
  'resources.list.empty-allowed': mayBeEmpty('resources/list'),
  'resources.list.may-change': mayChange('resources/list'),
  'resources.list.no-side-effect-variation': noSideEffects('resources/list'),

  /** Permissions: whatever is declared, completed or listed could make use of them, and nothing breaks them. */
  'resources.capability.features-independent': (view, sink) => {
    for (const { result } of statementOn(view).values())
      if (isObject(at(result, 'capabilities', 'resources'))) sink.examined();
  },
  'resources.templates.completion': (view, sink) => {
    for (const { params, response } of view.callsTo('completion/complete')) {
      if (at(params, 'ref', 'type') === 'ref/resource' && response !== undefined) sink.examined();
    }
  },
  'resources.uri.file-xdg-type': (view, sink) => {
    for (const { value } of listings(view, 'resources/list').flatMap(({ items }) => items)) {
      if (/^file:/i.test(String(member(value, 'uri')))) sink.examined();
    }
  },
};
