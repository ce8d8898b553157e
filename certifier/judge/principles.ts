/** specification/principles.md */
import type { Checks } from './engine/check.ts';
import { UPDATED } from './engine/fixture.ts';
import { notificationsOf } from './engine/heard.ts';
import { at, quote } from './engine/json.ts';
import { capabilityStatement } from './engine/lists.ts';
import { handshakeOn } from './engine/session.ts';
import { changesHeard, readAfter } from './engine/sessions.ts';

export const checks: Checks = {
  'principles.capabilities.updates-declared': (view, sink) => {
    const statement = capabilityStatement(view);
    if (statement === undefined) return;
    for (const { connection, response } of changesHeard(view, UPDATED)) {
      if (readAfter(view, connection, response?.seq ?? 0) !== undefined) sink.examined();
    }
    for (const message of notificationsOf(view, UPDATED)) {
      // Capabilities are of a session: another one may have been told of others.
      const told = handshakeOn(view).get(message.connection) ?? statement;
      sink.examined();
      if (at(told.result, 'capabilities', 'resources', 'subscribe') === true) continue;
      sink.finding({
        message: `\`${UPDATED}\` is sent, but \`resources.subscribe\` is not declared.`,
        expected: '`capabilities.resources.subscribe` in the answer to `initialize`',
        actual: `capabilities ${quote(at(told.result, 'capabilities'))}`,
        seq: [message.seq, told.response?.seq ?? told.request.seq],
      });
    }
  },
};
