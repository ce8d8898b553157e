/** specification/http.md: what answers a message, and by which status. */
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'http.traffic',
    title: 'reads the answers to all requests of the other probes',
    risk: 'list-only',
    transports: ['streamable-http'],
  },
];
