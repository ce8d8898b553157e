import { describe, expect, test } from 'vitest';
import { Composer } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './progress.ts';

const look = (id: string, composer: Composer) => seen(checks[`progress.${id}`], composer);
const told = (progressToken: unknown, progress: unknown = 1) => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken, progress },
});
const done = { result: { content: [] } };
const asking = (progressToken: unknown) => ({ meta: { progressToken } });
const stdio = () => new Composer('stdio').established('2025-11-25', { tools: {} });
const http = () => new Composer('streamable-http').established('2025-11-25', { tools: {} });
const begun = (progressToken: unknown = 'p', id: string | number = 'a') =>
  stdio().call('tools/call', { name: 't' }, undefined, { id, ...asking(progressToken) });
const answer = (id: string | number, result: object = done.result) => ({ jsonrpc: '2.0', id, result });

describe('progress.token.known', () => {
  test('accepts tokens of both types, as they were given', () => {
    const composer = begun('7').received(told('7')).received(answer('a'));
    composer.call('tools/call', { name: 't' }, undefined, { id: 'b', ...asking(7) }).received(told(7));
    expect(look('token.known', composer)).toEqual({ observed: 2, findings: 0 });
  });
  test('finds a token of the other type', () => {
    expect(look('token.known', begun(7).received(told('7'))).findings).toBe(1);
  });
  test('finds a token where none was given', () => {
    const composer = stdio().call('tools/call', { name: 't' }, undefined, { id: 'a' }).received(told('a'));
    expect(look('token.known', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a token that was given on another connection', () => {
    const composer = begun('p').established('2025-11-25', {}, 'second').received(told('p'));
    expect(look('token.known', composer).findings).toBe(1);
  });
  test('accepts one that comes on another stream of the same connection', () => {
    const composer = http().call('tools/call', { name: 't' }, done, asking('p'));
    composer.exchange(undefined, { sse: [told('p')] }, { method: 'GET' });
    expect(look('token.known', composer)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([[null], [undefined], [['p']], [{}]])('leaves the token %j to the message schema', (progressToken) => {
    expect(look('token.known', begun().received(told(progressToken)))).toEqual({ observed: 0, findings: 0 });
  });
});

describe('progress.value.increases', () => {
  test('accepts fractions, negative values, and more than the total', () => {
    const composer = begun().received(told('p', -1)).received(told('p', 0.5)).received(told('p', 900));
    expect(look('value.increases', composer)).toEqual({ observed: 2, findings: 0 });
  });
  test.each([[1], [0]])('finds %d after 1', (value) => {
    const composer = begun().received(told('p', 1)).received(told('p', value));
    expect(look('value.increases', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('does not compare two requests, at once or one after the other with the same token', () => {
    const composer = begun('p').call('tools/call', { name: 't' }, undefined, { id: 'b', ...asking('q') });
    composer.received(told('p', 5)).received(told('q', 1)).received(answer('a')).received(answer('b'));
    composer.call('tools/call', { name: 't' }, undefined, { id: 'c', ...asking('p') }).received(told('p', 1));
    expect(look('value.increases', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge where two open requests share a token', () => {
    const composer = begun('p').call('tools/call', { name: 't' }, undefined, { id: 'b', ...asking('p') });
    composer.received(told('p', 5)).received(told('p', 1));
    expect(look('value.increases', composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not take a stream that is read again for one that runs backwards', () => {
    const composer = http().call('tools/call', { name: 't' }, done, { ...asking('p'), stream: [told('p', 1)] });
    composer.exchange(undefined, { sse: [told('p', 1)] }, { method: 'GET' });
    expect(look('value.increases', composer).findings).toBe(0);
  });
  test('leaves what is no number to the message schema', () => {
    const composer = begun().received(told('p', 2)).received(told('p', '1')).received(told('p', 3));
    expect(look('value.increases', composer)).toEqual({ observed: 1, findings: 0 });
  });
});

describe('progress.response.last', () => {
  test('finds progress after the answer over stdio', () => {
    expect(look('response.last', begun().received(answer('a')).received(told('p')))).toEqual({
      observed: 1,
      findings: 1,
    });
  });
  test('finds it after an error, and on the stream of the answer', () => {
    const failed = { jsonrpc: '2.0', id: 'a', error: { code: -32603, message: 'No' } };
    expect(look('response.last', begun().received(failed).received(told('p'))).findings).toBe(1);
    const composer = http().exchange(
      { jsonrpc: '2.0', id: 'a', method: 'tools/call', params: { name: 't', _meta: { progressToken: 'p' } } },
      { sse: [told('p'), answer('a'), told('p', 2)] },
    );
    expect(look('response.last', composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('counts silence only up to a request that was answered later', () => {
    const composer = begun().received(told('p')).received(answer('a'));
    expect(look('response.last', composer).observed).toBe(0);
    expect(look('response.last', composer.call('ping', {}, { result: {} }))).toEqual({ observed: 1, findings: 0 });
  });
  test('lets a token be used again', () => {
    const composer = begun('p').received(told('p', 4)).received(answer('a'));
    composer.call('tools/call', { name: 't' }, undefined, { id: 'b', ...asking('p') }).received(told('p'));
    expect(look('response.last', composer).findings).toBe(0);
  });
  test('leaves tasks alone, which go on after the answer', () => {
    const composer = begun('p')
      .received(answer('a', { task: { taskId: 'x' } }))
      .received(told('p'));
    expect(look('response.last', composer)).toEqual({ observed: 0, findings: 0 });
  });
});

test('a message that is there says something', () => {
  const says = (message: unknown) =>
    look('message.relevant', begun().received({ ...told('p'), params: { progressToken: 'p', progress: 1, message } }));
  expect(says('Reading 12 of 40 files')).toEqual({ observed: 1, findings: 0 });
  for (const empty of [' ', 'undefined', '[object Object]']) expect(says(empty)).toEqual({ observed: 1, findings: 1 });
  expect(says(undefined)).toEqual({ observed: 0, findings: 0 });
});
