/** specification/lifecycle.md */
import { handshake } from './engine/establish.ts';
import type { Probe } from './engine/probe.ts';

/** How long a process gets to start, and to say something that nobody asked for. */
const SPEAKS_WITHIN_MS = 2000;

export const probes: readonly Probe[] = [
  {
    id: 'lifecycle.handshake',
    title: 'opens a session with a version of its own, and another with a version that nobody speaks',
    risk: 'list-only',
    eras: ['session'],
  },
  {
    id: 'lifecycle.greeting',
    title:
      'starts the subject once more, and asks nothing for two seconds: only so does it show whether it speaks first',
    risk: 'list-only',
    eras: ['session'],
    transports: ['stdio'],
    async run({ client, connect, leave }) {
      const other = connect('a quiet beginning');
      const begin = async (): Promise<void> => {
        await other.hear(() => true, SPEAKS_WITHIN_MS);
        await handshake(other, SPEAKS_WITHIN_MS, client.revision, 'at once');
      };
      leave(begin());
    },
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
