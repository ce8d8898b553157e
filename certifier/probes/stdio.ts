/** specification/stdio.md */
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [];
