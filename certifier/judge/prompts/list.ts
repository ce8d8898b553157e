/** specification/prompts.md, the list. */
import type { Checks } from '../engine/check.ts';
import { LIST_CHANGED } from '../engine/fixture.ts';
import { notificationsOf } from '../engine/heard.ts';
import { at, quote } from '../engine/json.ts';
import { listKnownWhenDeclared } from '../engine/known.ts';
import { capabilityStatement, keysUnique, sameAcrossConnections } from '../engine/lists.ts';
import { tellsSubscribers } from '../engine/pairs.ts';
import { mayBeEmpty, mayChange } from '../engine/permitted.ts';
import { answeredWhenDeclared, declaredWhenServed } from '../engine/promised.ts';
import { capabilitiesOn, statementOn } from '../engine/session.ts';
import { changesHeard, readAfter, tellsSession } from '../engine/sessions.ts';
import { noSideEffects } from '../engine/variation.ts';

export const checks: Checks = {
  'prompts.list-changed.notify': tellsSession('prompts', LIST_CHANGED.prompts),
  'prompts.list-changed.notify-subscribers': tellsSubscribers('prompts', LIST_CHANGED.prompts),
  'prompts.capability.declared': declaredWhenServed('prompts', ['prompts/list']),
  'prompts.list.method-known': listKnownWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.answered': answeredWhenDeclared('prompts', 'prompts/list'),
  'prompts.list.same-across-connections': sameAcrossConnections('prompts/list'),
  'prompts.name.unique': keysUnique('prompts/list', 'prompts'),
  'prompts.list.empty-allowed': mayBeEmpty('prompts/list'),
  'prompts.list.may-change': mayChange('prompts/list'),
  'prompts.list.no-side-effect-variation': noSideEffects('prompts/list'),
  'prompts.capability.server-respects': (view, sink) => {
    const anywhere = capabilityStatement(view);
    if (anywhere === undefined) return;
    for (const { connection, response } of changesHeard(view, LIST_CHANGED.prompts)) {
      if (readAfter(view, connection, response?.seq ?? 0) !== undefined) sink.examined();
    }
    for (const message of notificationsOf(view, LIST_CHANGED.prompts)) {
      sink.examined();
      const declared = capabilitiesOn(view, message.connection);
      if (at(declared, 'prompts', 'listChanged') === true) continue;
      const statement = statementOn(view).get(message.connection) ?? anywhere;
      sink.finding({
        message: `\`${LIST_CHANGED.prompts}\` is sent, but \`prompts.listChanged\` is not declared.`,
        expected: `\`capabilities.prompts.listChanged\` in the answer to \`${statement.method}\``,
        actual: `capabilities ${quote(declared)}`,
        seq: [message.seq, statement.response?.seq ?? statement.request.seq],
      });
    }
  },
};
