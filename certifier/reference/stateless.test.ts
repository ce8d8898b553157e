import { describe, expect, it } from 'vitest';
import { INITIALIZE, type Message, Peer, stateless, walk } from './testing/peer.ts';

const META = 'io.modelcontextprotocol/';
const call = (name: string, more: object = {}, meta: object = {}): object => stateless({ name, ...more }, meta);

describe('a request of 2026-07-28', () => {
  it('is refused with -32602 while its version or capabilities are missing, whatever the method', async () => {
    const peer = new Peer();
    for (const missing of ['protocolVersion', 'clientCapabilities']) {
      expect((await peer.ask('server/discover', stateless({}, { [META + missing]: undefined }))).error.code).toBe(
        -32602,
      );
    }
    for (const method of ['server/discover', 'tools/list', 'no/such']) {
      expect((await peer.ask(method)).error.code).toBe(-32602);
    }
  });

  it('is refused with -32022 and both versions where it speaks another one', async () => {
    const { error } = await new Peer().ask('tools/list', stateless({}, { [`${META}protocolVersion`]: '1900-01-01' }));
    expect(error).toMatchObject({ code: -32022, data: { supported: ['2026-07-28'], requested: '1900-01-01' } });
  });

  it('is told the same facts by server/discover as a session by initialize', async () => {
    const peer = new Peer();
    const { result } = await peer.ask('server/discover', stateless());
    const opened = await peer.ask('initialize', INITIALIZE);
    expect(result).toMatchObject({ resultType: 'complete', supportedVersions: ['2026-07-28'], cacheScope: 'public' });
    // Tasks are a part of sessions alone.
    expect({ ...result.capabilities, tasks: expect.anything() }).toEqual(opened.result.capabilities);
    expect(result._meta[`${META}serverInfo`]).toEqual(opened.result.serverInfo);
  });

  it('does not reach a method that went away with the handshake, also while a session is open', async () => {
    const peer = await Peer.inSession();
    for (const method of ['initialize', 'ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe']) {
      expect(
        (await peer.ask(method, stateless({ ...INITIALIZE, level: 'info', uri: 'test://static-text' }))).error.code,
      ).toBe(-32601);
    }
  });

  it('gets a result that says its kind and its server, with caching hints where it can be kept', async () => {
    const peer = new Peer();
    const lists = ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list', 'server/discover'];
    for (const method of [...lists, 'resources/read']) {
      const { result } = await peer.ask(method, stateless({ uri: 'test://static-text' }));
      expect(result).toMatchObject({ resultType: 'complete', cacheScope: 'public', ttlMs: expect.any(Number) });
    }
    const { result } = await peer.ask('tools/call', call('test_simple_text'));
    expect(result).toMatchObject({ resultType: 'complete', _meta: { [`${META}serverInfo`]: expect.anything() } });
    expect(result).not.toHaveProperty('ttlMs');
  });

  it('is answered with -32602 where the resource, the tool or the prompt does not exist', async () => {
    const peer = new Peer();
    const missing = await peer.ask('resources/read', stateless({ uri: 'test://none' }));
    expect(missing.error).toMatchObject({ code: -32602, data: { uri: 'test://none' } });
    expect((await peer.ask('tools/call', call('none'))).error.code).toBe(-32602);
    expect((await peer.ask('prompts/get', call('none'))).error.code).toBe(-32602);
  });

  it('sees log messages of the level it asks for, none without a level, and an error for a level that is none', async () => {
    const peer = new Peer();
    const logged = () => peer.received.filter(({ method }) => method === 'notifications/message');
    await peer.ask('tools/call', call('test_logging_tool'));
    expect(logged()).toEqual([]);
    await peer.ask('tools/call', call('test_logging_tool', {}, { [`${META}logLevel`]: 'error' }));
    expect(logged().map(({ params }) => params.level)).toEqual(['error']);
    for (const method of ['tools/list', 'subscriptions/listen']) {
      const { error } = await peer.ask(method, stateless({ notifications: {} }, { [`${META}logLevel`]: 'loud' }));
      expect(error.code).toBe(-32602);
    }
  });

  it('may be given any JSON value as structured content', async () => {
    const { result } = await new Peer().ask('tools/call', call('list_outcomes'));
    expect(result.structuredContent).toEqual(['pass', 'fail', 'warning']);
  });
});

describe('input that a request of 2026-07-28 needs', () => {
  const accept = (content: object): object => ({ action: 'accept', content });

  it('is asked for in a result, and the retry that brings it completes', async () => {
    const peer = new Peer();
    const name = 'test_input_required_result_elicitation';
    const { result } = await peer.ask('tools/call', call(name));
    expect(result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { user_name: { method: 'elicitation/create' } },
    });
    expect(result).not.toHaveProperty('ttlMs');
    const retry = await peer.ask(
      'tools/call',
      call(name, { inputResponses: { user_name: accept({ name: 'Ada' }), other: {} } }),
    );
    expect(retry.result).toMatchObject({ resultType: 'complete', content: [{ text: 'Hello, Ada!' }] });
  });

  it('is asked for over several rounds, each of which carries what was answered before', async () => {
    const peer = new Peer();
    const name = 'test_input_required_result_multi_round';
    const first = (await peer.ask('tools/call', call(name))).result;
    const answered = { inputResponses: { step1: accept({ name: 'Ada' }) }, requestState: first.requestState };
    const second = (await new Peer().ask('tools/call', call(name, answered))).result;
    expect(Object.keys(second.inputRequests)).toEqual(['step2']);
    const last = { inputResponses: { step2: accept({ color: 'blue' }) }, requestState: second.requestState };
    expect((await peer.ask('tools/call', call(name, last))).result.content[0].text).toBe('Ada likes blue');
  });

  it('is asked for again while it is missing, or comes without the state that it is bound to', async () => {
    const peer = new Peer();
    const name = 'test_input_required_result_request_state';
    const answers = { confirm: accept({ ok: true }) };
    for (const more of [{}, { inputResponses: { other: {} } }, { inputResponses: answers }]) {
      expect((await peer.ask('tools/call', call(name, more))).result.resultType).toBe('input_required');
    }
  });

  it('is refused with -32602 where it has not the asked form, or its state was altered or belongs to another request', async () => {
    const peer = new Peer();
    const name = 'test_input_required_result_request_state';
    const { requestState } = (await peer.ask('tools/call', call(name))).result;
    const refused = async (tool: string, more: object): Promise<void> => {
      expect((await peer.ask('tools/call', call(tool, more))).error.code).toBe(-32602);
    };
    await refused(name, { inputResponses: null });
    await refused(name, { inputResponses: { confirm: 12 }, requestState });
    await refused(name, { inputResponses: { confirm: accept({ ok: 'yes' }) }, requestState });
    await refused(name, { requestState: `${requestState}A` });
    await refused(name, { requestState: 7 });
    await refused('test_input_required_result_tampered_state', { requestState });
    await refused('test_simple_text', { requestState });
  });

  it('is never asked of a client that did not declare it: -32021 names the capability', async () => {
    const peer = new Peer();
    const without = { [`${META}clientCapabilities`]: {} };
    const { error } = await peer.ask('tools/call', call('test_missing_capability', {}, without));
    expect(error).toMatchObject({ code: -32021, data: { requiredCapabilities: { sampling: {} } } });
    const only = { [`${META}clientCapabilities`]: { sampling: {} } };
    const { result } = await peer.ask('tools/call', call('test_input_required_result_capabilities', {}, only));
    expect(Object.values<Message>(result.inputRequests).map(({ method }) => method)).toEqual([
      'sampling/createMessage',
    ]);
  });
});

describe('subscriptions/listen', () => {
  const of = (id: string) => (message: Message) => message.params?._meta?.[`${META}subscriptionId`] === id;

  it('acknowledges what it honours first, then sends that and nothing else, under its id', async () => {
    const peer = new Peer();
    const notifications = {
      toolsListChanged: true,
      promptsListChanged: false,
      resourceSubscriptions: ['test://watched-resource', 'test://none'],
    };
    peer.begin('subscriptions/listen', stateless({ notifications }), 'sub');
    peer.begin('subscriptions/listen', stateless({ notifications: { promptsListChanged: true } }), 'other');
    await peer.next(of('other'));
    for (const name of ['test_trigger_prompt_change', 'test_trigger_tool_change', 'touch_watched_resource']) {
      await peer.ask('tools/call', call(name));
    }
    expect(peer.received.filter(of('sub')).map(({ method }) => method)).toEqual([
      'notifications/subscriptions/acknowledged',
      'notifications/tools/list_changed',
      'notifications/resources/updated',
    ]);
    expect(peer.received.find(of('sub')).params.notifications).toEqual({
      toolsListChanged: true,
      resourceSubscriptions: ['test://watched-resource'],
    });
  });

  it('falls silent when the client cancels it', async () => {
    const peer = new Peer();
    peer.begin('subscriptions/listen', stateless({ notifications: { toolsListChanged: true } }), 'sub');
    await peer.next(of('sub'));
    peer.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'sub' } });
    await peer.ask('tools/call', call('test_trigger_tool_change'));
    await peer.end();
    expect(peer.received.filter((message) => message.id === 'sub' || of('sub')(message))).toHaveLength(1);
  });

  it('ends in order when the server stops: a notice, then the response as the last message', async () => {
    const peer = new Peer();
    peer.begin('subscriptions/listen', stateless({ notifications: {} }), 'sub');
    await peer.next(of('sub'));
    await peer.stop();
    expect(peer.received.slice(1)).toMatchObject([
      { method: 'notifications/cancelled', params: { requestId: 'sub' } },
      { id: 'sub', result: { resultType: 'complete', _meta: { [`${META}subscriptionId`]: 'sub' } } },
    ]);
  });

  it('refuses a filter that is none', async () => {
    const peer = new Peer();
    for (const notifications of [undefined, [], { toolsListChanged: 'yes' }, { resourceSubscriptions: [1] }]) {
      expect((await peer.ask('subscriptions/listen', stateless({ notifications }))).error.code).toBe(-32602);
    }
  });
});

it('two requests in flight may not share an id, and the second one is told so', async () => {
  const peer = new Peer();
  peer.begin('subscriptions/listen', stateless({ notifications: {} }), 'same');
  peer.begin('tools/list', stateless(), 'same');
  expect((await peer.next(({ error }) => error)).error.code).toBe(-32600);
});

it('lists what a stateless client can walk page by page', async () => {
  const peer = new Peer();
  const tools = await walk((params) => peer.ask('tools/list', stateless(params)), 'tools');
  expect(tools.length).toBeGreaterThan(20);
});
