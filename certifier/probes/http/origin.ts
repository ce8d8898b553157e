/** specification/http.md: the origin of a request. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';
import { withAndWithout } from './twins.ts';

/** A site that cannot exist: RFC 6761 keeps the domain `invalid` free for ever. */
const FOREIGN_ORIGIN = 'https://accord.invalid';

export const probes: readonly Probe[] = [
  {
    id: 'http.origin',
    title: 'sends a request and a notification as a page of a foreign site would, and in a session listens as one',
    risk: 'list-only',
    transports: ['streamable-http'],
    async run(context) {
      await withAndWithout(context, { Origin: FOREIGN_ORIGIN });
      const requestId = token(context.seed, 'foreign');
      const { client } = context;
      await client.notify('notifications/cancelled', { requestId }, { headers: { Origin: FOREIGN_ORIGIN } });
      if (client.era !== 'session') return;
      const stream = await standing(client, { Origin: FOREIGN_ORIGIN });
      if (stream !== undefined) client.abort(stream);
    },
  },
];
