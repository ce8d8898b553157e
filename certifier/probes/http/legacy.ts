/** specification/http.md: what comes from clients of an earlier era. */
import type { Client } from '../engine/client.ts';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';
import { within } from '../engine/within.ts';
import { withAndWithout } from './twins.ts';

/** How long the first event of a stream may take that should not be there. */
const FIRST_EVENT_WITHIN_MS = 300;

/** When an event comes on this exchange. */
const eventOn = ({ wire }: Client, exchange: number | undefined): Promise<void> =>
  new Promise((resolve) => {
    const deaf = wire.onEvent((event) => {
      if (event.kind !== 'sse' || event.exchange !== exchange) return;
      deaf();
      resolve();
    });
  });

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
      if (stream?.status === 200) await within(FIRST_EVENT_WITHIN_MS, eventOn(client, stream.exchange));
      client.abort(stream);
      await client.fetch('DELETE', session);
    },
  },
];
