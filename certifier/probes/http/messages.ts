/** specification/http.md: what answers a message, and by which status. */
import { token } from '../engine/ids.ts';
import { askInLetters } from '../engine/letters.ts';
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'http.traffic',
    title:
      'reads the answers to all requests of the other probes, and has one hold letters that are not ASCII: those of an id',
    risk: 'list-only',
    transports: ['streamable-http'],
    run: askInLetters,
  },
  {
    id: 'http.response',
    title: 'answers something that the subject never asked',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run({ client, seed }) {
      await client.raw(JSON.stringify({ jsonrpc: '2.0', id: token(seed, 'unasked'), result: {} }));
    },
  },
];
