/** specification/http.md: what comes from clients of an earlier era. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';
import { withAndWithout } from './twins.ts';

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
      client.abort(await standing(client, session));
      await client.fetch('DELETE', session);
    },
  },
];
