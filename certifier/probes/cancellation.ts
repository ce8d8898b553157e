/** specification/cancellation.md, by situation. */
import { probes as own } from './cancellation/own.ts';
import { probes as requests } from './cancellation/requests.ts';
import { probes as work } from './cancellation/work.ts';
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [...requests, ...work, ...own];
