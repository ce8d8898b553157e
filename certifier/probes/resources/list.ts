/** specification/resources.md, the list. */
import type { Probe } from '../engine/probe.ts';
import { walk, walkOnTwo } from '../engine/walk.ts';

export const probes: readonly Probe[] = [
  {
    id: 'resources.list',
    title: 'walks the resource list on two connections, and the list of templates',
    risk: 'list-only',
    async run(context) {
      const { client, capabilities, learned } = context;
      learned.resources = await walkOnTwo(context, 'resources', 'resources/list');
      if (Object.hasOwn(capabilities, 'resources'))
        learned.templates = await walk(client, 'resources/templates/list', 'resourceTemplates');
      else await client.request('resources/templates/list');
    },
  },
];
