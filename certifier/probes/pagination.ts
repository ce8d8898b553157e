/** specification/pagination.md */
import { token } from './engine/ids.ts';
import type { Probe } from './engine/probe.ts';

const LISTS = [
  ['tools', 'tools/list'],
  ['resources', 'resources/list'],
  ['resources', 'resources/templates/list'],
  ['prompts', 'prompts/list'],
] as const;

export const probes: readonly Probe[] = [
  {
    id: 'pagination.made-up-cursor',
    title: 'asks each list for the page of a cursor that was never handed out',
    risk: 'list-only',
    async run({ client, capabilities, seed, skip }) {
      const declared = LISTS.filter(([capability]) => Object.hasOwn(capabilities, capability));
      if (declared.length === 0) skip('not-exercised', 'the subject declared nothing that it could list');
      for (const [, method] of declared) {
        const { ended } = await client.request(method, { cursor: `accord-no-such-cursor-${token(seed, 'cursor')}` });
        if (ended) return;
      }
    },
  },
];
