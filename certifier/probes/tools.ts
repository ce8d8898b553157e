/** specification/tools.md, by section. */
import type { Probe } from './engine/probe.ts';
import { probes as calls } from './tools/calls.ts';
import { probes as errors } from './tools/errors.ts';
import { probes as list } from './tools/list.ts';

export const probes: readonly Probe[] = [...list, ...calls, ...errors];
