/** specification/http.md: what comes from clients of an earlier era. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { withAndWithout } from './twins.ts';

/** How long a GET may take to say what it is answered with. */
const OPENS_WITHIN_MS = 1000;

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
      const options = { opened: true, timeout: OPENS_WITHIN_MS } as const;
      client.abort(await client.fetch('GET', { Accept: 'text/event-stream', ...session }, options));
      await client.fetch('DELETE', session);
    },
  },
];
