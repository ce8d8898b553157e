/** specification/discovery.md */
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'discovery.discover',
    title: 'asks what the subject is and offers',
    risk: 'list-only',
    eras: ['stateless'],
  },
];
