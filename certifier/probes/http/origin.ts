/** specification/http.md: the origin of a request. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { withAndWithout } from './twins.ts';

/** A site that cannot exist: RFC 6761 keeps the domain `invalid` free for ever. */
const FOREIGN_ORIGIN = 'https://accord.invalid';

export const probes: readonly Probe[] = [
  {
    id: 'http.origin',
    title: 'sends a request and a notification as a page of a foreign site would',
    risk: 'list-only',
    transports: ['streamable-http'],
    async run(context) {
      await withAndWithout(context, { Origin: FOREIGN_ORIGIN });
      const requestId = token(context.seed, 'foreign');
      await context.client.notify('notifications/cancelled', { requestId }, { headers: { Origin: FOREIGN_ORIGIN } });
    },
  },
];
