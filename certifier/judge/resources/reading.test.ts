import { describe, expect, test } from 'vitest';
import { Composer, complete } from '../../examples/engine/compose.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks } from '../resources.ts';

const begun = () => new Composer('stdio').established('2026-07-28', { resources: {}, tools: {} });
const read = (contents: unknown) =>
  begun().call('resources/read', { uri: 'a:b' }, { result: complete({ contents, ttlMs: 0, cacheScope: 'public' }) });
const called = (resource: unknown) =>
  begun().call('tools/call', { name: 'a' }, { result: complete({ content: [{ type: 'resource', resource }] }) });

describe('resources.contents.text-or-blob', () => {
  const look = (composer: Composer) => seen(checks['resources.contents.text-or-blob'], composer);
  test('accepts either, both and no entries', () => {
    expect(
      look(
        read([
          { uri: 'a:b', text: '' },
          { uri: 'a:c', blob: '' },
        ]),
      ),
    ).toEqual({ observed: 2, findings: 0 });
    expect(look(called({ uri: 'a:b', text: '', blob: '' }))).toEqual({ observed: 1, findings: 0 });
    expect(look(read([]))).toEqual({ observed: 0, findings: 0 });
  });
  test.each([[[{ uri: 'a:b' }]], [[null]], [['a']], [undefined], [null], [{ uri: 'a:b', text: '' }]])(
    'finds %j',
    (contents) => {
      expect(look(read(contents))).toEqual({ observed: 1, findings: 1 });
    },
  );
  test('looks at no request for more input', () => {
    const more = { result: { resultType: 'input_required' } };
    expect(look(begun().call('resources/read', { uri: 'a:b' }, more))).toEqual({ observed: 0, findings: 0 });
  });
  test('finds an embedded resource without contents, and a block without a resource', () => {
    expect(look(called({ uri: 'a:b' }))).toEqual({ observed: 1, findings: 1 });
    expect(look(called(undefined))).toEqual({ observed: 1, findings: 1 });
  });
});

describe('resources.contents.text-only-if-text', () => {
  const look = (text: unknown) => seen(checks['resources.contents.text-only-if-text'], read([{ uri: 'a:b', text }]));
  test.each([
    '',
    'plain',
    `${'cut off in a pair, '.repeat(2)}\ud83d`,
    'Ünïcödé 😀\r\n\t\u001b[0m',
    `about \ufffd, the replacement character ${'x'.repeat(20)}`,
  ])('accepts %j', (text) => {
    expect(look(text)).toEqual({ observed: 1, findings: 0 });
  });
  test.each(['\ufffdPNG\r\n\u001a\n\0\0\0\rIHDR', '\ufffd\ufffd\ufffdab', 'a\0b', '\udc89PNG\udcff'])(
    'finds %j',
    (text) => {
      expect(look(text)).toEqual({ observed: 1, findings: 1 });
    },
  );
  test('leaves what is no string to the schema', () => {
    expect(look(4)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('annotations', () => {
  const look = (annotations: unknown) => {
    const resources = [{ uri: 'a:b', name: 'b', annotations }];
    const composer = begun().call(
      'resources/list',
      {},
      { result: complete({ resources, ttlMs: 0, cacheScope: 'public' }) },
    );
    return ['audience', 'priority'].map((name) => seen(checks[`resources.annotations.${name}`], composer).findings);
  };
  test.each([
    [{}],
    [{ audience: [], priority: 0 }],
    [{ audience: ['assistant', 'user'], priority: 1 }],
    [{ other: 1 }],
    [null],
  ])('may be %j', (annotations) => {
    expect(look(annotations)).toEqual([0, 0]);
  });
  test.each([
    [{ audience: 'user', priority: '1' }],
    [{ audience: ['human'], priority: 5 }],
    [{ audience: ['user', null], priority: -0.1 }],
    [{ audience: null, priority: null }],
  ])('may not be %j', (annotations) => {
    expect(look(annotations)).toEqual([1, 1]);
  });
});

describe('content in other places than the answer to a call', () => {
  const wrong = { type: 'text', text: 'a', annotations: { audience: ['human'], priority: 9, lastModified: 'now' } };
  const blocks = [wrong, { type: 'resource', resource: { uri: 'a:b' } }, { type: 'resource', resource: { blob: '*' } }];
  const IDS = [
    ...['audience', 'priority', 'last-modified'].map((each) => `resources.annotations.${each}`),
    ...['text-or-blob', 'base64'].map((each) => `resources.contents.${each}`),
  ];
  const found = (composer: Composer) => IDS.map((id) => seen(checks[id], composer).findings);
  const inSession = () => new Composer('stdio').established('2025-11-25', { tools: {} });
  const asking = (...messages: readonly object[]) => ({
    method: 'sampling/createMessage',
    params: { maxTokens: 1, messages },
  });
  const asked = (...messages: readonly object[]) =>
    inSession().received({ jsonrpc: '2.0', id: 's', ...asking(...messages) });

  test('is that of a task that a tool began', () => {
    const composer = inSession().call('tasks/result', { taskId: 'a' }, { result: { content: blocks } });
    expect(found(composer)).toEqual([1, 1, 1, 1, 1]);
  });
  test('is that with which a model is asked, in a request and in a result', () => {
    expect(found(asked({ role: 'user', content: wrong }))).toEqual([1, 1, 1, 0, 0]);
    expect(found(asked({ role: 'user', content: [wrong] }))).toEqual([1, 1, 1, 0, 0]);
    const inputRequests = { a: asking({ role: 'user', content: wrong }) };
    const result = { resultType: 'input_required', inputRequests };
    expect(found(begun().call('tools/call', { name: 'a' }, { result }))).toEqual([1, 1, 1, 0, 0]);
  });
  test('is that of a tool that the model had called', () => {
    const content = [{ type: 'tool_result', toolUseId: 'a', content: blocks }];
    expect(found(asked({ role: 'user', content }))).toEqual([1, 1, 1, 1, 1]);
  });
  test('is not what the model said before', () => {
    expect(found(asked({ role: 'assistant', content: wrong }))).toEqual([0, 0, 0, 0, 0]);
  });
});

test('a watch that is declared can be ended', () => {
  const look = (answer: object, capabilities: object = { resources: { subscribe: true } }) =>
    seen(
      checks['resources.unsubscribe.answered'],
      new Composer('stdio')
        .established('2025-11-25', { ...capabilities })
        .call('resources/unsubscribe', { uri: 'a:b' }, { ...answer }),
    );
  const unknown = { error: { code: -32601, message: 'Method not found' } };
  expect(look({ result: {} })).toEqual({ observed: 1, findings: 0 });
  expect(look(unknown)).toEqual({ observed: 1, findings: 1 });
  expect(look({ error: { code: -32002, message: 'No such resource' } })).toEqual({ observed: 0, findings: 0 });
  expect(look(unknown, { resources: {} })).toEqual({ observed: 0, findings: 0 });
});
