/** specification/stdio.md */
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'stdio.streams',
    title: 'reads every line that the subject writes',
    risk: 'list-only',
    transports: ['stdio'],
  },
  {
    id: 'stdio.shutdown',
    title: 'closes the input at the end, and waits for the process to exit',
    risk: 'list-only',
    transports: ['stdio'],
  },
];
