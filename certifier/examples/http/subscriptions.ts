/** specification/http.md: the stream of a subscription. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { tell } from '../subscriptions/conversations.ts';
import { discovered } from './conversations.ts';

const filter = { notifications: { toolsListChanged: true } };

export const examples: Examples = {
  'http.listen.sse-stays-open': () => {
    const composer = new Composer('streamable-http')
      .established('2026-07-28', { tools: { listChanged: true } })
      .stream({ method: 'subscriptions/listen', params: filter, id: 'watch' });
    const stream = composer.exchangeNumber;
    composer.told(tell('subscriptions/acknowledged', 'watch', filter));
    return composer.call('server/discover', {}, discovered).left(stream);
  },
};
