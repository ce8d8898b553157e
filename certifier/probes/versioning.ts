/** specification/versioning.md */
import { META } from './engine/client.ts';
import { UNKNOWN_VERSION } from './engine/establish.ts';
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'versioning.unknown-version',
    title: 'asks for a version that nobody speaks, after good requests (another connection begins with it)',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client }) {
      await client.request('server/discover', {}, { meta: { [`${META}protocolVersion`]: UNKNOWN_VERSION } });
      // Whatever that left behind must not change how the next good request is served.
      await client.request('server/discover');
    },
  },
];
