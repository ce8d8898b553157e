/** specification/subscriptions.md: opening and ending one. */
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { JsonObject } from '../engine/reply.ts';

const flag = (capabilities: JsonObject, capability: string, name: string): boolean => {
  const declared = capabilities[capability];
  return typeof declared === 'object' && declared !== null && (declared as JsonObject)[name] === true;
};

/** All that the subject declares that it will tell. */
function filterFor({ capabilities, learned }: ProbeContext): JsonObject {
  const [watched] = learned.resources.map(({ uri }) => uri).filter((uri) => typeof uri === 'string');
  const subscribe = flag(capabilities, 'resources', 'subscribe') && watched !== undefined;
  return {
    ...(flag(capabilities, 'tools', 'listChanged') ? { toolsListChanged: true } : {}),
    ...(flag(capabilities, 'prompts', 'listChanged') ? { promptsListChanged: true } : {}),
    ...(flag(capabilities, 'resources', 'listChanged') ? { resourcesListChanged: true } : {}),
    ...(subscribe ? { resourceSubscriptions: [watched] } : {}),
  };
}

export const probes: readonly Probe[] = [
  {
    id: 'subscriptions.listen',
    title: 'opens a subscription to all changes that are offered, and ends it',
    risk: 'read-only-call',
    eras: ['stateless'],
    async run(context) {
      const { client, skip } = context;
      const notifications = filterFor(context);
      if (Object.keys(notifications).length === 0) {
        skip('not-exercised', 'the subject offers no changes to listen to');
        return;
      }
      const id = client.nextId();
      const reply = await client.request(
        'subscriptions/listen',
        { notifications },
        { id, until: 'notifications/subscriptions/acknowledged' },
      );
      if (reply.ended) return;
      // An answer has ended it already; otherwise we do, over HTTP by closing the stream.
      if (client.wire.transport === 'streamable-http') client.abort(reply);
      else if (reply.message === undefined) await client.notify('notifications/cancelled', { requestId: id });
      // Silence counts only of a subject that still answers.
      await client.request('server/discover');
    },
  },
];
