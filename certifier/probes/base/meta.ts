/** specification/base.md: `_meta`. */
import { META } from '../engine/client.ts';
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.other-name',
    title: 'asks for a list by turns under its own name and under another',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, capabilities }) {
      const feature = ['tools', 'resources', 'prompts'].find((each) => Object.hasOwn(capabilities, each));
      const method = feature === undefined ? 'server/discover' : `${feature}/list`;
      const meta = { [`${META}clientInfo`]: { name: 'accord-other', version: '1' } };
      for (const options of [{}, { meta }, {}, { meta }]) {
        if ((await client.request(method, {}, options)).ended) return;
      }
    },
  },
  {
    id: 'base.missing-meta',
    title: 'leaves out a member that each request must carry',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client }) {
      await client.request('server/discover', {}, { meta: { [`${META}clientCapabilities`]: undefined } });
    },
  },
];
