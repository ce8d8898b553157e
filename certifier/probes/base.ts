/** specification/base.md */
import { META } from './engine/client.ts';
import { token } from './engine/ids.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';

/** A request that every subject of the era answers, sent after something whose silence is the point. */
const control = ({ client }: ProbeContext) => client.request(client.era === 'session' ? 'ping' : 'server/discover');

export const probes: readonly Probe[] = [
  {
    id: 'base.traffic',
    title: 'reads every message that the other probes cause',
    risk: 'list-only',
  },
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
  {
    id: 'base.unknown-method',
    title: 'asks for a method that does not exist',
    risk: 'list-only',
    async run({ client }) {
      await client.request('accord/unknown');
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
