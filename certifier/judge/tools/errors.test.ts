import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { looking, NOTHING } from '../engine/looked.fixture.ts';
import { checks } from '../tools.ts';

const text = (said: string, rest: object = {}) => ({
  result: complete({ content: [{ type: 'text', text: said }], ...rest }),
});
const no = { error: { code: -32602, message: 'No' } };
const listed = (transport: 'stdio' | 'streamable-http', name = 'echo') =>
  new Composer(transport).established('2026-07-28', { tools: {} }).call(
    'tools/list',
    {},
    {
      result: complete({ tools: [{ name, inputSchema: { type: 'object' } }], ttlMs: 0, cacheScope: 'public' }),
    },
  );
const look = looking(checks);

describe.each([
  ['tools.call.unknown-tool', { name: 'no-such' }],
  ['tools.call.malformed-request', { arguments: {} }],
])('%s, over HTTP', (id, params) => {
  const refused = (status: number, message?: object) =>
    listed('streamable-http')
      .call('tools/call', { name: 'echo' }, text('a'))
      .call('tools/call', params, message === undefined ? undefined : { ...message }, { answer: { status } });
  test('finds a refusal that is no message', () => {
    expect(look(id, refused(404))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, refused(500))).toEqual({ observed: 1, findings: 1 });
  });
  test('accepts an error with any status, but of who is turned away', () => {
    for (const status of [200, 400, 404, 500])
      expect(look(id, refused(status, no))).toEqual({ observed: 1, findings: 0 });
    for (const status of [401, 403, 429, 503]) {
      expect(look(id, refused(status, no))).toEqual(NOTHING);
      expect(look(id, refused(status))).toEqual(NOTHING);
    }
  });
  test('is not judged by who asks for more, a login perhaps', () => {
    const interim = { result: { resultType: 'input_required', inputRequests: {} } };
    expect(look(id, listed('stdio').call('tools/call', params, interim))).toEqual(NOTHING);
  });
  test.each([no, undefined])('gives %j no weight where the request was carried badly too', (message) => {
    const composer = listed('streamable-http')
      .call('tools/call', { name: 'echo' }, text('a'))
      .call('tools/call', params, message && { ...message }, {
        headers: { 'Mcp-Method': 'ping' },
        answer: { status: 400 },
      });
    expect(look(id, composer)).toEqual(NOTHING);
  });
  test('gives a refusal no weight where nothing was accepted before', () => {
    const first = listed('streamable-http').call('tools/call', params, undefined, { answer: { status: 404 } });
    expect(look(id, first)).toEqual(NOTHING);
  });
});

describe('tools.call.execution-error', () => {
  const id = 'tools.call.execution-error';
  const failing = (message: object | undefined, status = 200) =>
    listed('streamable-http', 'test_error_handling').call(
      'tools/call',
      { name: 'test_error_handling', arguments: {} },
      message === undefined ? undefined : { ...message },
      { answer: { status } },
    );
  test('accepts a result with isError', () => {
    expect(look(id, failing(text('No', { isError: true })))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds a result without it, an error, and a status without a message', () => {
    expect(look(id, failing(text('No')))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, failing({ error: { code: -32603, message: 'No' } }))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, failing(undefined, 500))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, failing(undefined, 503))).toEqual(NOTHING);
  });
  test('finds an error of the tool with any status', () => {
    expect(look(id, failing({ error: { code: -32603, message: 'No' } }, 404))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of a tool that is not listed, nor of a call that was carried badly', () => {
    const params = { name: 'test_error_handling', arguments: {} };
    expect(look(id, listed('stdio').call('tools/call', params, no))).toEqual(NOTHING);
    const badly = listed('streamable-http', params.name).call('tools/call', params, no, {
      headers: { 'Mcp-Name': 'echo' },
    });
    expect(look(id, badly)).toEqual(NOTHING);
  });
  test.each([404, 405])('learns nothing of the tool from %i: the endpoint does not take calls', (status) => {
    expect(look(id, failing(undefined, status))).toEqual(NOTHING);
  });
});

describe('a call that no server can serve', () => {
  const silent = (params: object) =>
    listed('stdio')
      .call('tools/call', { name: 'echo' }, text('a'))
      .call('tools/call', { ...params }, undefined, { id: 'lost' })
      .event({ kind: 'gave-up', connection: 1, process: 1, awaited: 'response', id: 'lost', after: 5000 });
  const goesOn = (params: object) => silent(params).call('tools/call', { name: 'echo' }, text('a'));
  const atFirst = (params: object) =>
    listed('stdio')
      .call('tools/call', { ...params }, undefined, { id: 'lost' })
      .event({ kind: 'gave-up', connection: 1, process: 1, awaited: 'response', id: 'lost', after: 5000 })
      .call('tools/call', { name: 'echo' }, text('a'));
  test.each([
    ['tools.call.unknown-tool', { name: 'accord-no-such-tool' }],
    ['tools.call.malformed-request', { arguments: {} }],
  ])('is found by %s where it is passed over while others are answered', (id, params) => {
    expect(look(id, goesOn(params))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, silent(params))).toEqual(NOTHING);
    expect(look(id, atFirst(params))).toEqual(NOTHING);
  });
  test('is none of a tool that is merely not listed, and may be at work', () => {
    expect(look('tools.call.unknown-tool', goesOn({ name: 'hidden' }))).toEqual(NOTHING);
  });
});
