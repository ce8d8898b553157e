/** specification/subscriptions.md, by situation. */
import type { Probe } from './engine/probe.ts';
import { probes as changes } from './subscriptions/changes.ts';
import { probes as listening } from './subscriptions/listening.ts';

export const probes: readonly Probe[] = [...listening, ...changes];
