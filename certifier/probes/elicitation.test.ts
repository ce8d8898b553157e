import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { run } from '../certify.fixture.ts';
import { questionsOf } from '../judge/engine/questions.ts';
import { viewsOf } from '../judge/engine/view.ts';
import { httpSubject } from '../subject/http.ts';
import { probes } from './probes.ts';

const INITIALIZED = { capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } };
const QUESTION = {
  message: 'Who is there?',
  requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
};

/** A server whose tool asks its user on the stream that a GET opened, and nowhere else; without one it waits in vain. */
const server = http.createServer(async (request, response) => {
  const session = String(request.headers['mcp-session-id']);
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    listening.set(session, response);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { id, method, params, result } = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  const json = { 'content-type': 'application/json' };
  const answer = (to: http.ServerResponse, rest: object, more: object = {}) =>
    to.writeHead(200, { ...json, ...more }).end(JSON.stringify({ jsonrpc: '2.0', id, ...rest }));
  if (method === undefined) {
    response.writeHead(202).end();
    waiting.get(id)?.(result);
  } else if (id === undefined) response.writeHead(202).end();
  else if (method === 'initialize') {
    sessions += 1;
    const { protocolVersion } = params;
    answer(response, { result: { protocolVersion, ...INITIALIZED } }, { 'mcp-session-id': `s${sessions}` });
  } else if (method === 'tools/list')
    answer(response, { result: { tools: [{ name: 'ask', inputSchema: { type: 'object' } }] } });
  else if (method === 'tools/call') {
    const question = `q${id}`;
    waiting.set(question, () => answer(response, { result: { content: [] } }));
    const asked = { jsonrpc: '2.0', id: question, method: 'elicitation/create', params: QUESTION };
    listening.get(session)?.write(`data: ${JSON.stringify(asked)}\n\n`);
  } else answer(response, { error: { code: -32601, message: 'Method not found' } });
});
let sessions = 0;
const listening = new Map<string, http.ServerResponse>();
const waiting = new Map<string, (result: unknown) => void>();
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('what a server asks on the stream of a GET is heard and answered', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { transcript } = await run(httpSubject({ url: `http://127.0.0.1:${port}/mcp` }), {
    revision: '2025-11-25',
    allowTools: [{ name: 'ask' }],
    probes: probes.filter(({ id }) => id === 'tools.list' || id === 'elicitation.ask'),
  });
  const [view] = viewsOf(transcript);
  const asked = view === undefined ? [] : questionsOf(view, 'elicitation/create');
  expect(asked).toHaveLength(1);
  expect(asked[0]?.reactions).toHaveLength(1);
  expect(view?.callsTo('tools/call').map(({ result }) => result)).toEqual([{ content: [] }]);
});
