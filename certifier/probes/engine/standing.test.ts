import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { run } from '../../certify.fixture.ts';
import { methodOf } from '../../judge/engine/message.ts';
import { questionsOf } from '../../judge/engine/questions.ts';
import { viewsOf } from '../../judge/engine/view.ts';
import { httpSubject } from '../../subject/http.ts';
import { probes } from '../probes.ts';

const toolOf = (name: string) => ({ name, inputSchema: { type: 'object' } });
const FORM = { type: 'object', properties: { name: { type: 'string' } } };

/** A server whose tools ask their user and report their progress on the stream that a GET opened, and nowhere else. */
const server = http.createServer(async (request, response) => {
  const session = String(request.headers['mcp-session-id']);
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    listening.set(session, response);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  const answer = (rest: object, more: object = {}) =>
    response
      .writeHead(200, { 'content-type': 'application/json', ...more })
      .end(JSON.stringify({ jsonrpc: '2.0', id, ...rest }));
  const say = (said: object) =>
    listening.get(session)?.write(`data: ${JSON.stringify({ jsonrpc: '2.0', ...said })}\n\n`);
  if (method === undefined || id === undefined) {
    response.writeHead(202).end();
    waiting.get(id)?.();
  } else if (method === 'initialize') {
    sessions += 1;
    const { protocolVersion } = params;
    const result = { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } };
    answer({ result }, { 'mcp-session-id': `s${sessions}` });
  } else if (method === 'tools/list') answer({ result: { tools: ['ask', 'work'].map(toolOf) } });
  else if (method === 'tools/call' && params.name === 'ask') {
    // Without a stream it waits in vain.
    waiting.set(`q${id}`, () => answer({ result: { content: [] } }));
    const question = { message: 'Who is there?', requestedSchema: FORM };
    say({ id: `q${id}`, method: 'elicitation/create', params: question });
  } else if (method === 'tools/call') {
    const { progressToken } = params._meta ?? {};
    if (progressToken !== undefined) say({ method: 'notifications/progress', params: { progressToken, progress: 1 } });
    answer({ result: { content: [] } });
  } else answer({ error: { code: -32601, message: 'Method not found' } });
});
let sessions = 0;
const listening = new Map<string, http.ServerResponse>();
const waiting = new Map<string, () => void>();
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** What this probe sees of it, as it may call this tool. */
async function seen(tool: string, probe: string) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { transcript } = await run(httpSubject({ url: `http://127.0.0.1:${port}/mcp` }), {
    revision: '2025-11-25',
    allowTools: [{ name: tool }],
    probes: probes.filter(({ id }) => id === 'tools.list' || id === probe),
  });
  const [view] = viewsOf(transcript);
  if (view === undefined) throw new Error('There was no session.');
  return view;
}

test('what a server asks on the stream of a GET is heard and answered', async () => {
  const view = await seen('ask', 'elicitation.ask');
  const asked = questionsOf(view, 'elicitation/create');
  expect(asked).toHaveLength(1);
  expect(asked[0]?.reactions).toHaveLength(1);
  expect(view.callsTo('tools/call').map(({ result }) => result)).toEqual([{ content: [] }]);
});

test('progress that a server reports on the stream of a GET is heard', async () => {
  const view = await seen('work', 'progress.report');
  expect(view.notifications.filter((each) => methodOf(each) === 'notifications/progress')).toHaveLength(1);
});
