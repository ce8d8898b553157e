/** specification/tools.md, by section: the list, and the calls that go by it. */
import type { Probe } from './engine/probe.ts';
import { probes as calls } from './tools/calls.ts';
import { probes as errors } from './tools/errors.ts';
import { probes as list } from './tools/list.ts';

export { list };
export const probes: readonly Probe[] = [...calls, ...errors];
