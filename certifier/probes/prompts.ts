/** specification/prompts.md, by section. */
import type { Probe } from './engine/probe.ts';
import { probes as getting } from './prompts/getting.ts';
import { probes as list } from './prompts/list.ts';

export const probes: readonly Probe[] = [...list, ...getting];
