import { describe, expect, it } from 'vitest';
import { INITIALIZE, Peer, walk } from './testing/peer.ts';

const notice = (method: string) => (message: { method?: string }) => message.method === method;

describe('a session of 2025-11-25', () => {
  it('agrees on 2025-11-25, and offers it where the client asked for another version', async () => {
    for (const protocolVersion of ['2025-11-25', '2025-03-26', '2099-01-01']) {
      const { result } = await new Peer().ask('initialize', { ...INITIALIZE, protocolVersion });
      expect(result.protocolVersion).toBe('2025-11-25');
    }
  });

  it('opens with whole parameters only, and only once', async () => {
    const peer = new Peer();
    expect((await peer.ask('initialize', { protocolVersion: '2025-11-25' })).error.code).toBe(-32602);
    expect((await peer.ask('initialize', INITIALIZE)).result.serverInfo.name).toBe('accord-reference-server');
    expect((await peer.ask('initialize', INITIALIZE)).error.code).toBe(-32600);
  });

  it('answers a ping at any time, with an empty result', async () => {
    const peer = new Peer();
    expect((await peer.ask('ping')).result).toEqual({});
    await peer.ask('initialize', INITIALIZE);
    expect((await peer.ask('ping')).result).toEqual({});
  });

  it('says -32601 for a method it does not know and -32002 for a resource that does not exist', async () => {
    const peer = await Peer.inSession();
    expect((await peer.ask('no/such')).error.code).toBe(-32601);
    expect((await peer.ask('resources/read', { uri: 'test://none' })).error).toMatchObject({
      code: -32002,
      data: { uri: 'test://none' },
    });
    expect((await peer.ask('resources/subscribe', { uri: 'test://none' })).error.code).toBe(-32002);
  });

  it('logs from the level that the client set, and refuses a level that is none', async () => {
    const peer = await Peer.inSession();
    await peer.ask('tools/call', { name: 'test_logging_tool' });
    expect(peer.received.filter(notice('notifications/message')).map(({ params }) => params.level)).toEqual([
      'debug',
      'error',
    ]);
    await peer.ask('logging/setLevel', { level: 'warning' });
    await peer.ask('tools/call', { name: 'test_logging_tool' });
    expect(peer.received.filter(notice('notifications/message'))).toHaveLength(3);
    expect((await peer.ask('logging/setLevel', { level: 'loud' })).error.code).toBe(-32602);
  });

  it('reports rising progress to a token, and none without', async () => {
    const peer = await Peer.inSession();
    await peer.ask('tools/call', { name: 'test_tool_with_progress' });
    expect(peer.received.filter(notice('notifications/progress'))).toEqual([]);
    await peer.ask('tools/call', { name: 'test_tool_with_progress', _meta: { progressToken: 0 } });
    const progress = peer.received.filter(notice('notifications/progress')).map(({ params }) => params);
    expect(progress.map(({ progress, progressToken }) => [progressToken, progress])).toEqual([
      [0, 0],
      [0, 50],
      [0, 100],
    ]);
  });

  it('tells subscribers of a resource that it changed, until they unsubscribe', async () => {
    const peer = await Peer.inSession();
    const uri = 'test://watched-resource';
    const before = (await peer.ask('resources/read', { uri })).result.contents[0].text;
    await peer.ask('resources/subscribe', { uri });
    await peer.ask('tools/call', { name: 'touch_watched_resource' });
    expect(peer.received.filter(notice('notifications/resources/updated'))).toMatchObject([{ params: { uri } }]);
    expect((await peer.ask('resources/read', { uri })).result.contents[0].text).not.toBe(before);
    await peer.ask('resources/unsubscribe', { uri });
    await peer.ask('tools/call', { name: 'touch_watched_resource' });
    expect(peer.received.filter(notice('notifications/resources/updated'))).toHaveLength(1);
  });

  it('announces changed lists once the client is ready, not before', async () => {
    const peer = new Peer();
    await peer.ask('initialize', INITIALIZE);
    await peer.ask('tools/call', { name: 'test_trigger_tool_change' });
    expect(peer.received.filter(notice('notifications/tools/list_changed'))).toEqual([]);
    peer.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    await peer.ask('tools/call', { name: 'test_trigger_tool_change' });
    expect(peer.received.filter(notice('notifications/tools/list_changed'))).toHaveLength(1);
  });

  it('puts its questions to the client as requests, and uses the answers', async () => {
    const peer = await Peer.inSession();
    const id = peer.begin('tools/call', { name: 'test_input_required_result_multi_round' });
    const answer = async (content: object): Promise<void> => {
      const question = await peer.next((one) => one.method === 'elicitation/create' && !one.seen);
      question.seen = true;
      peer.send({ jsonrpc: '2.0', id: question.id, result: { action: 'accept', content } });
    };
    await answer({ name: 'Ada' });
    await answer({ color: 'blue' });
    const { result } = await peer.next((one) => one.id === id && 'result' in one);
    expect(result.content[0].text).toBe('Ada likes blue');
  });

  it('does not ask what the client cannot answer, and fails the tool when the answer does not fit or is refused', async () => {
    const mute = await Peer.inSession({ ...INITIALIZE, capabilities: { elicitation: { url: {} } } });
    for (const name of ['test_elicitation_sep1034_defaults', 'test_missing_capability']) {
      expect((await mute.ask('tools/call', { name })).result.isError).toBe(true);
    }
    expect(mute.received.filter((message) => 'method' in message)).toEqual([]);

    for (const reply of [{ result: { action: 'accept', content: {} } }, { error: { code: -1, message: 'no' } }]) {
      const peer = await Peer.inSession();
      const id = peer.begin('tools/call', { name: 'test_input_required_result_elicitation' });
      const question = await peer.next(notice('elicitation/create'));
      peer.send({ jsonrpc: '2.0', id: question.id, ...reply });
      expect((await peer.next((one) => one.id === id && 'result' in one)).result.isError).toBe(true);
    }
  });

  it('stops a cancelled request without answering it, and ignores a cancellation that is late or malformed', async () => {
    const peer = await Peer.inSession();
    const id = peer.begin('tools/call', {
      name: 'wait',
      arguments: { milliseconds: 60_000 },
      _meta: { progressToken: 'w' },
    });
    await peer.next(notice('notifications/progress'));
    for (const requestId of [id, id, 'unknown', null]) {
      peer.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } });
    }
    peer.send({ jsonrpc: '2.0', method: 'notifications/cancelled' });
    // The id is free again, so nothing works under it any more; its one answer is the one to the ping.
    peer.begin('ping', {}, id);
    await peer.next((message) => message.id === id);
    expect(peer.received.filter((message) => message.id === id)).toEqual([{ jsonrpc: '2.0', id, result: {} }]);
  });

  it('returns objects as structured content, the only kind this revision has', async () => {
    const peer = await Peer.inSession();
    const tools = await walk((params) => peer.ask('tools/list', params), 'tools');
    const structured = tools.filter((tool) => tool.outputSchema);
    expect(structured.map((tool) => tool.outputSchema.type)).toEqual(['object', 'object']);
    const { result } = await peer.ask('tools/call', { name: 'add_numbers', arguments: { a: 2, b: 3 } });
    expect(result).toEqual({ content: [{ type: 'text', text: '{"sum":5}' }], structuredContent: { sum: 5 } });
  });
});
