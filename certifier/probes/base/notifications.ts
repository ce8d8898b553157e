/** specification/base.md: messages that want no answer. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { control } from './control.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.notification',
    title: 'sends a notification that must get no answer, then a request that must',
    risk: 'list-only',
    async run(context) {
      const requestId = token(context.seed, 'cancelled');
      await context.client.notify('notifications/cancelled', { requestId, reason: 'The client no longer needs it' });
      await control(context);
    },
  },
];
