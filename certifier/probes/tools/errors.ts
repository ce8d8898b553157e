/** specification/tools.md, errors. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'tools.call-unknown',
    title: 'calls a tool that does not exist',
    risk: 'read-only-call',
    needs: 'tools',
    async run({ client, seed }) {
      await client.request('tools/call', { name: `accord-no-such-tool-${token(seed, 'tool')}`, arguments: {} });
    },
  },
];
