/** specification/tools.md */

import type { Probe } from './engine/probe.ts';
import { walk } from './engine/walk.ts';

export const probes: readonly Probe[] = [
  {
    id: 'tools.list',
    title: 'walks the tool list, twice on one connection and once on another',
    risk: 'list-only',
    needs: 'tools',
    async run({ client, second, learned }) {
      learned.tools = await walk(client, 'tools/list', 'tools');
      await walk(client, 'tools/list', 'tools');
      const other = await second();
      if (other !== undefined) await walk(other, 'tools/list', 'tools');
    },
  },
];
