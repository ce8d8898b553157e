/** specification/http.md: on which stream a message belongs. */
import { type Body, Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { tell } from '../subscriptions/conversations.ts';
import { called, discovered, hints, inSession, pong, report, reported, session } from './conversations.ts';

const progress = (progressToken: string): Body => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken, progress: 1, total: 2 },
});
const answer = (id: string, result: object): Body => ({ jsonrpc: '2.0', id, result });

/** Two calls at once, each with its progress on its own stream. */
function together(composer: Composer, result: object): Composer {
  composer.stream({ method: 'tools/call', params: called, id: 'one' }, { meta: { progressToken: 'p1' } });
  const first = composer.exchangeNumber;
  composer.stream({ method: 'tools/call', params: called, id: 'two' }, { meta: { progressToken: 'p2' } });
  composer.told(progress('p1'), first).told(progress('p2')).told(answer('two', result)).over();
  return composer.told(answer('one', result), first).over(first);
}

const inBothEras = {
  session: () => together(inSession({ tools: {} }).call('tools/list', {}, { result: { tools: [report] } }), reported),
  stateless: () =>
    together(
      new Composer('streamable-http')
        .established('2026-07-28', { tools: {} })
        .call('tools/list', {}, { result: complete({ tools: [report], ...hints }) }),
      complete(reported),
    ),
};

/** A stream that a GET began stays open while something else happens. */
function beside(what: (composer: Composer, stream: number) => Composer): Composer {
  const composer = inSession({ tools: { listChanged: true }, prompts: { listChanged: true } })
    .call('ping', {}, pong)
    .stream({ method: 'GET' }, { headers: session });
  const stream = composer.exchangeNumber;
  return what(composer, stream).call('ping', {}, pong).left(stream);
}
const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
const otherChanged = { jsonrpc: '2.0', method: 'notifications/prompts/list_changed' };

export const examples: Examples = {
  'http.sse.messages-should-relate': inBothEras.session,
  'http.sse.notifications-related': inBothEras.stateless,
  'http.sse.requests-before-response': inBothEras.session,
  'http.get.messages-unrelated': () => beside((composer, stream) => together(composer.told(changed, stream), reported)),
  'http.get.server-messages': () => beside((composer, stream) => composer.told(changed, stream)),
  'http.streams.single-delivery': () =>
    beside((composer, stream) => {
      composer.stream({ method: 'GET' }, { headers: session });
      const other = composer.exchangeNumber;
      return composer.told(changed, stream).told(otherChanged, stream).call('ping', {}, pong).left(other);
    }),
  'http.listen.no-request-scoped': () => {
    const filter = { notifications: { toolsListChanged: true } };
    const composer = new Composer('streamable-http')
      .established('2026-07-28', { tools: { listChanged: true } })
      .stream({ method: 'subscriptions/listen', params: filter, id: 'watch' });
    const stream = composer.exchangeNumber;
    composer.told(tell('subscriptions/acknowledged', 'watch', filter));
    return together(composer, complete(reported)).call('server/discover', {}, discovered).left(stream);
  },
};
