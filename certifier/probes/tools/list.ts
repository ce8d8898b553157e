/** specification/tools.md, the list. */
import type { Probe } from '../engine/probe.ts';
import { walkOnTwo } from '../engine/walk.ts';

export const probes: readonly Probe[] = [
  {
    id: 'tools.list',
    title: 'walks the tool list on two connections, and once more on the first',
    risk: 'list-only',
    async run(context) {
      context.learned.tools = await walkOnTwo(context, 'tools', 'tools/list');
    },
  },
];
