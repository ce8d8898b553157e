/** specification/resources.md, by section. */
import type { Probe } from './engine/probe.ts';
import { probes as list } from './resources/list.ts';
import { probes as reading } from './resources/reading.ts';
import { probes as subscriptions } from './resources/subscriptions.ts';
import { probes as traversal } from './resources/traversal.ts';

export const probes: readonly Probe[] = [...list, ...reading, ...subscriptions, ...traversal];
