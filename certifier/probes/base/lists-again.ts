/** specification/base.md: no state between requests. Comes when much was asked on the first connection, and little on the second. */
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import type { Probe } from '../engine/probe.ts';
import { walk } from '../engine/walk.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.lists-again',
    title: 'walks the lists once more on both connections, after all that was asked on the first',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, second, settled, capabilities }) {
      await settled();
      const other = await second();
      for (const method of ['tools/list', 'resources/list', 'prompts/list'] as const satisfies readonly ListMethod[]) {
        if (!Object.hasOwn(capabilities, LISTS[method])) continue;
        await walk(client, method, LISTS[method]);
        if (other !== undefined) await walk(other, method, LISTS[method]);
      }
    },
  },
];
