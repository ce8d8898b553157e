/** specification/http.md: what comes from clients of an earlier era. */
import { setTimeout as delay } from 'node:timers/promises';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';
import { withAndWithout } from './twins.ts';

/** How long the first event of a stream may take that should not be there. */
const FIRST_EVENT_WITHIN_MS = 300;

export const probes: readonly Probe[] = [
  {
    id: 'http.legacy',
    title: 'names a session and an event that nobody gave, and listens and leaves as earlier clients do',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['stateless'],
    async run(context) {
      const { client, seed } = context;
      const session = { 'Mcp-Session-Id': `accord-${token(seed, 'session')}` };
      await withAndWithout(context, session, { 'Last-Event-ID': `accord-${token(seed, 'event')}` });
      const stream = await standing(client, session);
      // The transport of old clients says on a stream first where messages go: that tells a server that has it from one that has not.
      if (stream?.status === 200) await delay(FIRST_EVENT_WITHIN_MS);
      client.abort(stream);
      await client.fetch('DELETE', session);
    },
  },
];
