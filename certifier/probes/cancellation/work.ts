/** specification/cancellation.md: the work behind a request that is given up. */
import { COUNTS, WORKS } from '../../judge/engine/work.ts';
import { token } from '../engine/ids.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';

/** So many steps that most are left when the first is reported; one that is not given up does one more. */
const STEPS = 6;
/** As long as a job may take that is waited for. */
const PATIENCE = 4;

interface Work {
  readonly id: string | number;
  readonly reply: Reply;
}

/** Begins a job; `until progress` leaves it open once it says that it has begun. */
async function work(
  { client, callTimeout, seed }: ProbeContext,
  job: string,
  steps: number,
  wait: 'until progress' | 'to the end',
): Promise<Work> {
  const id = client.nextId();
  const reply = await client.request(
    'tools/call',
    { name: WORKS, arguments: { job, steps } },
    {
      id,
      meta: { progressToken: token(seed, `work/${job}`) },
      timeout: callTimeout * PATIENCE,
      ...(wait === 'until progress' ? { until: 'notifications/progress' } : {}),
    },
  );
  return { id, reply };
}

const count = ({ client }: ProbeContext, job: string): Promise<Reply> =>
  client.request('tools/call', { name: COUNTS, arguments: { job } });

/** Says how far the job is, does another that takes longer, and asks again. */
async function watch(context: ProbeContext, job: string, other: string): Promise<void> {
  await count(context, job);
  await work(context, other, STEPS + 1, 'to the end');
  await count(context, job);
}

export const probes: readonly Probe[] = [
  {
    id: 'cancellation.work',
    title: 'has work done in steps, gives it up after the first, and looks whether it goes on',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      const { client, learned, fixture, seed, skip } = context;
      const has = (name: string): boolean => learned.tools.some((tool) => tool.name === name);
      if (!fixture || !has(WORKS) || !has(COUNTS))
        return skip('needs-fixture', `the subject has no tools \`${WORKS}\` and \`${COUNTS}\``);
      const job = (purpose: string): string => `accord-${token(seed, purpose)}-${purpose}-${client.connection}`;
      // The twin, two of them: nobody gives up, and each count is that of its own job.
      await work(context, job('whole'), 2, 'to the end');
      await Promise.all([work(context, job('one'), 3, 'to the end'), work(context, job('other'), 2, 'to the end')]);
      for (const each of ['whole', 'one', 'other']) await count(context, job(each));
      const given = await work(context, job('cancelled'), STEPS, 'until progress');
      if (client.ended || given.reply.message !== undefined) return skip('not-exercised', 'no progress was reported');
      const isClosed = client.era === 'stateless' && client.wire.transport === 'streamable-http';
      if (isClosed) client.abort(given.reply);
      else
        await client.notify('notifications/cancelled', {
          requestId: given.id,
          reason: 'The client no longer needs it',
        });
      await watch(context, job('cancelled'), job('after'));
      if (client.era !== 'session' || client.wire.transport !== 'streamable-http' || client.ended) return;
      const broken = await work(context, job('broken'), STEPS, 'until progress');
      client.abort(broken.reply);
      await watch(context, job('broken'), job('beside'));
    },
  },
];
