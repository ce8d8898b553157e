/** specification/stdio.md */
import { askInLetters } from './engine/letters.ts';
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'stdio.streams',
    title: 'reads every line that the subject writes, and has it write letters that are not ASCII: those of an id',
    risk: 'list-only',
    transports: ['stdio'],
    run: askInLetters,
  },
  {
    id: 'stdio.shutdown',
    title: 'closes the input at the end, and waits for the process to exit',
    risk: 'list-only',
    transports: ['stdio'],
  },
];
