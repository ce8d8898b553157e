import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import {
  change,
  changeInSession,
  discovery,
  ended,
  fixture,
  leave,
  listen,
  session,
  tell,
  tellSession,
  watched,
} from '../../examples/subscriptions/conversations.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../ruler.ts';

const tools = () => listen(fixture(), 'tools', { toolsListChanged: true });
const TRIGGER = 'test_trigger_tool_change';
const told = tell('tools/list_changed', 'tools');

/** Nothing came until the bound, and another request is answered. */
const silence = (composer: Composer, how: 'stateless' | 'session' = 'stateless'): Composer => {
  composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'silence', after: 1000 });
  return how === 'session'
    ? composer.call('ping', {}, { result: {} })
    : composer.call('server/discover', {}, discovery);
};

describe('a change that a subscription asked for', () => {
  const look = (composer: Composer) => seen(checks['tools.list-changed.notify-subscribers'], composer);
  test('is told', () => {
    expect(look(change(tools(), TRIGGER, told))).toEqual({ observed: 1, findings: 0 });
  });
  test('is missed where nothing came until the bound, and not before it', () => {
    expect(look(silence(change(tools(), TRIGGER)))).toEqual({ observed: 1, findings: 1 });
    expect(look(change(tools(), TRIGGER))).toEqual({ observed: 0, findings: 0 });
  });
  test('is not due once the subscription was ended', () => {
    expect(look(silence(change(leave(tools(), 'tools'), TRIGGER)))).toEqual({ observed: 0, findings: 0 });
  });
  test('is due where the acknowledgement leaves out what is declared', () => {
    const unpromised = () => listen(fixture(), 'tools', { toolsListChanged: true }, {});
    expect(look(silence(change(unpromised(), TRIGGER)))).toEqual({ observed: 1, findings: 1 });
    expect(look(silence(change(listen(fixture(), 'none', {}), TRIGGER)))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('a list of a session', () => {
  const look = (composer: Composer) => seen(checks['tools.list-changed.notify'], composer);
  const prompts = (composer: Composer, ...told: readonly object[]) =>
    changeInSession(composer, 'test_trigger_prompt_change', ...told);
  test('is missed where another one is told of', () => {
    const untold = changeInSession(prompts(session(), tellSession('prompts/list_changed')), TRIGGER);
    expect(look(silence(untold, 'session'))).toEqual({ observed: 1, findings: 1 });
  });
  test('may not have changed at all where none is', () => {
    expect(look(silence(changeInSession(prompts(session()), TRIGGER), 'session'))).toEqual({
      observed: 0,
      findings: 0,
    });
  });
});

describe('subscriptions.filter.only-requested', () => {
  const look = (composer: Composer) => seen(checks['subscriptions.filter.only-requested'], composer);
  test('finds a kind that was not asked for, and one that nobody asked for', () => {
    const other = tell('prompts/list_changed', 'tools');
    expect(look(change(tools(), 'test_trigger_prompt_change', other))).toMatchObject({ findings: 1 });
    expect(look(change(fixture(), TRIGGER, tell('tools/list_changed')))).toMatchObject({ findings: 1 });
  });
  test('finds one on a subscription that the server has ended, in either way, and not before it', () => {
    const end = 'end_subscriptions';
    const cancelled = tell('cancelled', undefined, { requestId: 'tools' });
    expect(look(change(change(tools(), end, ended('tools')), TRIGGER, told))).toMatchObject({ findings: 1 });
    expect(look(change(change(tools(), end, cancelled), TRIGGER, told))).toMatchObject({ findings: 1 });
    expect(look(change(change(tools(), TRIGGER, told), end, told, cancelled, ended('tools')))).toMatchObject({
      findings: 0,
    });
    const again = listen(change(tools(), end, ended('tools')), 'again', { toolsListChanged: true });
    expect(look(change(again, TRIGGER, tell('tools/list_changed', 'again')))).toMatchObject({ findings: 0 });
  });
  test('takes one without an id for any that asked, and for none that did not, or not yet', () => {
    const unnamed = tell('tools/list_changed');
    expect(look(change(tools(), TRIGGER, unnamed))).toEqual({ observed: 1, findings: 0 });
    expect(look(change(listen(fixture(), 'p', { promptsListChanged: true }), TRIGGER, unnamed)).findings).toBe(1);
    expect(look(listen(change(fixture(), TRIGGER, unnamed), 'tools', { toolsListChanged: true })).findings).toBe(1);
    expect(look(change(tools(), TRIGGER, tell('tools/list_changed', 'none'))).findings).toBe(1);
  });
  test('leaves one of a subscription on an earlier connection to another rule, and that of none or a later one not', () => {
    const second = (composer: Composer) =>
      composer.established('2026-07-28', { tools: { listChanged: true } }, 'second');
    const told = (composer: Composer, id: string) =>
      look(composer.received(tell('tools/list_changed', id)).call('server/discover', {}, discovery)).findings;
    expect(told(second(tools()), 'tools')).toBe(0);
    expect(told(second(tools()), 'other')).toBe(1);
    expect(told(listen(second(fixture()), 'tools', { toolsListChanged: true }).on(1), 'tools')).toBe(1);
  });
  test('looks at a change of which nobody asked to hear, where something was answered after it', () => {
    const made = () =>
      fixture().call('tools/call', { name: TRIGGER, arguments: {} }, { result: complete({ content: [] }) });
    expect(look(made())).toEqual({ observed: 0, findings: 0 });
    expect(look(made().call('server/discover', {}, discovery))).toEqual({ observed: 1, findings: 0 });
    expect(look(change(tools(), TRIGGER))).toEqual({ observed: 0, findings: 0 });
  });
  test('goes over HTTP by the stream, and not by the id', () => {
    const open = new Composer('streamable-http').established('2026-07-28', { tools: { listChanged: true } });
    const on = (id: string, notifications: object) => {
      open.stream({ method: 'subscriptions/listen', params: { notifications }, id });
      return open.told(tell('subscriptions/acknowledged', id, { notifications })).exchangeNumber;
    };
    const [first, second] = [on('a', { toolsListChanged: true }), on('b', { promptsListChanged: true })];
    expect(look(open.told(tell('tools/list_changed', 'b'), first)).findings).toBe(0);
    expect(look(open.told(tell('tools/list_changed', 'a'), second)).findings).toBe(1);
    const cancelled = tell('cancelled', undefined, { requestId: 'a' });
    expect(look(open.told(cancelled, first).told(tell('tools/list_changed', 'a'), first)).findings).toBe(1);
  });
});

describe('a second subscription', () => {
  const both = () => listen(change(tools(), TRIGGER, told), 'prompts', { promptsListChanged: true });
  test('does not replace the first', () => {
    const look = (composer: Composer) => seen(checks['subscriptions.concurrent.separate'], composer);
    expect(look(change(both(), TRIGGER, told))).toEqual({ observed: 1, findings: 0 });
    expect(look(silence(change(both(), TRIGGER)))).toEqual({ observed: 1, findings: 1 });
  });
  test('does not end the first', () => {
    const look = (composer: Composer) => seen(checks['subscriptions.concurrent.separate'], composer);
    const over = (composer: Composer) => composer.received({ jsonrpc: '2.0', id: 'tools', result: complete({}) });
    const answers = (composer: Composer) => composer.call('server/discover', {}, discovery);
    expect(look(answers(over(both())))).toEqual({ observed: 1, findings: 1 });
    // What comes later has another reason, and so has an end that both come to.
    expect(look(answers(over(answers(both()))))).toEqual({ observed: 0, findings: 0 });
    const all = over(both()).received({ jsonrpc: '2.0', id: 'prompts', result: complete({}) });
    expect(look(answers(all))).toEqual({ observed: 0, findings: 0 });
  });
  test('is not blamed for what the first was not told before, did not ask for, or shares with the second', () => {
    const look = (composer: Composer) => seen(checks['subscriptions.concurrent.separate'], composer);
    const unheard = silence(change(tools(), TRIGGER));
    const nothing = { observed: 0, findings: 0 };
    expect(look(silence(change(listen(unheard, 'prompts', { promptsListChanged: true }), TRIGGER)))).toEqual(nothing);
    const alike = listen(change(tools(), TRIGGER, told), 'again', { toolsListChanged: true });
    expect(look(silence(change(alike, TRIGGER)))).toEqual(nothing);
    const unpromised = change(listen(fixture(), 'tools', { toolsListChanged: true }, {}), TRIGGER, told);
    expect(look(silence(change(listen(unpromised, 'prompts', { promptsListChanged: true }), TRIGGER)))).toEqual(
      nothing,
    );
  });
  test('is not ended with the first', () => {
    const prompts = 'test_trigger_prompt_change';
    const own = tell('prompts/list_changed', 'prompts');
    const left = () => leave(change(both(), prompts, own), 'tools');
    const look = (composer: Composer) => seen(checks['base.stateless.listen-scope'], composer);
    expect(look(change(left(), prompts, own))).toEqual({ observed: 1, findings: 0 });
    expect(look(silence(change(left(), prompts)))).toEqual({ observed: 1, findings: 1 });
    // Of what it was not told before, while both were open, nothing is known.
    expect(look(silence(change(leave(both(), 'tools'), prompts)))).toEqual({ observed: 0, findings: 0 });
    const unheard = leave(silence(change(both(), prompts)), 'tools');
    expect(look(silence(change(unheard, prompts)))).toEqual({ observed: 0, findings: 0 });
    expect(look(silence(change(change(both(), prompts, own), prompts)))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('an end', () => {
  test('is the end: nothing comes on it any more', () => {
    const look = (composer: Composer) => seen(checks['subscriptions.end.silence'], composer);
    expect(look(change(leave(tools(), 'tools'), TRIGGER))).toEqual({ observed: 1, findings: 0 });
    expect(look(change(leave(tools(), 'tools'), TRIGGER, told))).toEqual({ observed: 1, findings: 1 });
    expect(look(leave(tools(), 'tools'))).toEqual({ observed: 0, findings: 0 });
    expect(look(leave(tools(), 'tools').received(told))).toEqual({ observed: 1, findings: 1 });
    const other = change(leave(tools(), 'tools'), 'test_trigger_prompt_change');
    expect(look(other)).toEqual({ observed: 0, findings: 0 });
    const unread = leave(tools(), 'tools').call(
      'tools/call',
      { name: TRIGGER, arguments: {} },
      { result: complete({}) },
    );
    expect(look(unread)).toEqual({ observed: 0, findings: 0 });
    const unopened = fixture().call('subscriptions/listen', { notifications: {} }, undefined, { id: 'tools' });
    expect(look(change(leave(unopened, 'tools'), TRIGGER, told))).toEqual({ observed: 0, findings: 0 });
    const twice = change(tools(), 'end_subscriptions', ended('tools'));
    expect(look(change(leave(twice, 'tools'), TRIGGER, told))).toEqual({ observed: 0, findings: 0 });
  });
  test('names the subscription that was opened, and no other', () => {
    const look = (composer: Composer) => seen(checks['subscriptions.end.result-id'], composer);
    const other = { ...ended('other'), id: 'tools' };
    expect(look(tools().received(ended('tools')))).toEqual({ observed: 1, findings: 0 });
    expect(look(tools().received(other))).toEqual({ observed: 1, findings: 1 });
    const unopened = fixture().call('subscriptions/listen', { notifications: {} }, undefined, { id: 'tools' });
    expect(look(unopened.received(other))).toEqual({ observed: 0, findings: 0 });
  });
  test('is forgotten by the next process', () => {
    const look = (composer: Composer) => seen(checks['subscriptions.reconnect.nothing-kept'], composer);
    const next = (composer: Composer) => composer.established('2026-07-28', { tools: { listChanged: true } }, 'second');
    const over = () => next(leave(tools(), 'tools').shutdown());
    expect(look(over())).toEqual({ observed: 0, findings: 0 });
    expect(look(change(over(), TRIGGER))).toEqual({ observed: 1, findings: 0 });
    expect(look(over().received(told))).toEqual({ observed: 1, findings: 1 });
    expect(look(over().received(tell('tools/list_changed', 'other')))).toEqual({ observed: 1, findings: 0 });
    expect(look(next(tools()).received(told))).toEqual({ observed: 0, findings: 0 });
    const own = listen(over(), 'tools', { toolsListChanged: true });
    expect(look(change(own, TRIGGER, told))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('an end by the server', () => {
  const look = (composer: Composer) => seen(checks['subscriptions.end.graceful-result'], composer);
  const open = (calls: (composer: Composer) => Composer = (composer) => composer): Composer => {
    const composer = new Composer('streamable-http').established('2026-07-28', { tools: { listChanged: true } });
    composer.stream({ method: 'subscriptions/listen', params: { notifications: { toolsListChanged: true } }, id: 'a' });
    const exchange = composer.exchangeNumber;
    composer.told(tell('subscriptions/acknowledged', 'a', { notifications: { toolsListChanged: true } }));
    return calls(composer).event({
      kind: 'failure',
      direction: 'received',
      connection: 1,
      exchange,
      code: 'ECONNRESET',
      message: 'read ECONNRESET',
    });
  };
  const answers = (composer: Composer) => composer.call('server/discover', {}, discovery);
  test('is not every end: the line may have broken', () => {
    expect(look(answers(open()))).toEqual({ observed: 0, findings: 0 });
  });
  test('is none that the client had made before, nor one that nothing was answered after', () => {
    const cancelled = tell('cancelled', undefined, { requestId: 'tools' });
    expect(look(leave(tools(), 'tools').received(cancelled).call('server/discover', {}, discovery))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(look(tools().received(cancelled))).toEqual({ observed: 0, findings: 0 });
    expect(look(answers(tools().received(cancelled)))).toEqual({ observed: 1, findings: 1 });
    const unopened = fixture().call('subscriptions/listen', { notifications: {} }, undefined, { id: 'tools' });
    expect(look(answers(unopened.received(cancelled)))).toEqual({ observed: 0, findings: 0 });
  });
  test('is one where it was made to end them, whatever it does then', () => {
    const told = (composer: Composer) =>
      composer.call('tools/call', { name: 'end_subscriptions', arguments: {} }, { result: complete({ content: [] }) });
    expect(look(answers(open(told)))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('an acknowledgement', () => {
  const two = { toolsListChanged: true, resourceSubscriptions: [watched] };
  const look = (asked: object, honoured: object, id = 'subset', composer = fixture()) =>
    seen(checks[`subscriptions.acknowledged.${id}`], listen(composer, 'a', asked, honoured));
  test.each([{}, two, { resourceSubscriptions: [watched] }, { promptsListChanged: false, resourcesListChanged: null }])(
    'may list %j, of what was asked for',
    (honoured) => {
      expect(look(two, honoured)).toEqual({ observed: 1, findings: 0 });
    },
  );
  test.each([
    [two, { promptsListChanged: true }],
    [two, { resourceSubscriptions: ['test://another'] }],
    [{ ...two, promptsListChanged: false }, { promptsListChanged: true }],
    [{ resourceSubscriptions: [] }, { resourceSubscriptions: [watched] }],
  ])('of %j may not list %j', (asked, honoured) => {
    expect(look(asked, honoured)).toEqual({ observed: 1, findings: 1 });
  });
  test('lists something, were it nothing', () => {
    const none = fixture()
      .call('subscriptions/listen', { notifications: two }, undefined, { id: 'a' })
      .received(tell('subscriptions/acknowledged', 'a'));
    expect(seen(checks['subscriptions.acknowledged.subset'], none)).toEqual({ observed: 1, findings: 1 });
    expect(look({ resourceSubscriptions: watched }, {})).toEqual({ observed: 1, findings: 0 });
  });
  test('leaves out what is not declared, or not known', () => {
    const id = 'unsupported-omitted';
    const alone = () => new Composer('stdio').established('2026-07-28', { tools: { listChanged: true }, prompts: {} });
    expect(look(two, two, id)).toEqual({ observed: 0, findings: 0 });
    expect(look(two, { toolsListChanged: true }, id, alone())).toEqual({ observed: 1, findings: 0 });
    expect(look(two, two, id, alone())).toEqual({ observed: 1, findings: 1 });
    expect(look({ promptsListChanged: true }, { promptsListChanged: true }, id, alone()).findings).toBe(1);
    expect(look({ constructor: true }, { constructor: true }, id).findings).toBe(1);
    expect(look({ promptsListChanged: false }, {}, id, alone())).toEqual({ observed: 0, findings: 0 });
  });
  test('may have messages of others before it, where another was open on the connection', () => {
    const id = 'subscriptions.acknowledged.interleaved';
    const more = (composer: Composer) => seen(checks[id], listen(composer, 'b', {}));
    expect(more(tools())).toEqual({ observed: 1, findings: 0 });
    expect(more(leave(tools(), 'tools'))).toEqual({ observed: 0, findings: 0 });
    expect(more(fixture().call('subscriptions/listen', { notifications: {} }, undefined))).toEqual({
      observed: 0,
      findings: 0,
    });
    expect(more(tools().established('2026-07-28', {}, 'second'))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('resources.subscribe.honoured', () => {
  const look = (composer: Composer) => seen(checks['resources.subscribe.honoured'], composer);
  const asking = { notifications: { resourceSubscriptions: [watched] } };
  const refused = (code: number) => fixture().call('subscriptions/listen', asking, { error: { code, message: 'No' } });
  test('takes the URI that is repeated', () => {
    expect(look(listen(fixture(), 'a', asking.notifications))).toEqual({ observed: 1, findings: 0 });
    expect(look(listen(fixture(), 'a', asking.notifications, {}))).toEqual({ observed: 1, findings: 1 });
  });
  test('lets what is not listed be left out', () => {
    const listing = (uri: string) => ({
      result: complete({ resources: [{ uri, name: 'a' }], ttlMs: 0, cacheScope: 'public' }),
    });
    const asked = (uri: string) =>
      listen(fixture().call('resources/list', {}, listing(uri)), 'a', asking.notifications, {});
    expect(look(asked(watched))).toEqual({ observed: 1, findings: 1 });
    expect(look(asked('test://another'))).toEqual({ observed: 0, findings: 0 });
  });
  test('takes one of several, and judges no one who asked for none, or of whom it was not declared', () => {
    const two = { resourceSubscriptions: [watched, 'test://another'] };
    expect(look(listen(fixture(), 'a', two, asking.notifications))).toEqual({ observed: 1, findings: 0 });
    expect(look(listen(fixture(), 'a', { resourceSubscriptions: [] }, {}))).toEqual({ observed: 0, findings: 0 });
    const unknown = { error: { code: -32601, message: 'No' } };
    const none = { notifications: { resourceSubscriptions: [] } };
    expect(look(fixture().call('subscriptions/listen', none, unknown))).toEqual({ observed: 0, findings: 0 });
    const other = { resourceSubscriptions: ['test://another'] };
    expect(look(listen(fixture(), 'a', asking.notifications, other))).toEqual({ observed: 1, findings: 1 });
    const undeclared = new Composer('stdio').established('2026-07-28', { resources: {} });
    expect(look(listen(undeclared, 'a', asking.notifications, {}))).toEqual({ observed: 0, findings: 0 });
    const listing = { result: complete({ resources: [{ uri: watched, name: 'a' }], ttlMs: 0, cacheScope: 'public' }) };
    expect(look(listen(fixture().call('resources/list', {}, listing), 'a', two, {}))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('finds a method that is not known; another error may have good reasons', () => {
    expect(look(refused(-32601))).toEqual({ observed: 1, findings: 1 });
    expect(look(refused(-32000))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('a resource of a session', () => {
  const updated = (uri: string) => tellSession('resources/updated', { uri });
  const subscribed = () => session().call('resources/subscribe', { uri: watched }, { result: {} });
  const touch = 'touch_watched_resource';
  test('is told of by its URI, or one below it', () => {
    const look = (uri: string) =>
      seen(checks['resources.updated.uri'], changeInSession(subscribed(), touch, updated(uri)));
    expect(look(watched)).toEqual({ observed: 1, findings: 0 });
    expect(look(`${watched}/part`)).toEqual({ observed: 1, findings: 0 });
    expect(look('test://another')).toEqual({ observed: 1, findings: 1 });
  });
  test('is not told of because another one was watched once', () => {
    const other = { uri: 'test://another' };
    const composer = session()
      .call('resources/subscribe', other, { result: {} })
      .call('resources/unsubscribe', other, { result: {} });
    changeInSession(composer, touch, updated(watched));
    expect(seen(checks['resources.updated.only-after-subscribe'], composer)).toMatchObject({ findings: 1 });
    expect(seen(checks['resources.updated.uri'], composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('is that of the subscription whose id the message bears, over stdio too', () => {
    const other = 'test://another';
    const composer = leave(listen(fixture(), 'first', { resourceSubscriptions: [other] }), 'first');
    listen(composer, 'second', { resourceSubscriptions: [watched] });
    change(composer, touch, tell('resources/updated', 'second', { uri: other }));
    expect(seen(checks['resources.updated.uri'], composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('is told of while it is watched, and neither before nor afterwards', () => {
    const before = changeInSession(session(), touch, updated(watched));
    expect(seen(checks['resources.updated.only-after-subscribe'], before)).toMatchObject({ findings: 1 });
    const wrong = changeInSession(subscribed(), touch, updated('test://another'));
    expect(seen(checks['resources.updated.only-after-subscribe'], wrong)).toMatchObject({ findings: 0 });
    const missed = silence(changeInSession(subscribed(), touch), 'session');
    expect(seen(checks['resources.updated.sent'], missed)).toEqual({ observed: 1, findings: 1 });
    const left = subscribed()
      .call('resources/unsubscribe', { uri: watched }, { result: {} })
      .call('ping', {}, { result: {} });
    const late = changeInSession(left, touch, updated(watched));
    expect(seen(checks['resources.unsubscribe.stops-updates'], late)).toEqual({ observed: 1, findings: 1 });
  });
  test('may be told of on a stream of its own, whatever others watch', () => {
    const id = 'resources.updated.uri';
    const both = new Composer('streamable-http').established('2026-07-28', { resources: { subscribe: true } });
    const on = (uri: string) => {
      const notifications = { resourceSubscriptions: [uri] };
      both.stream({ method: 'subscriptions/listen', params: { notifications }, id: uri });
      return both.told(tell('subscriptions/acknowledged', uri, { notifications })).exchangeNumber;
    };
    const [first, second] = [on(watched), on('test://another')];
    both.told(tell('resources/updated', watched, { uri: watched }), first);
    expect(seen(checks[id], both)).toEqual({ observed: 1, findings: 0 });
    both.told(tell('resources/updated', 'test://another', { uri: watched }), second);
    expect(seen(checks[id], both)).toEqual({ observed: 2, findings: 1 });
  });
  test('is not watched by what is asked later, or on another connection', () => {
    const composer = fixture();
    change(composer, touch, tell('resources/updated', undefined, { uri: watched }));
    listen(composer, 'late', { resourceSubscriptions: ['test://another'] });
    composer.established('2026-07-28', { resources: { subscribe: true } }, 'second');
    change(composer, touch, tell('resources/updated', undefined, { uri: watched }));
    expect(seen(checks['resources.updated.uri'], composer)).toEqual({ observed: 0, findings: 0 });
    const session2 = changeInSession(session(), touch, updated(watched));
    session2.call('resources/subscribe', { uri: watched }, { result: {} });
    expect(seen(checks['resources.updated.only-after-subscribe'], session2)).toMatchObject({ findings: 1 });
  });
  test('is told of where it could not be left', () => {
    const refused = { error: { code: -32603, message: 'No' } };
    const kept = subscribed().call('resources/unsubscribe', { uri: watched }, refused).call('ping', {}, { result: {} });
    const told = changeInSession(kept, touch, updated(watched));
    expect(seen(checks['resources.unsubscribe.stops-updates'], told)).toEqual({ observed: 0, findings: 0 });
  });
  test('is told of without a change of ours, and of another one no stop was asked', () => {
    const left = () =>
      subscribed().call('resources/unsubscribe', { uri: watched }, { result: {} }).call('ping', {}, { result: {} });
    const id = 'resources.unsubscribe.stops-updates';
    expect(seen(checks[id], left().received(updated(watched)))).toEqual({ observed: 1, findings: 1 });
    expect(seen(checks[id], left().received(updated('test://another')))).toEqual({ observed: 0, findings: 0 });
    expect(seen(checks[id], left())).toEqual({ observed: 0, findings: 0 });
    const unread = subscribed().call('resources/unsubscribe', { uri: watched }, { result: {} });
    expect(seen(checks[id], unread.received(updated(watched)))).toEqual({ observed: 0, findings: 0 });
  });
  test('is told of below a resource that is watched no more, where it is watched by itself', () => {
    const below = `${watched}/part`;
    const left = subscribed()
      .call('resources/subscribe', { uri: below }, { result: {} })
      .call('resources/unsubscribe', { uri: watched }, { result: {} })
      .call('ping', {}, { result: {} });
    const told = changeInSession(left, touch, updated(below));
    expect(seen(checks['resources.unsubscribe.stops-updates'], told).findings).toBe(0);
  });
});
