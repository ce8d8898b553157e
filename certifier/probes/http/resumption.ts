/** specification/http.md: a stream whose connection the server closes, and that its client takes up again. */
import { LIST_CHANGED } from '../../judge/engine/fixture.ts';
import { change } from '../engine/changing.ts';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';

const CLOSING_TOOL = 'test_reconnection';

export const probes: readonly Probe[] = [
  {
    id: 'http.resume',
    title: 'calls a tool that closes its connection, and comes back for the answer while another stream is open',
    risk: 'fixture',
    transports: ['streamable-http'],
    eras: ['session'],
    needs: 'tools',
    async run(context) {
      const { client, learned, fixture, seed, skip, callTimeout } = context;
      if (!fixture || !learned.tools.some(({ name }) => name === CLOSING_TOOL))
        return skip('needs-fixture', `the subject has no tool \`${CLOSING_TOOL}\``);
      const ids = new Map<number, string>();
      const stop = client.wire.onEvent((event) => {
        if (event.kind === 'sse' && event.id !== undefined && event.id !== '') ids.set(event.exchange, event.id);
      });
      const stream = await standing(client);
      const meta = { progressToken: token(seed, 'resume') };
      const { exchange = 0, message } = await client.request(
        'tools/call',
        { name: CLOSING_TOOL, arguments: {} },
        { meta, timeout: callTimeout },
      );
      await change(context, 'test_trigger_tool_change', ({ method }) => method === LIST_CHANGED.tools);
      const last = ids.get(exchange);
      if (message !== undefined || last === undefined) skip('not-exercised', 'the subject closed no connection early');
      else await client.fetch('GET', { Accept: 'text/event-stream', 'Last-Event-ID': last }, { timeout: callTimeout });
      stop();
      client.abort(stream);
    },
  },
];
