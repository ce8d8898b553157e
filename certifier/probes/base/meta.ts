/** specification/base.md: `_meta`. */
import { META } from '../engine/client.ts';
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.missing-meta',
    title: 'leaves out a member that each request must carry',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client }) {
      await client.request('server/discover', {}, { meta: { [`${META}clientCapabilities`]: undefined } });
    },
  },
];
