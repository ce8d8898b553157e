/** specification/tools.md, by section; the list comes before them. */
import type { Probe } from './engine/probe.ts';
import { probes as calls } from './tools/calls.ts';
import { probes as errors } from './tools/errors.ts';

export const probes: readonly Probe[] = [...calls, ...errors];
