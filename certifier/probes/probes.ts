/** All probes, in the order in which they run: what only looks comes first, what might upset a subject last. */
import type { Probe } from './engine/probe.ts';
import { probes as tools } from './tools.ts';

export const probes: readonly Probe[] = [...tools];
