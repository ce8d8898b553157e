/** specification/http.md: the addresses on which a server of the same machine listens. */
import type { HttpWire } from '../../wire/wire.ts';
import type { Probe } from '../engine/probe.ts';

/** An address of the loopback network that nobody has in use: who listens there listens everywhere. */
const ELSEWHERE = '127.65.67.67';
/** Nothing of this leaves the machine: what takes longer does not come. */
const WITHIN_MS = 1000;

export const probes: readonly Probe[] = [
  {
    id: 'http.bind',
    title: 'connects to its port at another address of the same machine, where it was asked at a loopback address',
    risk: 'list-only',
    transports: ['streamable-http'],
    async run({ client, skip }) {
      if (client.ended) return;
      const why = await (client.wire as HttpWire).reach(ELSEWHERE, WITHIN_MS);
      if (why !== undefined) skip('not-exercised', why);
    },
  },
];
