/** specification/base.md: errors and their codes. */
import type { Probe } from '../engine/probe.ts';
import { control } from './control.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.unknown-method',
    title: 'asks for a method that does not exist',
    risk: 'list-only',
    async run(context) {
      const { message } = await context.client.request('accord/unknown');
      // Silence says something where something else is answered.
      if (message === undefined) await control(context);
    },
  },
];
