import { describe, expect, test } from 'vitest';
import { called, inSession, reported, session, stateless, tracked } from '../../examples/http/conversations.ts';
import { NOTHING } from '../engine/looked.fixture.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../ruler.ts';

const changed = (kind: string) => ({ jsonrpc: '2.0', method: `notifications/${kind}/list_changed` });

describe('http.get.messages-unrelated', () => {
  /** Progress of a call that is under way comes on the stream of a GET. */
  const told = (params: object, meta: object = {}) => {
    const composer = inSession({ tools: {} }).stream({ method: 'GET' }, { headers: session });
    const standing = composer.exchangeNumber;
    composer.stream({ method: 'tools/call', params: { ...called, ...params }, id: 'call' }, tracked);
    const progress = { progressToken: 'p1', progress: 1, ...meta };
    composer.told({ jsonrpc: '2.0', method: 'notifications/progress', params: progress }, standing);
    composer.told({ jsonrpc: '2.0', id: 'call', result: reported }).over();
    return seen(checks['http.get.messages-unrelated'], composer.left(standing));
  };
  test('finds the progress of a call', () => {
    expect(told({})).toEqual({ observed: 1, findings: 1 });
  });
  test('lets the progress of a task come on any stream', () => {
    expect(told({ task: { ttl: 60000 } })).toEqual({ observed: 1, findings: 0 });
    const related = { _meta: { 'io.modelcontextprotocol/related-task': { taskId: 'a' } } };
    expect(told({}, related)).toEqual({ observed: 1, findings: 0 });
  });
});

describe('http.get.messages-unrelated, of log messages', () => {
  const log = (data: string) => ({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } });
  /** Calls one after the other, while the stream of a GET is open; what comes on it during each. */
  const told = (...calls: readonly (readonly [tool: string, ...data: string[]])[]) => {
    const composer = inSession({ tools: {}, logging: {} }).stream({ method: 'GET' }, { headers: session });
    const standing = composer.exchangeNumber;
    for (const [index, [name, ...data]] of calls.entries()) {
      const id = `call ${index}`;
      composer.stream({ method: 'tools/call', params: { name, arguments: {} }, id }, { headers: session });
      const own = composer.exchangeNumber;
      for (const each of data) composer.told(log(each), standing);
      composer.told({ jsonrpc: '2.0', id, result: reported }, own).over();
    }
    return seen(checks['http.get.messages-unrelated'], composer.left(standing));
  };
  /** The same words come each time while `talks` runs; the second time another request is open as well. */
  const beside = (method: string, params: object, isKnown = true) => {
    const composer = inSession({ tools: {}, logging: {} }).stream({ method: 'GET' }, { headers: session });
    const standing = composer.exchangeNumber;
    const begin = (id: string, asked: string, of: object): number =>
      composer.stream({ method: asked, params: { ...of }, id }, { headers: session }).exchangeNumber;
    const end = (id: string, own: number) => composer.told({ jsonrpc: '2.0', id, result: reported }, own).over(own);
    const talk = (id: string) => {
      const own = begin(id, 'tools/call', { name: 'talks', arguments: {} });
      composer.told(log('a'), standing).told(log('b'), standing);
      end(id, own);
    };
    talk('first');
    end('quiet', begin('quiet', 'tools/call', { name: isKnown ? 'works' : 'rests', arguments: {} }));
    const other = begin('other', method, params);
    talk('second');
    end('other', other);
    return seen(checks['http.get.messages-unrelated'], composer.left(standing));
  };
  test('does not know who said it while something runs of which nobody knows what it says', () => {
    const works = { name: 'works', arguments: {} };
    expect(beside('tools/call', works)).toEqual({ observed: 1, findings: 1 });
    expect(beside('tools/call', works, false)).toEqual(NOTHING);
    expect(beside('prompts/get', { name: 'works' })).toEqual(NOTHING);
  });
  test('finds what a tool says each time that it is called, and no other tool', () => {
    expect(told(['talks', 'a', 'b'], ['works'], ['talks', 'a', 'b'])).toEqual({ observed: 1, findings: 1 });
  });
  test.each<[string, ...(readonly [string, ...string[]])[]]>([
    ['what came once', ['talks', 'a', 'b'], ['works'], ['talks']],
    ['other words each time', ['talks', 'a', 'b'], ['works'], ['talks', 'c', 'd']],
    ['one message again and again', ['talks', 'a'], ['works'], ['talks', 'a']],
    ['what comes with every tool', ['talks', 'a', 'b'], ['works', 'a', 'b'], ['talks', 'a', 'b']],
    ['a server of one tool, which may say so by the hour', ['talks', 'a', 'b'], ['talks', 'a', 'b']],
  ])('takes %s', (_, ...calls) => {
    expect(told(...calls)).toEqual(NOTHING);
  });
});

describe('http.listen.no-request-scoped', () => {
  const notice = (method: string, params: object) => ({ jsonrpc: '2.0', method: `notifications/${method}`, params });
  /** What comes on the stream of a subscription, while nothing else is asked. */
  const told = (message: object, meta: Readonly<Record<string, unknown>> = {}) => {
    const filter = { notifications: { toolsListChanged: true } };
    const composer = stateless().stream({ method: 'subscriptions/listen', params: filter, id: 'watch' }, { meta });
    const _meta = { 'io.modelcontextprotocol/subscriptionId': 'watch' };
    composer.told(notice('subscriptions/acknowledged', { ...filter, _meta }));
    return seen(checks['http.listen.no-request-scoped'], composer.told({ ...message }).left(composer.exchangeNumber));
  };
  test('finds log messages and progress also where no request with a token is under way', () => {
    expect(told(notice('message', { level: 'info', data: 'a' }))).toEqual({ observed: 1, findings: 1 });
    expect(told(notice('progress', { progressToken: 'p1', progress: 1 }))).toEqual({ observed: 1, findings: 1 });
  });
  test('takes changes, and the progress of the subscription itself', () => {
    expect(told(changed('tools'))).toEqual(NOTHING);
    const own = notice('progress', { progressToken: 'p1', progress: 1 });
    expect(told(own, { progressToken: 'p1' })).toEqual(NOTHING);
  });
});

describe('http.sse.notifications-related', () => {
  /** What comes on the stream of one call while another one is open, each with its token. */
  const told = (message: (exchange: number) => object, [one, other] = ['p1', 'p2']) => {
    const composer = stateless();
    const call = (id: string, progressToken: string) =>
      composer.stream({ method: 'tools/call', params: called, id }, { meta: { progressToken } }).exchangeNumber;
    const [first, second] = [call('one', one as string), call('two', other as string)];
    composer.told({ ...message(first) }, first);
    for (const [id, exchange] of [
      ['one', first],
      ['two', second],
    ] as const)
      composer.told({ jsonrpc: '2.0', id, result: reported }, exchange).over(exchange);
    return seen(checks['http.sse.notifications-related'], composer);
  };
  const progress = (progressToken: string) => () => ({
    jsonrpc: '2.0',
    method: 'notifications/progress',
    params: { progressToken, progress: 1 },
  });
  test('finds the progress of the other call, and takes its own', () => {
    expect(told(progress('p2'))).toEqual({ observed: 1, findings: 1 });
    expect(told(progress('p1'))).toEqual({ observed: 1, findings: 0 });
  });
  test('does not know whose a token is that nobody gave, or that both gave', () => {
    expect(told(progress('p3'))).toEqual({ observed: 1, findings: 0 });
    expect(told(progress('p1'), ['p1', 'p1'])).toEqual({ observed: 1, findings: 0 });
  });
});
