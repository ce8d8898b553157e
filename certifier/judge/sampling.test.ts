import { describe, expect, test } from 'vitest';
import type { Revision } from '../catalogue/requirement.ts';
import { able, asks, begun, completed, inputRequired, toldOnce } from '../examples/engine/asking.ts';
import { FINDING, looking, NOTHING, PASS } from './engine/looked.fixture.ts';
import { checks } from './sampling.ts';
import { checks as ofTools } from './tools.ts';

const text = (words: string) => ({ type: 'text', text: words });
const HELLO = { role: 'user', content: text('Hello') };
const SAID = { role: 'assistant', model: 'm', content: text('Hi') };
const look = looking(checks);
const sampled = (params: object, revision: Revision = '2026-07-28', answer: object = SAID, more: object = {}) =>
  toldOnce(begun(revision), revision, 'ask', {
    question: { method: 'sampling/createMessage', params: { messages: [HELLO], maxTokens: 9, ...params } },
    answer: { ...answer },
    text: 'Done',
    ...more,
  });
const messages = (...all: readonly object[]) => sampled({ messages: all });

describe('capabilities', () => {
  const toClient = (sampling: object, params: object) => {
    const client = { sampling };
    const question = { method: 'sampling/createMessage', params: { messages: [HELLO], maxTokens: 9, ...params } };
    return toldOnce(begun('2025-11-25', client), '2025-11-25', 'ask', { question, answer: SAID, text: 'Hi', client });
  };
  test('tools go to clients that declared them', () => {
    const id = 'sampling.tools.not-without-capability';
    const tools = [{ name: 't', inputSchema: { type: 'object' } }];
    expect(look(id, toClient({}, { tools }))).toEqual(FINDING);
    expect(look(id, toClient({ tools: {} }, { tools }))).toEqual(PASS);
    expect(look(id, toClient({}, { tools: [] }))).toEqual(PASS);
    expect(look(id, toClient({}, {}))).toEqual(PASS);
  });
  test.each([
    [{}, 'thisServer', FINDING, FINDING, PASS],
    [{ context: {} }, 'allServers', NOTHING, FINDING, PASS],
    [{}, 'none', PASS, PASS, PASS],
    [{}, 'everything', PASS, PASS, FINDING],
    [{}, undefined, PASS, PASS, PASS],
  ])('a client with %j is asked for the context %s', (sampling, includeContext, declared, avoided, defined) => {
    const composer = () => toClient(sampling, { includeContext });
    expect(look('sampling.context.not-without-capability', composer())).toEqual(declared);
    expect(look('sampling.context.values-avoided', composer())).toEqual(avoided);
    expect(look('sampling.context.values', composer())).toEqual(defined);
  });
});

test.each([
  ['sampling.request.messages', { messages: [] }, PASS],
  ['sampling.request.messages', { messages: undefined }, FINDING],
  ['sampling.request.messages', { messages: 'Hello' }, FINDING],
  ['sampling.request.messages', { messages: ['Hello'] }, FINDING],
  ['sampling.request.messages', { messages: [null] }, FINDING],
  ['sampling.request.max-tokens', { maxTokens: 0 }, PASS],
  ['sampling.request.max-tokens', { maxTokens: '9' }, FINDING],
  ['sampling.request.max-tokens', { maxTokens: undefined }, FINDING],
  ['sampling.preferences.range', { modelPreferences: { costPriority: 0, speedPriority: 1 } }, PASS],
  ['sampling.preferences.range', { modelPreferences: { costPriority: 1.01 } }, FINDING],
  ['sampling.preferences.range', { modelPreferences: { speedPriority: -0.01 } }, FINDING],
  ['sampling.preferences.range', { modelPreferences: { intelligencePriority: '1' } }, FINDING],
  ['sampling.preferences.range', { modelPreferences: { speedPriority: null } }, FINDING],
  ['sampling.preferences.range', { modelPreferences: { hints: [{ name: 'a' }] } }, NOTHING],
  ['sampling.preferences.range', {}, NOTHING],
])('%s: %j', (id, params, outcome) => {
  expect(look(id, sampled(params))).toEqual(outcome);
  expect(look(id, sampled(params, '2025-11-25'))).toEqual(outcome);
});

test('a message has a role and content; a list of blocks is one since 2025-11-25', () => {
  expect(look('sampling.message.role', messages({ ...HELLO, role: 'system' }))).toEqual(FINDING);
  expect(look('sampling.message.role', messages(HELLO))).toEqual(PASS);
  const id = 'sampling.message.content';
  const list = { role: 'user', content: [text('a'), text('b')] };
  expect(look(id, messages(list))).toEqual(PASS);
  expect(look(id, messages({ role: 'user', content: 'a' }))).toEqual(FINDING);
  expect(look(id, messages({ role: 'user', content: ['a'] }))).toEqual(FINDING);
  const params = { messages: [list], maxTokens: 9 };
  expect(look(id, asks('2025-06-18', { method: 'sampling/createMessage', params }, SAID))).toEqual(FINDING);
});

describe('tools in messages', () => {
  const use = (id: string, more: object = {}) => ({ type: 'tool_use', id, name: 't', input: {}, ...more });
  const given = (toolUseId: string, more: object = {}) => ({ type: 'tool_result', toolUseId, content: [], ...more });
  const assistant = (...content: readonly object[]) => ({ role: 'assistant', content });
  const user = (...content: readonly object[]) => ({ role: 'user', content });

  test.each([
    ['both uses have their results', [assistant(use('a'), use('b')), user(given('b'), given('a'))], PASS, PASS, PASS],
    [
      'one block is enough',
      [
        { ...assistant(), content: use('a') },
        { ...user(), content: given('a') },
      ],
      PASS,
      PASS,
      PASS,
    ],
    ['a result is missing', [assistant(use('a'), use('b')), user(given('a'))], FINDING, PASS, PASS],
    ['nothing follows', [HELLO, assistant(use('a'))], FINDING, NOTHING, NOTHING],
    ['a message comes between', [assistant(use('a')), HELLO, user(given('a'))], FINDING, PASS, PASS],
    ['a result of nothing', [assistant(use('a')), user(given('a'), given('z'))], PASS, FINDING, PASS],
    ['a result before its use', [user(given('a')), HELLO], NOTHING, FINDING, PASS],
    ['a text beside a result', [assistant(use('a')), user(text('Here'), given('a'))], PASS, PASS, FINDING],
    ['a text beside a use', [assistant(text('Wait'), use('a')), user(given('a'))], PASS, PASS, PASS],
  ])('%s', (_, all, balance, ids, only) => {
    expect(look('sampling.messages.use-result-balance', messages(...all))).toEqual(balance);
    expect(look('sampling.messages.result-id', messages(...all))).toEqual(ids);
    expect(look('sampling.messages.tool-results-only', messages(...all))).toEqual(only);
  });

  test('results stand in messages of the user', () => {
    const id = 'sampling.roles.tool-result-user';
    expect(look(id, messages(assistant(use('a')), user(given('a'))))).toEqual(PASS);
    expect(look(id, messages(assistant(use('a')), assistant(given('a'))))).toEqual(FINDING);
    expect(look(id, messages(assistant(use('a')), { ...user(given('a')), role: 'tool' }))).toEqual(NOTHING);
  });

  test.each([
    [{ n: 1 }, PASS],
    [{ n: 'one' }, FINDING],
    ['one', FINDING],
  ])('a structured result %j fits its schema', (structuredContent, outcome) => {
    const outputSchema = { type: 'object', properties: { n: { type: 'number' } } };
    const of = (name: string, more: object = {}) =>
      sampled({
        messages: [assistant(use('a')), user(given('a', { structuredContent, ...more }))],
        tools: [{ name, outputSchema }],
      });
    expect(look('sampling.tool-result.structured', of('t'))).toEqual(outcome);
    const unstructured = sampled({
      messages: [assistant(use('a')), user(given('a'))],
      tools: [{ name: 't', outputSchema }],
    });
    for (const id of ['sampling.tool-result.structured', 'sampling.tool-result.structured-object'])
      expect(look(id, unstructured)).toEqual(NOTHING);
    expect(look('sampling.tool-result.structured', of('other'))).toEqual(NOTHING);
    expect(look('sampling.tool-result.structured', of('t', { isError: true }))).toEqual(NOTHING);
    expect(look('sampling.tool-result.structured-object', of('t')).findings).toBe(
      typeof structuredContent === 'object' ? 0 : 1,
    );
  });

  test('a structured result is of the last use with its id: models may count anew in each turn', () => {
    const outputSchema = { type: 'object', properties: { n: { type: 'number' } } };
    const named = (name: string) => assistant({ ...use('a'), name });
    const composer = sampled({
      messages: [
        named('t'),
        user(given('a', { structuredContent: { n: 1 } })),
        named('other'),
        user(given('a', { structuredContent: { n: 'one' } })),
      ],
      tools: [{ name: 't', outputSchema }],
    });
    expect(look('sampling.tool-result.structured', composer)).toEqual(PASS);
  });

  test('what a use bore in `_meta` it bears in the next request too', () => {
    const id = 'sampling.tool-use.meta-preserved';
    const question = (...all: readonly object[]) => ({
      method: 'sampling/createMessage',
      params: { messages: [HELLO, ...all], maxTokens: 9 },
    });
    const again = (...metas: readonly object[]) =>
      begun('2026-07-28')
        .call('tools/call', { name: 'a', arguments: {} }, inputRequired({ one: question() }), able())
        .call(
          'tools/call',
          {
            name: 'a',
            arguments: {},
            inputResponses: { one: { ...assistant(use('x', { _meta: { k: [1] } })), model: 'm' } },
          },
          inputRequired({
            two: question(...metas.flatMap((meta) => [assistant(use('x', meta)), user(given('x'))])),
          }),
          able(),
        );
    expect(look(id, again({ _meta: { k: [1], more: 1 } }))).toEqual(PASS);
    expect(look(id, again({ _meta: { k: [1] } }, { _meta: { k: [2] } }))).toEqual(PASS);
    expect(look(id, again({ _meta: { k: [2] } }))).toEqual(FINDING);
    expect(look(id, again({}))).toEqual(FINDING);
    expect(look(id, again())).toEqual(NOTHING);
    expect(look(id, again({ _meta: { k: [2], more: 1 } }))).toEqual(FINDING);
  });
});

test.each([
  ['a message', SAID, false, NOTHING],
  ['a kind of content that does not exist', { ...SAID, content: { type: 'song' } }, false, FINDING],
  ['a text without text', { ...SAID, content: [{ type: 'text' }] }, false, FINDING],
  ['a text beside a kind that does not exist', { ...SAID, content: [text('Hi'), { type: 'song' }] }, false, FINDING],
  ['no role', { model: 'm', content: text('Hi') }, false, FINDING],
  ['nothing', { ...SAID, content: [] }, true, PASS],
])('what the model said is %s', (_, answer, isError, outcome) => {
  expect(look('sampling.security.server-validates', sampled({}, '2026-07-28', answer, { isError }))).toEqual(outcome);
});

test('a tool that catches the failure of its check, and tells of it in words, is no tool that did not check', () => {
  const song = { ...SAID, content: { type: 'song' } };
  const told = (text: string) => look('sampling.security.server-validates', sampled({}, '2025-11-25', song, { text }));
  expect(told('Sampling not supported or error: 16 validation errors for CreateMessageResult')).toEqual(NOTHING);
  expect(told('The model said: undefined')).toEqual(FINDING);
});

test('what no model can have said does not bring a server down', () => {
  const id = 'sampling.security.server-validates';
  const ended = { kind: 'exit', direction: 'received', code: 1, signal: null, connection: 1, process: 1 } as const;
  const told = (value: object) =>
    begun('2025-11-25')
      .call('tools/call', { name: 'a', arguments: {} }, undefined, { id: 'x' })
      .received({ jsonrpc: '2.0', id: 1, method: 'sampling/createMessage', params: {} })
      .sent({ jsonrpc: '2.0', id: 1, result: value });
  const song = { ...SAID, content: { type: 'song' } };
  expect(look(id, told(song))).toEqual(NOTHING);
  expect(look(id, told(song).event(ended))).toEqual(FINDING);
  expect(look(id, told(SAID).event(ended))).toEqual(NOTHING);
});

test('a server asks in the way of its revision', () => {
  const asked = { jsonrpc: '2.0', id: 1, method: 'sampling/createMessage', params: {} };
  expect(look('sampling.request.in-result', sampled({}))).toEqual(PASS);
  expect(look('sampling.request.in-result', begun('2026-07-28').received(asked))).toEqual(FINDING);
  expect(
    look('sampling.request.in-result', begun('2026-07-28').received({ ...asked, method: 'sampling/ask' })),
  ).toEqual(FINDING);
  expect(look('sampling.request.sent', sampled({}, '2025-11-25'))).toEqual(PASS);
  expect(look('sampling.request.sent', begun('2025-11-25').received({ ...asked, method: 'sampling/ask' }))).toEqual(
    FINDING,
  );
  const inResult = { result: { ...(completed('').result as object), inputRequests: { a: { method: asked.method } } } };
  const composer = begun('2025-11-25').call('tools/call', { name: 'a', arguments: {} }, inResult);
  expect(look('sampling.request.sent', composer)).toEqual(FINDING);
});

test.each(['2025-11-25', '2026-07-28'] as const)('tools that are offered to a model are tools, too: %s', (revision) => {
  const offered = (tool: object) => sampled({ tools: [{ name: 't', ...tool }] }, revision);
  const right = { type: 'object' };
  const of = (id: string, tool: object) => looking(ofTools)(id, offered(tool));
  expect(of('tools.tool.input-schema', { inputSchema: right })).toEqual(PASS);
  expect(of('tools.tool.input-schema', { inputSchema: { type: 'string' } })).toEqual(FINDING);
  expect(of('tools.tool.input-schema', {})).toEqual(FINDING);
  expect(of('tools.tool.output-schema', { inputSchema: right })).toEqual(NOTHING);
  expect(of('tools.tool.output-schema', { inputSchema: right, outputSchema: right })).toEqual(PASS);
  expect(of('tools.tool.output-schema', { inputSchema: right, outputSchema: 'none' })).toEqual(FINDING);
});
