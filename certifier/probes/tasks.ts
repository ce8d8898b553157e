/** specification/tasks.md, by section. */
import type { Probe } from './engine/probe.ts';
import { probes as capabilities } from './tasks/capabilities.ts';
import { probes as input } from './tasks/input.ts';
import { probes as long } from './tasks/long.ts';
import { probes as running } from './tasks/running.ts';

export const probes: readonly Probe[] = [...capabilities, ...running, ...long, ...input];
