/** specification/base.md: several messages in one array. Who was made for other revisions may end over it: it has a conversation of its own. */
import { BATCHES_IN } from '../engine/batches.ts';
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';

export const probes: readonly Probe[] = [
  {
    id: 'base.batch',
    title: 'sends one request alone, two in an array, and one alone again',
    risk: 'list-only',
    eras: ['session'],
    async run({ client: { agreed }, open, seed, skip }) {
      if (agreed !== BATCHES_IN) return skip('not-exercised', `there are no batches in ${agreed}`);
      const client = await open('a batch');
      if (client?.negotiated !== BATCHES_IN)
        return skip('not-exercised', 'the subject did not let another conversation begin');
      if ((await client.request('ping')).ended) return;
      const batch = ['first', 'second'].map((name) => client.message('ping', {}, { id: token(seed, name) }));
      const due = new Set(batch.map(({ id }) => id));
      // Over HTTP the answers are in the exchange. Over stdio they may come in any order, and a refusal names none of the two.
      const heard =
        client.wire.transport === 'stdio'
          ? client.hear(({ id = null, error }) => {
              due.delete(id);
              return due.size === 0 || (error !== undefined && id === null);
            })
          : undefined;
      await client.notify('ping', {}, { body: JSON.stringify(batch) });
      await heard;
      await client.request('ping');
    },
  },
];
