import { describe, expect, test } from 'vitest';
import { Composer, metaOf } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from './endpoint.ts';

const id = 'http.endpoint.single-post';
const stateless = () => new Composer('streamable-http').established('2026-07-28', { tools: {} });
const inSession = () => new Composer('streamable-http').session('b1a7c0de').established('2025-11-25', { tools: {} });
const findings = (composer: Composer) => seen(checks[id], composer).findings;
const answer = (status: number, composer = stateless(), method = 'tools/list') =>
  composer.call(method, {}, undefined, { answer: { status } });
const unknown = { error: { code: -32601, message: 'no' } };

describe('http.endpoint.single-post', () => {
  test.each([405, 404, 307, 308])('finds a kind of message that is answered by %i', (status) => {
    expect(findings(answer(status))).toBe(1);
  });
  test.each([400, 401, 403, 429, 500, 503])('learns nothing of the path from %i', (status) => {
    expect(findings(answer(status))).toBe(0);
  });
  test.each([404, 405])('takes %i for an unknown method, with an error or without', (status) => {
    const said = (method: string) => stateless().call(method, {}, unknown, { answer: { status } });
    for (const method of ['prompts/list', 'tools/list', 'accord/unknown']) expect(findings(said(method))).toBe(0);
    for (const method of ['prompts/list', 'resources/templates/list', 'accord/unknown'])
      expect(seen(checks[id], answer(status, stateless(), method))).toEqual({ observed: 1, findings: 0 });
  });
  test('takes 404 for what is not there of that name, unless it was listed', () => {
    const read = (composer: Composer, status = 404) =>
      findings(composer.call('resources/read', { uri: 'test://a' }, undefined, { answer: { status } }));
    const able = () => new Composer('streamable-http').established('2026-07-28', { resources: {} });
    const resources = [{ uri: 'test://a', name: 'a' }];
    expect(read(able())).toBe(0);
    expect(read(able(), 405)).toBe(1);
    expect(read(able().call('resources/list', {}, { result: { resultType: 'complete', resources } }))).toBe(1);
  });
  test('takes 404 for a method of the other era, and for a feature that was declared to others', () => {
    for (const method of ['ping', 'initialize']) expect(findings(answer(404, stateless(), method))).toBe(0);
    expect(findings(answer(404, inSession().call('ping', {}, { result: {} }), 'server/discover'))).toBe(0);
    expect(findings(answer(404, stateless(), 'server/discover'))).toBe(0);
    expect(findings(answer(404, stateless().established('2026-07-28', {}, 'second')))).toBe(0);
  });
  test('says nothing of another path, nor of a request that its transport may refuse', () => {
    const list = { jsonrpc: '2.0', id: 'x', method: 'tools/list', params: { _meta: metaOf('2026-07-28') } };
    const elsewhere = stateless().exchange(list, { status: 404 }, { target: '/sse' });
    expect(findings(elsewhere)).toBe(0);
    const headers = { Origin: 'https://accord.invalid' };
    expect(findings(stateless().call('tools/list', {}, undefined, { headers, answer: { status: 404 } }))).toBe(0);
  });
  test('takes 404 for a session that has ended, and for nothing else where it goes on', () => {
    expect(findings(answer(404, inSession()))).toBe(0);
    expect(findings(answer(404, inSession()).call('ping', {}, { result: {} }))).toBe(1);
  });
  test('says nothing of a request that was lost, where another of its kind was taken', () => {
    const once = stateless().call('tools/list', {}, { result: { resultType: 'complete', tools: [] } });
    for (const status of [302, 404, 405]) expect(findings(answer(status, once))).toBe(0);
  });
});
