/** specification/http.md: streams that a GET opens. */
import type { Probe } from '../engine/probe.ts';
import { standing } from '../engine/standing.ts';
import { plain } from './twins.ts';

export const probes: readonly Probe[] = [
  {
    id: 'http.get',
    title: 'opens a stream with GET, and closes it once another request was answered',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run(context) {
      const { client } = context;
      await plain(context);
      const stream = await standing(client);
      // What belongs to the stream has come when this is answered.
      await plain(context);
      client.abort(stream);
    },
  },
];
