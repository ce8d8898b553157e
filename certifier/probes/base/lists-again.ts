/** specification/base.md: no state between requests. Comes when much was asked on the first connection, and little on the second. */
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import { ageOf, grows, isSameSet } from '../engine/age.ts';
import type { Probe } from '../engine/probe.ts';
import { walk } from '../engine/walk.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.lists-again',
    title: 'walks the lists once more on both connections, after all that was asked on the first',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, second, settled, capabilities, learned }) {
      await settled();
      const other = await second();
      for (const method of ['tools/list', 'resources/list', 'prompts/list'] as const satisfies readonly ListMethod[]) {
        if (!Object.hasOwn(capabilities, LISTS[method])) continue;
        const items = LISTS[method];
        const found = await walk(client, method, items);
        const age = ageOf(client);
        if (other === undefined) continue;
        await walk(other, method, items);
        // What changed on the first may change with the age of its process.
        if (!isSameSet(found, learned[items]) && (await grows(other, age))) await walk(other, method, items);
      }
    },
  },
];
