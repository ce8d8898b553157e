import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpReference, startHttpReference } from '../reference.ts';

let server: HttpReference;
beforeAll(async () => {
  server = await startHttpReference({ authorization: true });
});
afterAll(() => server.close());

const INITIALIZE = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
const post = (token: string | undefined, message: object, session?: string): Promise<Response> =>
  fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: token }),
      ...(session === undefined ? {} : { 'mcp-session-id': session }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
  });
const open = async (token: string): Promise<string> => {
  const { headers } = await post(token, { method: 'initialize', params: INITIALIZE });
  return headers.get('mcp-session-id') ?? '';
};
const call = { method: 'tools/call', params: { name: 'test_simple_text', arguments: {} } };
const FULL = 'Bearer accord-fixture-full';

describe('a server that asks for a token', () => {
  it.each([
    [undefined, 401],
    ['Bearer accord-no-such-token', 401],
    ['Bearer accord-fixture-expired', 401],
    ['Bearer accord-fixture-other-audience', 401],
    ['Bearer', 400],
    ['Basic YTpi', 400],
  ])('answers %s with %i and a challenge', async (token, status) => {
    const response = await post(token, { method: 'initialize', params: INITIALIZE });
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer .*scope="mcp:read", resource_metadata="http/);
  });

  it('publishes its metadata where the challenge says', async () => {
    const challenge = (await post(undefined, call)).headers.get('www-authenticate') ?? '';
    const [, url = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
    expect(await (await fetch(url)).json()).toMatchObject({
      resource: server.url,
      authorization_servers: ['https://authorization.example.com'],
    });
  });

  it.each([
    ['full', 200],
    ['broad', 200],
    ['upper-case', 200],
    ['narrow', 403],
  ])('lets the token %s call a tool with %i', async (name, status) => {
    const token = `Bearer accord-fixture-${name}`;
    const response = await post(token, call, await open(token));
    expect(response.status).toBe(status);
    if (status === 403) expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });

  it('gives the session of one user to no other', async () => {
    const session = await open(FULL);
    expect((await post(FULL, { method: 'ping' }, session)).status).toBe(200);
    expect((await post('Bearer accord-fixture-other-user', { method: 'ping' }, session)).status).toBe(404);
  });
});
