import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../examples/engine/compose.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './prompts.ts';

const hints = { ttlMs: 0, cacheScope: 'public' };
const listed = { result: complete({ prompts: [{ name: 'a' }], ...hints }) };
const given = { result: complete({ messages: [] }) };
const error = (code: unknown) => ({ error: { code, message: 'No' } });
const begun = (capabilities: object = { prompts: {} }) =>
  new Composer('stdio').established('2026-07-28', { ...capabilities }).call('prompts/list', {}, listed);
const look = (composer: Composer, id = 'prompts.get.unknown-name') => seen(checks[id], composer);

describe('prompts.get.unknown-name', () => {
  const known = () => begun().call('prompts/get', { name: 'a' }, given);

  test('accepts -32602, and finds other codes and results', () => {
    expect(look(known().call('prompts/get', { name: 'b' }, error(-32602)))).toEqual({ observed: 1, findings: 0 });
    expect(look(known().call('prompts/get', { name: 'b' }, error(-32603)))).toEqual({ observed: 1, findings: 1 });
    expect(look(known().call('prompts/get', { name: 'b' }, given))).toEqual({ observed: 1, findings: 1 });
  });

  test('gives no credit and no blame for an error without a twin', () => {
    expect(look(begun().call('prompts/get', { name: 'b' }, error(-32602)))).toEqual({ observed: 0, findings: 0 });
    expect(look(begun().call('prompts/get', { name: 'b' }, error(-32601)))).toEqual({ observed: 0, findings: 0 });
  });

  test('hears nothing of the prompt where a limit of requests was met', () => {
    const limited = (status: number) =>
      new Composer('streamable-http')
        .established('2026-07-28', { prompts: {} })
        .call('prompts/list', {}, listed)
        .call('prompts/get', { name: 'a' }, given)
        .call('prompts/get', { name: 'b' }, error(-32029), { answer: { status } });
    expect(look(limited(429))).toEqual({ observed: 0, findings: 0 });
    expect(look(limited(400))).toEqual({ observed: 1, findings: 1 });
  });

  test('does not hold against a server what its transport refused, nor that it asks which one was meant', () => {
    const carried = (headers: Readonly<Record<string, string | null>>) =>
      new Composer('streamable-http')
        .established('2026-07-28', { prompts: {} })
        .call('prompts/list', {}, listed)
        .call('prompts/get', { name: 'a' }, given)
        .call('prompts/get', { name: 'b' }, error(-32020), { headers, answer: { status: 400 } });
    expect(look(carried({ 'Mcp-Name': null }))).toEqual({ observed: 0, findings: 0 });
    expect(look(carried({}))).toEqual({ observed: 1, findings: 1 });
    const asks = { result: { resultType: 'input_required', inputRequests: {} } };
    expect(look(known().call('prompts/get', { name: 'b' }, asks))).toEqual({ observed: 0, findings: 0 });
  });

  test('does not judge errors of prompts that exist, nor codes that are no integers', () => {
    expect(look(known().call('prompts/get', { name: 'a' }, error(-32603)))).toEqual({ observed: 0, findings: 0 });
    expect(look(known().call('prompts/get', { name: 'b' }, error('x')))).toEqual({ observed: 0, findings: 0 });
  });

  test('does not mind values of the wrong type', () => {
    for (const odd of [null, [], 'x', { prompts: [{ name: [] }, null] }]) {
      const composer = known()
        .call('prompts/list', {}, { result: odd })
        .call('prompts/get', { name: odd }, { error: odd });
      for (const [id, check] of Object.entries(checks)) expect(seen(check, composer).crash, id).toBeUndefined();
    }
  });
});

test('prompts.capability.declared finds prompts of a server that declared none', () => {
  expect(look(begun({}), 'prompts.capability.declared')).toEqual({ observed: 1, findings: 1 });
  expect(look(begun(), 'prompts.capability.declared')).toEqual({ observed: 1, findings: 0 });
  const got = (messages: readonly object[]) =>
    look(
      new Composer('stdio')
        .established('2026-07-28')
        .call('prompts/get', { name: 'a' }, { result: complete({ messages }) }),
      'prompts.capability.declared',
    );
  expect(got([{ role: 'user', content: { type: 'text', text: '' } }])).toEqual({ observed: 1, findings: 1 });
  expect(got([])).toEqual({ observed: 0, findings: 0 });
});

test('prompts.list.answered finds a declared list that is unknown', () => {
  const id = 'prompts.list.answered';
  const empty = () => new Composer('stdio').established('2026-07-28', { prompts: {} });
  expect(look(begun(), id)).toEqual({ observed: 1, findings: 0 });
  expect(look(empty().call('prompts/list', {}, error(-32601)), id)).toEqual({ observed: 1, findings: 1 });
});

test('prompts.name.unique finds a name twice in one walk, whatever the titles', () => {
  const id = 'prompts.name.unique';
  const twice = { result: complete({ prompts: [{ name: 'b' }, { name: 'b', title: 'B' }], ...hints }) };
  expect(look(begun().call('prompts/list', {}, listed), id)).toEqual({ observed: 2, findings: 0 });
  expect(look(begun().call('prompts/list', {}, twice), id)).toEqual({ observed: 3, findings: 1 });
});

describe('prompts.get.missing-argument', () => {
  const id = 'prompts.get.missing-argument';
  const one = { name: 'one', arguments: [{ name: 'x', required: true }, { name: 'y' }] };
  const listing = { result: complete({ prompts: [one, { name: 'none' }], ...hints }) };
  const unknown = () =>
    new Composer('stdio').established('2026-07-28', { prompts: {} }).call('prompts/list', {}, listing);
  const whole = { name: 'one', arguments: { x: '1' } };
  const known = () => unknown().call('prompts/get', whole, given);
  const get = (answer: object, params: object = { name: 'one', arguments: {} }) =>
    known().call('prompts/get', { ...params }, { ...answer });

  test('accepts -32602, and finds other codes and results', () => {
    expect(look(get(error(-32602)), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(get(error(-32602), { name: 'one' }), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(get(error(-32603)), id)).toEqual({ observed: 1, findings: 1 });
    expect(look(get(given), id)).toEqual({ observed: 1, findings: 1 });
  });
  test.each([
    ['a request for what is missing', get({ result: { resultType: 'input_required', inputRequests: {} } })],
    ['an argument that is not required', get(error(-32603), { name: 'one', arguments: { x: '1' } })],
    ['a prompt that requires nothing', get(error(-32603), { name: 'none' })],
    ['arguments that are no object', get(error(-32603), { name: 'one', arguments: [] })],
    ['a code that is no integer', get(error('x'))],
    ['an error without a twin', unknown().call('prompts/get', { name: 'one' }, error(-32603))],
    [
      'an error of which another prompt is the twin',
      unknown().call('prompts/get', { name: 'none' }, given).call('prompts/get', { name: 'one' }, error(-32603)),
    ],
    [
      'an error whose twin was refused',
      unknown().call('prompts/get', whole, error(-32603)).call('prompts/get', { name: 'one' }, error(-32603)),
    ],
    ['silence', known().call('prompts/get', { name: 'one' }, undefined)],
    [
      'an argument that another definition does not require',
      known()
        .call('prompts/list', {}, { result: complete({ prompts: [{ name: 'one' }], ...hints }) })
        .call('prompts/get', { name: 'one' }, given),
    ],
    [
      'an argument without a name',
      begun()
        .call('prompts/list', {}, { result: complete({ prompts: [{ name: 'b', arguments: [{ required: true }] }] }) })
        .call('prompts/get', { name: 'b' }, given),
    ],
  ])('does not judge %s', (_, composer) => {
    expect(look(composer, id)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge what its transport refused', () => {
    const carried = (headers: Readonly<Record<string, string | null>>) =>
      new Composer('streamable-http')
        .established('2026-07-28', { prompts: {} })
        .call('prompts/list', {}, listing)
        .call('prompts/get', whole, given)
        .call('prompts/get', { name: 'one' }, error(-32020), { headers, answer: { status: 400 } });
    expect(look(carried({ 'Mcp-Method': 'prompts/list' }), id)).toEqual({ observed: 0, findings: 0 });
    expect(look(carried({}), id)).toEqual({ observed: 1, findings: 1 });
  });
});

describe('the content of prompts', () => {
  const show = (content: unknown) =>
    begun().call('prompts/get', { name: 'a' }, { result: complete({ messages: [{ role: 'user', content }] }) });
  const image = (rest: object) => ({ type: 'image', data: 'YQ==', mimeType: 'image/png', ...rest });

  test('is Base64 where it is an image or a sound', () => {
    const id = 'prompts.content.base64';
    expect(look(show(image({})), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(show(image({ type: 'audio', data: 'a-_a' })), id)).toEqual({ observed: 1, findings: 1 });
    expect(look(show(image({ data: 'data:image/png;base64,YQ==' })), id)).toEqual({ observed: 1, findings: 1 });
    expect(look(show(image({ data: 4 })), id)).toEqual({ observed: 0, findings: 0 });
    expect(look(show({ type: 'text', text: '', data: '?' }), id)).toEqual({ observed: 0, findings: 0 });
  });
  test('has a MIME type in its form', () => {
    const id = 'prompts.content.mime-type';
    expect(look(show(image({ mimeType: 'image/svg+xml; charset=utf-8' })), id)).toEqual({ observed: 1, findings: 0 });
    for (const mimeType of ['png', '', 'image/']) {
      expect(look(show(image({ mimeType })), id)).toEqual({ observed: 1, findings: 1 });
    }
    expect(look(show(image({ mimeType: undefined })), id)).toEqual({ observed: 0, findings: 0 });
  });
  test('says of what type an embedded resource is', () => {
    const id = 'prompts.content.embedded-mime-type';
    const resource = { uri: 'a:1', text: '' };
    const typed = { type: 'resource', resource: { ...resource, mimeType: 'text/plain' } };
    expect(look(show(typed), id)).toEqual({ observed: 1, findings: 0 });
    expect(look(show({ type: 'resource', resource }), id)).toEqual({ observed: 1, findings: 1 });
    for (const mimeType of ['', ' ', 'markdown', null])
      expect(look(show({ type: 'resource', resource: { ...resource, mimeType } }), id).findings, `${mimeType}`).toBe(1);
    for (const mimeType of ['text/html;profile=mcp-app', 'application/vnd.api+json'])
      expect(look(show({ type: 'resource', resource: { ...resource, mimeType } }), id).findings, mimeType).toBe(0);
    expect(look(show({ type: 'resource_link', uri: 'a:1', name: 'a' }), id)).toEqual({ observed: 0, findings: 0 });
  });
  test('may be anything without a check throwing', () => {
    for (const odd of [null, [], 'x', { type: [] }, { type: 'resource', resource: [] }, { type: 'image', data: {} }]) {
      for (const [id, check] of Object.entries(checks)) expect(seen(check, show(odd)).crash, id).toBeUndefined();
    }
  });
});

test('prompts.get.arguments-validated: text is taken, and nothing else', () => {
  const given = { result: complete({ messages: [] }) };
  const no = { error: { code: -32603, message: 'No' } };
  const get = (composer: Composer, value: unknown, answer: object) =>
    composer.call('prompts/get', { name: 'a', arguments: { x: value } }, { ...answer });
  const start = () => new Composer('stdio').established('2026-07-28', { prompts: {} });
  const judged = (composer: Composer) => seen(checks['prompts.get.arguments-validated'], composer);
  expect(judged(get(get(start(), 'text', given), 4, no))).toEqual({ observed: 1, findings: 0 });
  const nothing = { observed: 0, findings: 0 };
  expect(judged(get(start(), 4, no))).toEqual(nothing);
  expect(judged(get(get(start(), 'text', no), 4, no))).toEqual(nothing);
  const unsaid = { name: 'a', arguments: { x: 4 } };
  expect(judged(get(start(), 'text', given).call('prompts/get', unsaid, undefined))).toEqual(nothing);
  const overHttp = get(new Composer('streamable-http').established('2026-07-28', { prompts: {} }), 'text', given);
  expect(judged(overHttp.call('prompts/get', unsaid, no, { headers: { 'Mcp-Name': 'b' } }))).toEqual(nothing);
  expect(judged(get(start(), {}, given))).toEqual({ observed: 1, findings: 1 });
  expect(judged(get(start(), 4, { result: { resultType: 'input_required' } }))).toEqual({ observed: 0, findings: 0 });
  expect(judged(start().call('prompts/get', { name: 'a', arguments: [] }, given))).toEqual({
    observed: 0,
    findings: 0,
  });
});
