/** specification/prompts.md, the list. */
import type { Probe } from '../engine/probe.ts';
import { walkOnTwo } from '../engine/walk.ts';

export const probes: readonly Probe[] = [
  {
    id: 'prompts.list',
    title: 'walks the prompt list on two connections, and once more on the first',
    risk: 'list-only',
    async run(context) {
      context.learned.prompts = await walkOnTwo(context, 'prompts', 'prompts/list');
    },
  },
];
