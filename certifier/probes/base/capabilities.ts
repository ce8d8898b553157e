/** specification/base.md: what a server does without a capability of its client. */
import type { Probe } from '../engine/probe.ts';

const NEEDS_SAMPLING = 'test_missing_capability';

export const probes: readonly Probe[] = [
  {
    id: 'base.missing-capability',
    title: 'calls a tool that needs what the client does not have',
    risk: 'fixture',
    eras: ['stateless'],
    async run({ client, learned, fixture, skip }) {
      if (!fixture || !learned.tools.some(({ name }) => name === NEEDS_SAMPLING))
        return skip('needs-fixture', `the subject has no tool \`${NEEDS_SAMPLING}\``);
      await client.request('tools/call', { name: NEEDS_SAMPLING, arguments: {} });
    },
  },
];
