import { describe, expect, test } from 'vitest';
import type { HeaderField } from '../../evidence/transcript.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from './messages.ts';

const stateless = () => new Composer('streamable-http').established('2026-07-28');
const inSession = () => new Composer('streamable-http').session('b1a7c0de').established('2025-11-25');
const look = looking(checks);
const findings = (id: string, composer: Composer) => look(id, composer).findings;

/** A request and an answer of which each part is given. */
function answered(composer: Composer, part: object, headers: readonly HeaderField[], status = 200): Composer {
  const of = { connection: composer.connection, exchange: 99 } as const;
  return composer
    .event({
      kind: 'request',
      direction: 'sent',
      ...of,
      method: 'POST',
      target: '/mcp',
      headers: [],
      text: '{"jsonrpc":"2.0","id":"x","method":"ping"}',
    })
    .event({ kind: 'response', direction: 'received', ...of, status, headers })
    .event({ kind: 'body', direction: 'received', ...of, ...part } as never);
}
const JSON_TYPE: HeaderField = ['Content-Type', 'application/json'];

describe('http.message.utf-8', () => {
  const id = 'http.message.utf-8';
  test('finds bytes that are no UTF-8, also under an error status', () => {
    expect(findings(id, answered(stateless(), { base64: '6Q==' }, [JSON_TYPE]))).toBe(1);
    expect(findings(id, answered(stateless(), { base64: '6Q==' }, [JSON_TYPE], 500))).toBe(1);
  });
  test.each<[string, object, HeaderField[]]>([
    ['a compressed body', { base64: 'H4sIAA==' }, [JSON_TYPE, ['Content-Encoding', 'gzip']]],
    ['a page of a proxy', { base64: '6Q==' }, [['Content-Type', 'text/html; charset=iso-8859-1']]],
    ['a body that broke off', { base64: 'w6nD', unterminated: true }, [JSON_TYPE]],
    ['any character', { text: '{"é":"𝄞"}' }, [JSON_TYPE]],
  ])('takes %s', (_, part, headers) => {
    expect(findings(id, answered(stateless(), part, headers))).toBe(0);
  });
  test('does not hold against it what our bound cut', () => {
    const cut = answered(stateless(), { base64: '6Q==' }, [JSON_TYPE]);
    cut.event({ kind: 'truncated', direction: 'received', connection: 1, exchange: 99, stream: 'response', bytes: 1 });
    expect(findings(id, cut)).toBe(0);
  });
});

describe('http.response.json-or-sse', () => {
  const id = 'http.response.json-or-sse';
  const body = (text: string, status = 200) => answered(stateless(), { text }, [JSON_TYPE], status);
  test.each([
    ['an array', '[{"jsonrpc":"2.0","id":"x","result":{}}]'],
    ['two objects', '{"jsonrpc":"2.0","id":"x","result":{}}\n{"jsonrpc":"2.0","id":"x","result":{}}'],
    ['a notification', '{"jsonrpc":"2.0","method":"notifications/a"}'],
    ['a string', '"ok"'],
    ['null', 'null'],
    ['no JSON', 'ok'],
  ])('finds %s', (_, text) => {
    expect(findings(id, body(text))).toBe(1);
  });
  test.each([
    ['white space around it', ' {"jsonrpc":"2.0","id":"x","result":{}}\r\n'],
    ['an error', '{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":""}}'],
    ['an object that the message schema will find', '{"ok":true}'],
  ])('takes %s', (_, text) => {
    expect(findings(id, body(text))).toBe(0);
  });
  test('says nothing of an error status, whose body may be anything', () => {
    expect(look(id, body('[]', 500))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds a JSON answer without a body, where it came to its end', () => {
    const empty = (end: object, status = 200, last: object = {}) => {
      const composer = stateless();
      const of = { connection: composer.connection, exchange: 99 } as const;
      const sent = { kind: 'request', direction: 'sent', ...of, method: 'POST', target: '/mcp', headers: [] } as const;
      composer.event({ ...sent, text: '{"jsonrpc":"2.0","id":"x","method":"ping"}' });
      composer.event({ kind: 'response', direction: 'received', ...of, status, headers: [JSON_TYPE] });
      composer.event({ ...of, ...end } as never);
      return look(id, 'kind' in last ? composer.event({ ...of, ...last } as never) : composer);
    };
    const ended = { kind: 'end', direction: 'received', stream: 'response' };
    expect(empty(ended)).toEqual({ observed: 2, findings: 1 });
    expect(empty(ended, 500).findings).toBe(0);
    expect(empty({ ...ended, direction: 'sent' }).findings).toBe(0);
    expect(empty({ kind: 'failure', direction: 'received', code: 'ECONNRESET', message: 'reset' }).findings).toBe(0);
    const cut = { kind: 'truncated', direction: 'received', stream: 'response', bytes: 9 };
    expect(empty(cut, 200, ended).findings).toBe(0);
  });
  test('says nothing of an answer without a body to what the client had given up', () => {
    const of = { connection: 1, exchange: 99 } as const;
    const headers: HeaderField[] = [['Mcp-Session-Id', 'b1a7c0de']];
    const begun = () =>
      inSession().event({
        kind: 'request',
        direction: 'sent',
        ...of,
        method: 'POST',
        target: '/mcp',
        headers,
        text: '{"jsonrpc":"2.0","id":"x","method":"tools/call"}',
      });
    const ended = (composer: Composer) =>
      composer
        .event({ kind: 'response', direction: 'received', ...of, status: 200, headers: [JSON_TYPE] })
        .event({ kind: 'end', direction: 'received', stream: 'response', ...of });
    const requestId = 'x';
    expect(findings(id, ended(begun()))).toBe(1);
    expect(findings(id, ended(begun().notify('notifications/cancelled', { requestId })))).toBe(0);
    expect(findings(id, ended(begun()).notify('notifications/cancelled', { requestId }))).toBe(1);
    expect(findings(id, ended(begun().exchange(undefined, { status: 204 }, { method: 'DELETE', headers })))).toBe(0);
  });
  const stream = (...before: readonly string[]) =>
    inSession().call('tools/call', { name: 'a' }, { result: { content: [] } }, { stream: before });
  test('looks at each event of a stream, but not at those without data or of another kind', () => {
    expect(findings(id, stream('', 'ping', '{"jsonrpc":"2.0","method":"notifications/a"}'))).toBe(0);
    expect(findings(id, stream('[{"jsonrpc":"2.0","method":"notifications/a"}]', 'null'))).toBe(2);
  });
  test.each<[string | undefined, number]>([
    ['ping', 0],
    ['message', 1],
    [undefined, 1],
  ])('an event of the name %s that holds no message', (event, expected) => {
    const composer = inSession().stream({ method: 'tools/call', params: { name: 'a' }, id: 'c' });
    composer.told('1764520000', undefined, event === undefined ? {} : { event });
    composer.told({ jsonrpc: '2.0', id: 'c', result: { content: [] } }).over();
    expect(findings(id, composer)).toBe(expected);
  });
});

describe('http.method.not-found, of what the server says it does not have', () => {
  const id = 'http.method.not-found';
  const unknown = { error: { code: -32601, message: 'no' } };
  const asked = (status: number, method = 'prompts/list', message: object = unknown) =>
    stateless().call(method, {}, { ...message }, { answer: { status } });
  test.each(['prompts/list', 'resources/templates/list', 'subscriptions/listen'])(
    'finds another status: %s',
    (method) => {
      expect(look(id, asked(404, method))).toEqual({ observed: 1, findings: 0 });
      expect(look(id, asked(200, method))).toEqual({ observed: 1, findings: 1 });
      expect(look(id, asked(400, method))).toEqual({ observed: 1, findings: 1 });
    },
  );
  test.each<[string, Composer]>([
    [
      'a request that names no version, and may be of the other era',
      stateless().call('prompts/list', {}, unknown, { meta: null }),
    ],
    ['another error', asked(200, 'prompts/list', { error: { code: -32602, message: 'no' } })],
    ['a method that it served before', asked(200, 'prompts/list', { result: {} }).call('prompts/list', {}, unknown)],
    ['something that has a name, of which it may be said', asked(200, 'prompts/get')],
    ['a limit of requests, or credentials', asked(403).call('tools/list', {}, unknown, { answer: { status: 429 } })],
  ])('learns nothing from %s', (_, composer) => {
    expect(look(id, composer)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('http.post.response-accepted-202', () => {
  const question = { jsonrpc: '2.0', id: 'q', method: 'roots/list' };
  const answer = { jsonrpc: '2.0', id: 'q', result: { roots: [] } };
  const replied = (reply: Parameters<Composer['exchange']>[1], id = 'q') => {
    const composer = inSession().stream({ method: 'tools/call', params: { name: 'ask', arguments: {} } });
    composer.told(question);
    return look('http.post.response-accepted-202', composer.exchange({ ...answer, id }, reply));
  };
  test('takes 202 and nothing else', () => {
    expect(replied({ status: 202 })).toEqual({ observed: 1, findings: 0 });
  });
  test.each([
    ['200', { status: 200 }],
    ['204', { status: 204 }],
    ['202 with a body', { status: 202, json: {} }],
    ['202 with a stream that says something', { status: 202, sse: [''] }],
  ])('finds %s', (_, reply) => {
    expect(replied(reply)).toEqual({ observed: 1, findings: 1 });
  });
  test('does not judge an answer that is refused, nor one to what nobody asked', () => {
    expect(replied({ status: 400, json: { jsonrpc: '2.0', error: { code: -32600, message: 'no' } } }).observed).toBe(0);
    expect(replied({ status: 200 }, 'nobody').observed).toBe(0);
  });
});
