/** specification/base.md: no state between requests. Comes before the lists are walked on both connections. */
import { LISTS, type ListMethod } from '../../judge/engine/readers.ts';
import type { Probe } from '../engine/probe.ts';

const capabilityOf = (method: ListMethod): string =>
  method === 'resources/templates/list' ? 'resources' : LISTS[method];

export const probes: readonly Probe[] = [
  {
    id: 'base.other-connection',
    title: 'asks on another connection for the next page of a list, then on the one where it began',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, second, capabilities, skip }) {
      for (const method of Object.keys(LISTS) as ListMethod[]) {
        if (!Object.hasOwn(capabilities, capabilityOf(method))) continue;
        const first = (await client.request(method)).result?.nextCursor;
        if (typeof first !== 'string') continue;
        // The other connection may have begun with this list, and have got the first cursor itself.
        const next = (await client.request(method, { cursor: first })).result?.nextCursor;
        const cursor = typeof next === 'string' ? next : first;
        const other = await second();
        if (other === undefined) break;
        await other.request(method, { cursor });
        await client.request(method, { cursor });
        return;
      }
      skip('not-exercised', 'no list of the subject has a second page');
    },
  },
];
