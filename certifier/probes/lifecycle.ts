/** specification/lifecycle.md */
import type { Probe } from './engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'lifecycle.handshake',
    title:
      'opens a session with a version of its own, over stdio after it has listened for a while, and another with a version that nobody speaks',
    risk: 'list-only',
    eras: ['session'],
  },
  {
    id: 'lifecycle.version',
    title: 'opens one more session with the version that was negotiated, as a client that can be asked for things',
    risk: 'list-only',
    eras: ['session'],
    async run({ declaring, leave }) {
      leave(declaring('all'));
    },
  },
  {
    id: 'lifecycle.ping',
    title: 'asks whether the subject is still there',
    risk: 'list-only',
    eras: ['session'],
    async run({ client }) {
      await client.request('ping');
    },
  },
];
