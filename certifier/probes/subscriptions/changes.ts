/** specification/subscriptions.md: changes, and who is told of them; in either era. */
import type { Probe } from '../engine/probe.ts';
import { inSession } from './in-session.ts';
import { onSubscriptions } from './on-subscriptions.ts';

const TRIGGER = 'test_trigger_tool_change';

export const probes: readonly Probe[] = [
  {
    id: 'subscriptions.changes',
    title: 'listens, and has each list and a resource change; ends a subscription, and has one ended',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      const { client, learned, fixture, skip } = context;
      if (!fixture || !learned.tools.some(({ name }) => name === TRIGGER))
        return skip('needs-fixture', `the subject has no tool \`${TRIGGER}\``);
      await (client.era === 'session' ? inSession(context) : onSubscriptions(context));
    },
  },
];
