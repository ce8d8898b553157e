/** specification/base.md: what every message is held to. */
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.traffic',
    title: 'reads every message that the other probes cause',
    risk: 'list-only',
  },
];
