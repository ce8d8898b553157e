/** specification/http.md: streams that a GET opens. */
import type { Probe } from '../engine/probe.ts';
import { plain } from './twins.ts';

/** How long a GET may take to say that it opens a stream. */
const OPENS_WITHIN_MS = 1000;

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
      const stream = await client.fetch(
        'GET',
        { Accept: 'text/event-stream' },
        { opened: true, timeout: OPENS_WITHIN_MS },
      );
      // What belongs to the stream has come when this is answered.
      await plain(context);
      client.abort(stream);
    },
  },
];
