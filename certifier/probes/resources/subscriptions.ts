/** specification/resources.md, subscriptions. */
import type { Probe } from '../engine/probe.ts';
import { texts } from './items.ts';

export const probes: readonly Probe[] = [
  {
    id: 'resources.subscribe',
    title: 'subscribes to a resource, and unsubscribes again',
    risk: 'read-only-call',
    eras: ['session'],
    needs: 'resources',
    async run({ client, capabilities, learned, skip }) {
      const { resources: declared } = capabilities;
      const [uri] = texts(learned.resources, 'uri');
      const subscribes = typeof declared === 'object' && declared !== null && 'subscribe' in declared;
      if (!subscribes || declared.subscribe !== true || uri === undefined) {
        skip('not-exercised', 'the server declares no subscriptions, or lists nothing to subscribe to');
        return;
      }
      const { result } = await client.request('resources/subscribe', { uri });
      if (result !== undefined) await client.request('resources/unsubscribe', { uri });
    },
  },
];
