/** specification/base.md: `_meta`. */
import { META } from '../engine/client.ts';
import type { Probe } from '../engine/probe.ts';

/** Turns of unequal length, so that instances that answer by turns are not taken for names. */
const TURNS = [false, true, true, false, true, false, false, true];

export const probes: readonly Probe[] = [
  {
    id: 'base.other-name',
    title: 'asks for a list by turns under its own name and under another',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client, capabilities, skip }) {
      const feature = ['tools', 'resources', 'prompts'].find((each) => Object.hasOwn(capabilities, each));
      if (feature === undefined) return skip('not-exercised', 'the server has no list');
      const other = { meta: { [`${META}clientInfo`]: { name: 'accord-other', version: '1' } } };
      for (const isOther of TURNS) {
        if ((await client.request(`${feature}/list`, {}, isOther ? other : {})).ended) return;
      }
    },
  },
  {
    id: 'base.missing-meta',
    title: 'leaves out a member that each request must carry, one and then the other',
    risk: 'list-only',
    eras: ['stateless'],
    async run({ client }) {
      await client.request('server/discover', {}, { meta: { [`${META}clientCapabilities`]: undefined } });
      await client.request('server/discover', {}, { meta: { [`${META}protocolVersion`]: undefined } });
    },
  },
];
