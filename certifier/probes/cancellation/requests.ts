/** specification/cancellation.md: requests that are given up, and what a server cancels. */
import { token } from '../engine/ids.ts';
import { mirroredHeaders } from '../engine/mirrored.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';
import { talkativeTools } from '../engine/talkative.ts';

/** No more tools than this are tried for one that says that it has begun. */
const MOST_CALLS = 2;

/** A request that every subject of the era answers at once. */
const control = ({ client }: ProbeContext, id = client.nextId()): Promise<Reply> =>
  client.request(client.era === 'session' ? 'ping' : 'server/discover', {}, { id });

export const probes: readonly Probe[] = [
  {
    id: 'cancellation.traffic',
    title: 'looks for cancellations by the subject',
    risk: 'list-only',
  },
  {
    id: 'cancellation.request',
    title:
      'calls a tool that only reads, and cancels the call once it reports progress; unless one took too long before',
    risk: 'read-only-call',
    transports: ['stdio'],
    needs: 'tools',
    async run(context) {
      const { client, learned, seed, skip, callTimeout } = context;
      await context.settled();
      // A call was cancelled while it was worked on: that is the situation.
      if (learned.cancelled) return void (await control(context));
      const tools = talkativeTools(context, /progress/i).slice(0, MOST_CALLS);
      if (tools.length === 0) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      for (const { name, args, schema } of tools) {
        const id = client.nextId();
        const { message, ended } = await client.request(
          'tools/call',
          { name, arguments: args },
          {
            id,
            headers: client.era === 'stateless' ? mirroredHeaders(schema, args) : {},
            meta: { progressToken: token(seed, `cancel/${name}`) },
            timeout: callTimeout,
            until: 'notifications/progress',
          },
        );
        if (ended) return;
        if (message !== undefined) continue;
        await client.notify('notifications/cancelled', { requestId: id, reason: 'The client no longer needs it' });
        await control(context);
        return;
      }
      skip('not-exercised', 'every tool that was called had answered before it could be cancelled');
    },
  },
  {
    id: 'cancellation.late',
    title: 'cancels a request that was answered already, then nothing at all',
    risk: 'list-only',
    async run(context) {
      const { client } = context;
      await context.settled();
      // Over HTTP the stateless era has no such notification.
      if (client.era === 'stateless' && client.wire.transport !== 'stdio') return;
      const requestId = client.nextId();
      await control(context, requestId);
      await client.notify('notifications/cancelled', { requestId, reason: 'The client no longer needs it' });
      await control(context);
      await client.notify('notifications/cancelled', { reason: 'No request is named' });
      await control(context);
    },
  },
];
