/** specification/resources.md: resources that results link to. Comes after the calls that hand them out. */
import type { Probe } from '../engine/probe.ts';

/** Links that are followed. */
const MOST_LINKS = 5;

export const probes: readonly Probe[] = [
  {
    id: 'resources.links',
    title: 'reads the resources that results of tools and prompts linked to',
    risk: 'read-only-call',
    async run({ client, learned, settled, skip }) {
      await settled();
      const uris = [...learned.links].filter((uri) => !/^(?:https?|ftps?|data):/i.test(uri)).slice(0, MOST_LINKS);
      if (uris.length === 0) return skip('not-exercised', 'no result linked to a resource of the subject');
      for (const uri of uris) if ((await client.request('resources/read', { uri })).ended) return;
    },
  },
];
