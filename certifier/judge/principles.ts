/** specification/principles.md */
import type { Checks } from './engine/check.ts';
import { UPDATED } from './engine/fixture.ts';
import { at, quote } from './engine/json.ts';
import { capabilityStatement } from './engine/lists.ts';
import { methodOf } from './engine/message.ts';
import { changesHeard, readAfter } from './engine/sessions.ts';

export const checks: Checks = {
  'principles.capabilities.updates-declared': (view, sink) => {
    const statement = capabilityStatement(view);
    if (statement === undefined) return;
    const declared = at(view.capabilities, 'resources', 'subscribe') === true;
    for (const { connection, response } of changesHeard(view, UPDATED)) {
      if (readAfter(view, connection, response?.seq ?? 0) !== undefined) sink.examined();
    }
    for (const message of view.notifications) {
      if (methodOf(message) !== UPDATED) continue;
      sink.examined();
      if (declared) continue;
      sink.finding({
        message: `\`${UPDATED}\` is sent, but \`resources.subscribe\` is not declared.`,
        expected: '`capabilities.resources.subscribe` in the answer to `initialize`',
        actual: `capabilities ${quote(view.capabilities)}`,
        seq: [message.seq, statement.response?.seq ?? statement.request.seq],
      });
    }
  },
};
