/** specification/base.md: errors and their codes. */
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.unknown-method',
    title: 'asks for a method that does not exist',
    risk: 'list-only',
    async run({ client }) {
      await client.request('accord/unknown');
    },
  },
];
