/** specification/http.md: sessions. */
import type { Probe } from '../engine/probe.ts';
import { withAndWithout } from './twins.ts';

export const probes: readonly Probe[] = [
  {
    id: 'http.session-id',
    title: 'leaves out the session id that was assigned',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run(context) {
      if (context.client.session === undefined)
        return context.skip('not-exercised', 'the subject assigned no session id');
      await withAndWithout(context, { 'Mcp-Session-Id': null });
    },
  },
  {
    id: 'http.session-end',
    title: 'opens another session, ends it, and comes back',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run({ client: { session }, open, skip }) {
      if (session === undefined) return skip('not-exercised', 'the subject assigned no session id');
      const client = await open('a session to end');
      if (client?.session === undefined) return skip('not-exercised', 'the subject did not open another session');
      await client.request('ping');
      const { status = 0 } = await client.fetch('DELETE');
      if (status >= 200 && status < 300) await client.request('ping');
      else skip('not-exercised', `the subject does not let clients end sessions (status ${status})`);
      // It is over: nothing is left to end.
      if (status >= 200 && status < 300) client.session = undefined;
    },
  },
];
