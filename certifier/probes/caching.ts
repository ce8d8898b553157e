/** specification/caching.md */
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'caching.results',
    title: 'reads what discovery, the lists and the resources say of how long they may be kept',
    risk: 'list-only',
    eras: ['stateless'],
  },
];
