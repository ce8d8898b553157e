import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import {
  asTask,
  begun,
  content,
  ended,
  ID,
  methodNotFound,
  noSuchTask,
  plain,
  poll,
  serving,
  task,
  tool,
  toolFailure,
} from '../../examples/tasks/samples.ts';
import { looking, NOTHING } from '../engine/looked.fixture.ts';
import { checks } from '../tasks.ts';

const look = looking(checks);

test('where calls are no tasks, the `task` beside what a tool says is what the tool is about', () => {
  const said = (given: object) =>
    serving('stdio', { tools: {} })
      .call('tools/call', plain, { result: { content } })
      .call('tools/call', asTask(), { result: { content, task: { ...given } } });
  const rules = ['tasks.capability.server-declares', 'tasks.receive.ignored-when-undeclared'];
  for (const id of rules) {
    expect(look(id, said({ title: 'Buy bread', status: 'open' })).findings).toBe(0);
    expect(look(id, said(task())).findings).toBe(1);
  }
});

test('what a session was told of tasks says nothing of another one', () => {
  const handedOut = (first: object, second: object) =>
    serving('stdio', { tools: {}, ...first })
      .established('2025-11-25', { tools: {}, ...second }, 'second')
      .call('tools/call', asTask(), { result: { task: task() } });
  const able = { tasks: { requests: { tools: { call: {} } } } };
  const id = 'tasks.capability.server-declares';
  expect(look(id, handedOut({}, able))).toEqual({ observed: 1, findings: 0 });
  expect(look(id, handedOut(able, {}))).toEqual({ observed: 1, findings: 1 });
});

describe('what is declared of tasks', () => {
  const second = (first: object, tasks: object) =>
    serving('stdio', { tools: {}, ...first }).established('2025-11-25', { tools: {}, tasks }, 'second');
  test('is looked at in each session, and once where they are told the same', () => {
    const id = 'tasks.capability.objects';
    expect(look(id, second({ tasks: {} }, { list: true }))).toEqual({ observed: 3, findings: 1 });
    expect(look(id, second({ tasks: { list: true } }, { list: true }))).toEqual({ observed: 2, findings: 1 });
    expect(look(id, second({}, {}))).toEqual({ observed: 1, findings: 0 });
  });
  test('counts in its session alone, of the list and of tasks that do not exist', () => {
    const able = { list: {}, cancel: {} };
    const listed = (composer: Composer) =>
      look('tasks.capability.list', composer.call('tasks/list', {}, methodNotFound));
    expect(listed(second({}, able))).toEqual({ observed: 1, findings: 1 });
    expect(listed(second({ tasks: able }, {}))).toEqual(NOTHING);
    const broken = { error: { code: -32603, message: 'Error' } };
    const cancel = (composer: Composer) => composer.call('tasks/cancel', { taskId: 'x' }, broken);
    expect(look('tasks.error.unknown-task', cancel(second({}, able))).findings).toBe(1);
    expect(look('tasks.error.unknown-task', cancel(second({ tasks: able }, {})))).toEqual(NOTHING);
    expect(look('tasks.error.informative', cancel(second({}, able))).findings).toBe(1);
  });
  test('without credentials no session is told of a list', () => {
    const id = 'tasks.auth.no-anonymous-list';
    const told = (first: object, other: object) =>
      look(id, serving('streamable-http', { tasks: first }).established('2025-11-25', { tasks: other }, 'second'));
    expect(told({}, {})).toEqual({ observed: 1, findings: 0 });
    expect(told({}, { list: {} })).toEqual(NOTHING);
  });
});

test('only what a request is refused for is held against a server', () => {
  const asked = (method: string, params: object, answer: object, edit: object) =>
    begun('streamable-http').call(method, { ...params }, { ...answer }, edit);
  const foreign = { headers: { Origin: 'https://page.invalid' }, answer: { status: 400 } };
  for (const [id, method, params, answer] of [
    ['tasks.get.answered', 'tasks/get', { taskId: ID }, methodNotFound],
    ['tasks.capability.list', 'tasks/list', {}, methodNotFound],
    ['tasks.capability.cancel', 'tasks/cancel', { taskId: ID }, methodNotFound],
    ['tasks.error.informative', 'tasks/get', { taskId: 'x' }, { error: { code: -32602, message: 'Error' } }],
  ] as const) {
    expect(look(id, asked(method, params, answer, {})), id).toEqual({ observed: 1, findings: 1 });
    for (const edit of [foreign, { answer: { status: 401 } }])
      expect(look(id, asked(method, params, answer, edit)), id).toEqual(NOTHING);
  }
});

describe('tasks.capability.list', () => {
  const id = 'tasks.capability.list';
  const refused = (code: number, composer = serving()) =>
    composer.call('tasks/list', {}, { error: { code, message: 'No' } });
  const list = { result: { tasks: [] } };
  test('a list that is never given is found by any refusal of the protocol, an internal error by its second', () => {
    for (const code of [-32600, -32601, -32602]) expect(look(id, refused(code)).findings).toBe(1);
    expect(look(id, refused(-32603))).toEqual(NOTHING);
    expect(look(id, refused(-32603, refused(-32603)))).toEqual({ observed: 2, findings: 2 });
    expect(look(id, refused(-32000, refused(-32000)))).toEqual(NOTHING);
  });
  test('one that is given may be refused another time', () => {
    expect(look(id, refused(-32602, serving().call('tasks/list', {}, list)))).toEqual({ observed: 1, findings: 0 });
  });
  test('is refused by a status, too, but by none that turns away whoever asks', () => {
    const bare = (status: number) =>
      look(id, serving('streamable-http').call('tasks/list', {}, undefined, { answer: { status } }));
    for (const status of [400, 405, 500]) expect(bare(status)).toEqual({ observed: 1, findings: 1 });
    for (const status of [401, 403, 429, 503]) expect(bare(status)).toEqual(NOTHING);
  });
});

describe('a refusal by a status and no message, where a code is due', () => {
  const overHttp = () => serving('streamable-http');
  const bare = (status: number) => ({ answer: { status } });
  const listed = (composer: Composer, name: string, support?: string) =>
    composer.call('tools/list', {}, { result: { tools: [tool(name, support)] } });
  const cases: readonly (readonly [id: string, refused: (status: number) => Composer])[] = [
    [
      'tasks.list.invalid-cursor',
      (status) =>
        overHttp()
          .call('tasks/list', {}, { result: { tasks: [] } })
          .call('tasks/list', { cursor: 'x' }, undefined, bare(status)),
    ],
    [
      'tasks.cancel.undeclared',
      (status) =>
        serving('streamable-http', { tasks: {} }).call('tasks/cancel', { taskId: 'x' }, undefined, bare(status)),
    ],
    [
      'tasks.error.unknown-task',
      (status) => poll(begun('streamable-http'), task()).call('tasks/get', { taskId: 'x' }, undefined, bare(status)),
    ],
    [
      'tasks.cancel.terminal-rejected',
      (status) =>
        poll(begun('streamable-http'), ended('failed'))
          .call('tasks/cancel', { taskId: 'x' }, noSuchTask)
          .call('tasks/cancel', { taskId: ID }, undefined, bare(status)),
    ],
    [
      'tasks.tool.forbidden-refused',
      (status) =>
        listed(overHttp(), 'count')
          .call('tools/call', { name: 'count', arguments: {} }, { result: { content } })
          .call('tools/call', asTask({ name: 'count' }), undefined, bare(status)),
    ],
    [
      'tasks.tool.required-code',
      (status) =>
        listed(overHttp(), 'must', 'required')
          .call('tools/call', asTask({ name: 'must' }), { result: { task: task() } })
          .call('tools/call', { name: 'must', arguments: {} }, undefined, bare(status)),
    ],
  ];
  test.each(cases)('is another answer to %s', (id, refused) => {
    expect(look(id, refused(400))).toEqual({ observed: 1, findings: 1 });
    for (const status of [401, 429, 503]) expect(look(id, refused(status))).toEqual(NOTHING);
  });
  test.each(cases)('says nothing to %s where the request was carried badly', (id, refused) => {
    const { header, events } = refused(400).transcript();
    const last = events.findLastIndex(({ kind }) => kind === 'request');
    const badly = events.map((each, index) =>
      each.kind === 'request' && index === last
        ? { ...each, headers: [...each.headers, ['Origin', 'https://page.invalid'] as const] }
        : each,
    );
    expect(look(id, { transcript: () => ({ header, events: badly }) } as unknown as Composer)).toEqual(NOTHING);
  });
  test('says nothing of a method that may not be known at all', () => {
    const about = (method: string) => overHttp().call(method, { taskId: 'x' }, undefined, bare(400));
    expect(look('tasks.error.unknown-task', about('tasks/get'))).toEqual(NOTHING);
    expect(look('tasks.error.unknown-task', about('tasks/cancel'))).toEqual(NOTHING);
  });
});

test('a tool that refuses a call in a result has not accepted it', () => {
  const called = (result: object) => serving().call('tools/call', asTask(), { result: { ...result } });
  for (const id of ['tasks.capability.tools-call', 'tasks.create.returns-task']) {
    expect(look(id, called(toolFailure.result))).toEqual(NOTHING);
    expect(look(id, called({ content }))).toEqual({ observed: 1, findings: 1 });
  }
  const required = (asked: object, plainly: object) =>
    serving('stdio', undefined, 'required')
      .call('tools/call', asTask(), { ...asked })
      .call('tools/call', plain, { ...plainly });
  // Nor has it refused a call as an error does.
  expect(look('tasks.tool.required-refused', required(toolFailure, toolFailure)).findings).toBe(1);
  expect(look('tasks.tool.required-code', required(toolFailure, noSuchTask))).toEqual(NOTHING);
});

describe('tasks.receive.ignored-when-undeclared', () => {
  const undeclared = () => serving('stdio', { tools: {} });
  const id = 'tasks.receive.ignored-when-undeclared';
  test('needs the same request without `task`, and accepted', () => {
    expect(look(id, undeclared().call('tools/call', asTask(), noSuchTask))).toEqual(NOTHING);
    const twin = undeclared().call('tools/call', plain, { result: { content } });
    expect(look(id, twin.call('tools/call', asTask(), noSuchTask))).toEqual({ observed: 1, findings: 1 });
  });
  test('is about calls: in the parameters of a list `task` is a stray member', () => {
    const composer = undeclared().call('tools/list', {}, { result: { tools: [] } });
    expect(look(id, composer.call('tools/list', { task: {} }, noSuchTask))).toEqual(NOTHING);
  });
  test('finds a failure, in a result or by a status, where the same call worked before and after', () => {
    const works = (composer: Composer) => composer.call('tools/call', plain, { result: { content } });
    const failed = (composer: Composer) => composer.call('tools/call', asTask(), toolFailure);
    expect(look(id, works(failed(works(undeclared()))))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, failed(works(undeclared())))).toEqual({ observed: 1, findings: 0 });
    const never = undeclared().call('tools/call', plain, toolFailure);
    expect(look(id, failed(never).call('tools/call', plain, toolFailure)).findings).toBe(0);
    const bare = works(serving('streamable-http', { tools: {} }));
    expect(look(id, bare.call('tools/call', asTask(), undefined, { answer: { status: 400 } })).findings).toBe(1);
  });
  test('takes another content: tools may tell the time', () => {
    const twin = undeclared().call('tools/call', plain, { result: { content } });
    expect(look(id, twin.call('tools/call', asTask(), { result: { content: [] } })).findings).toBe(0);
  });
});
