import { describe, expect, test } from 'vitest';
import type { Composer } from '../examples/engine/compose.ts';
import {
  asTask,
  begun,
  bracketed,
  brokeDown,
  CREATED,
  cancelled,
  completed,
  content,
  ended,
  ID,
  look,
  methodNotFound,
  noSuchTask,
  note,
  OTHER_ID,
  plain,
  related,
  serving,
  task,
  tool,
  toolFailure,
} from '../examples/tasks/samples.ts';
import { seen } from './engine/seen.fixture.ts';
import { checks } from './tasks.ts';

const of = (id: string, composer: Composer) => seen(checks[id], composer);
const NOTHING = { observed: 0, findings: 0 };

describe('what a server without tasks is told', () => {
  const ping = () => serving('stdio', { tools: {} }).call('ping', {}, { result: {} });
  const about = Object.keys(checks).filter((id) => id !== 'tasks.tool.task-support-values');
  test.each(about)('%s observes nothing of it', (id) => {
    expect(of(id, ping())).toEqual(NOTHING);
  });
  test('it may refuse what has to do with tasks as it likes', () => {
    const composer = serving('stdio', { tools: {} }).call('tasks/get', { taskId: 'x' }, methodNotFound);
    expect(of('tasks.get.answered', composer)).toEqual(NOTHING);
    expect(of('tasks.error.unknown-task', composer)).toEqual(NOTHING);
  });
});

describe('tasks.id.receiver-generated', () => {
  const id = 'tasks.id.receiver-generated';
  const named = (...pairs: readonly (readonly [request: number | string, taskId: string])[]) => {
    const composer = serving();
    for (const [request, taskId] of pairs)
      composer.call('tools/call', asTask(), { result: { task: task({ taskId }) } }, { id: request });
    return composer;
  };
  test('finds tasks that have the ids of requests, each of its own', () => {
    expect(of(id, named([4711, '4711'], ['a-4712', 'a-4712']))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of one that may have it by chance, or of ids that go another way', () => {
    expect(of(id, named([4711, '4711'], [4712, '1']))).toEqual(NOTHING);
    expect(of(id, named([11, '11'], [12, '12']))).toEqual(NOTHING);
    expect(of(id, named([4711, '4712'], [4712, '4713']))).toEqual(NOTHING);
  });
});

describe('tasks.get.answered', () => {
  const id = 'tasks.get.answered';
  const unknown = (composer: Composer, method = 'tasks/get', taskId = 'x') =>
    composer.call(method, { taskId }, methodNotFound);
  test('what has given a task knows the method: that it says something else of another one is a rule of its own', () => {
    expect(of(id, unknown(look(begun(), task())))).toEqual({ observed: 1, findings: 0 });
    expect(of(id, unknown(completed(), 'tasks/result')).findings).toBe(0);
    expect(of(id, unknown(begun())).findings).toBe(1);
    expect(of(id, unknown(begun(), 'tasks/result', ID)).findings).toBe(1);
  });
  test('is promised by a kind of request, and by a task that was handed out', () => {
    const declaring = (requests: object) => serving('stdio', { tools: {}, tasks: { requests } });
    expect(of(id, unknown(declaring({ tools: { call: {} } }))).findings).toBe(1);
    expect(of(id, unknown(declaring({ tools: {} })))).toEqual(NOTHING);
    const handedOut = declaring({}).call('tools/call', asTask(), { result: { task: task() } });
    expect(of(id, unknown(handedOut, 'tasks/get', ID)).findings).toBe(1);
    expect(of(id, unknown(begun().established('2025-11-25', { tools: {} }, 'second')))).toEqual(NOTHING);
  });
});

test('where calls are no tasks, the `task` beside what a tool says is what the tool is about', () => {
  const said = (given: object) =>
    serving('stdio', { tools: {} })
      .call('tools/call', plain, { result: { content } })
      .call('tools/call', asTask(), { result: { content, task: { ...given } } });
  const rules = ['tasks.capability.server-declares', 'tasks.receive.ignored-when-undeclared'];
  for (const id of rules) {
    expect(of(id, said({ title: 'Buy bread', status: 'open' })).findings).toBe(0);
    expect(of(id, said(task())).findings).toBe(1);
  }
});

test('what a session was told of tasks says nothing of another one', () => {
  const handedOut = (first: object, second: object) =>
    serving('stdio', { tools: {}, ...first })
      .established('2025-11-25', { tools: {}, ...second }, 'second')
      .call('tools/call', asTask(), { result: { task: task() } });
  const able = { tasks: { requests: { tools: { call: {} } } } };
  const id = 'tasks.capability.server-declares';
  expect(of(id, handedOut({}, able))).toEqual({ observed: 1, findings: 0 });
  expect(of(id, handedOut(able, {}))).toEqual({ observed: 1, findings: 1 });
});

describe('what is declared of tasks', () => {
  const second = (first: object, tasks: object) =>
    serving('stdio', { tools: {}, ...first }).established('2025-11-25', { tools: {}, tasks }, 'second');
  test('is looked at in each session, and once where they are told the same', () => {
    const id = 'tasks.capability.objects';
    expect(of(id, second({ tasks: {} }, { list: true }))).toEqual({ observed: 3, findings: 1 });
    expect(of(id, second({ tasks: { list: true } }, { list: true }))).toEqual({ observed: 2, findings: 1 });
    expect(of(id, second({}, {}))).toEqual({ observed: 1, findings: 0 });
  });
  test('counts in its session alone, of the list and of tasks that do not exist', () => {
    const able = { list: {}, cancel: {} };
    const listed = (composer: Composer) => of('tasks.capability.list', composer.call('tasks/list', {}, methodNotFound));
    expect(listed(second({}, able))).toEqual({ observed: 1, findings: 1 });
    expect(listed(second({ tasks: able }, {}))).toEqual(NOTHING);
    const broken = { error: { code: -32603, message: 'Error' } };
    const cancel = (composer: Composer) => composer.call('tasks/cancel', { taskId: 'x' }, broken);
    expect(of('tasks.error.unknown-task', cancel(second({}, able))).findings).toBe(1);
    expect(of('tasks.error.unknown-task', cancel(second({ tasks: able }, {})))).toEqual(NOTHING);
    expect(of('tasks.error.informative', cancel(second({}, able))).findings).toBe(1);
  });
  test('without credentials no session is told of a list', () => {
    const id = 'tasks.auth.no-anonymous-list';
    const told = (first: object, other: object) =>
      of(id, serving('streamable-http', { tasks: first }).established('2025-11-25', { tasks: other }, 'second'));
    expect(told({}, {})).toEqual({ observed: 1, findings: 0 });
    expect(told({}, { list: {} })).toEqual(NOTHING);
  });
});

describe('tasks.capability.list', () => {
  const id = 'tasks.capability.list';
  const refused = (code: number, composer = serving()) =>
    composer.call('tasks/list', {}, { error: { code, message: 'No' } });
  const list = { result: { tasks: [] } };
  test('a list that is never given is found by any refusal of the protocol, an internal error by its second', () => {
    for (const code of [-32600, -32601, -32602]) expect(of(id, refused(code)).findings).toBe(1);
    expect(of(id, refused(-32603))).toEqual(NOTHING);
    expect(of(id, refused(-32603, refused(-32603)))).toEqual({ observed: 2, findings: 2 });
    expect(of(id, refused(-32000, refused(-32000)))).toEqual(NOTHING);
  });
  test('one that is given may be refused another time', () => {
    expect(of(id, refused(-32602, serving().call('tasks/list', {}, list)))).toEqual({ observed: 1, findings: 0 });
  });
  test('is refused by a status, too, but by none that turns away whoever asks', () => {
    const bare = (status: number) =>
      of(id, serving('streamable-http').call('tasks/list', {}, undefined, { answer: { status } }));
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
      (status) => look(begun('streamable-http'), task()).call('tasks/get', { taskId: 'x' }, undefined, bare(status)),
    ],
    [
      'tasks.cancel.terminal-rejected',
      (status) =>
        look(begun('streamable-http'), ended('failed'))
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
    expect(of(id, refused(400))).toEqual({ observed: 1, findings: 1 });
    for (const status of [401, 429, 503]) expect(of(id, refused(status))).toEqual(NOTHING);
  });
  test('says nothing of a method that may not be known at all', () => {
    const about = (method: string) => overHttp().call(method, { taskId: 'x' }, undefined, bare(400));
    expect(of('tasks.error.unknown-task', about('tasks/get'))).toEqual(NOTHING);
    expect(of('tasks.error.unknown-task', about('tasks/cancel'))).toEqual(NOTHING);
  });
});

test('a tool that refuses a call in a result has not accepted it', () => {
  const called = (result: object) => serving().call('tools/call', asTask(), { result: { ...result } });
  for (const id of ['tasks.capability.tools-call', 'tasks.create.returns-task']) {
    expect(of(id, called(toolFailure.result))).toEqual(NOTHING);
    expect(of(id, called({ content }))).toEqual({ observed: 1, findings: 1 });
  }
  const required = (asked: object, plainly: object) =>
    serving('stdio', undefined, 'required')
      .call('tools/call', asTask(), { ...asked })
      .call('tools/call', plain, { ...plainly });
  // Nor has it refused a call as an error does.
  expect(of('tasks.tool.required-refused', required(toolFailure, toolFailure)).findings).toBe(1);
  expect(of('tasks.tool.required-code', required(toolFailure, noSuchTask))).toEqual(NOTHING);
});

describe('tasks.receive.ignored-when-undeclared', () => {
  const undeclared = () => serving('stdio', { tools: {} });
  const id = 'tasks.receive.ignored-when-undeclared';
  test('needs the same request without `task`, and accepted', () => {
    expect(of(id, undeclared().call('tools/call', asTask(), noSuchTask))).toEqual(NOTHING);
    const twin = undeclared().call('tools/call', plain, { result: { content } });
    expect(of(id, twin.call('tools/call', asTask(), noSuchTask))).toEqual({ observed: 1, findings: 1 });
  });
  test('is about calls: in the parameters of a list `task` is a stray member', () => {
    const composer = undeclared().call('tools/list', {}, { result: { tools: [] } });
    expect(of(id, composer.call('tools/list', { task: {} }, noSuchTask))).toEqual(NOTHING);
  });
  test('finds a failure, in a result or by a status, where the same call worked before and after', () => {
    const works = (composer: Composer) => composer.call('tools/call', plain, { result: { content } });
    const failed = (composer: Composer) => composer.call('tools/call', asTask(), toolFailure);
    expect(of(id, works(failed(works(undeclared()))))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, failed(works(undeclared())))).toEqual({ observed: 1, findings: 0 });
    const never = undeclared().call('tools/call', plain, toolFailure);
    expect(of(id, failed(never).call('tools/call', plain, toolFailure)).findings).toBe(0);
    const bare = works(serving('streamable-http', { tools: {} }));
    expect(of(id, bare.call('tools/call', asTask(), undefined, { answer: { status: 400 } })).findings).toBe(1);
  });
  test('takes another content: tools may tell the time', () => {
    const twin = undeclared().call('tools/call', plain, { result: { content } });
    expect(of(id, twin.call('tools/call', asTask(), { result: { content: [] } })).findings).toBe(0);
  });
});

describe('tasks.result.final', () => {
  const id = 'tasks.result.final';
  test('knows what a call ends in only where it ends so before the task and after it', () => {
    const once = serving()
      .call('tools/call', plain, toolFailure)
      .call('tools/call', asTask(), { result: { task: task() } })
      .call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
    expect(of(id, look(once, ended('completed')))).toEqual(NOTHING);
  });
  test('learns nothing from a plain call of a tool that is only run as a task, which has to be refused', () => {
    const required = serving()
      .call('tools/call', plain, methodNotFound)
      .call('tools/call', asTask(), { result: { task: task() } })
      .call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
    const whole = look(required, ended('completed')).call('tools/call', plain, methodNotFound);
    expect(of(id, whole)).toEqual(NOTHING);
    expect(of('tasks.failed.on-error', whole)).toEqual(NOTHING);
  });
  test('does not count the metadata that names the task', () => {
    expect(of(id, bracketed(toolFailure, 'failed'))).toEqual({ observed: 1, findings: 0 });
  });
  test('lets a task be gone whose time has passed', () => {
    const gone = (ttl: number) => {
      const composer = serving()
        .call('tools/call', plain, toolFailure)
        .call('tools/call', asTask(), { result: { task: task({ ttl }) } });
      return of(
        id,
        look(composer, ended('failed', { ttl }))
          .call('tasks/result', { taskId: ID }, noSuchTask)
          .call('tools/call', plain, toolFailure),
      );
    };
    expect(gone(0)).toEqual(NOTHING);
    expect(gone(60000)).toEqual({ observed: 1, findings: 1 });
  });
  test('finds another code of the error', () => {
    const composer = serving()
      .call('tools/call', plain, brokeDown)
      .call('tools/call', asTask(), { result: { task: task() } })
      .call('tasks/result', { taskId: ID }, { error: { ...brokeDown.error, code: -32000 } });
    const whole = look(composer, ended('failed')).call('tools/call', plain, brokeDown);
    expect(of(id, whole).findings).toBe(1);
    expect(of('tasks.result.same-error', whole).findings).toBe(1);
    expect(of('tasks.result.same-success', whole)).toEqual(NOTHING);
  });
});

describe('tasks.result.blocks', () => {
  const id = 'tasks.result.blocks';
  const early = () => begun().call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
  test('finds a task that is worked on after its result was given', () => {
    expect(of(id, look(early(), task()))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where nobody looked afterwards', () => {
    expect(of(id, early())).toEqual(NOTHING);
  });
});

describe('the times of a task', () => {
  const at = (changes: object) => look(begun(), task({ ...changes }));
  test.each(['2026-11-22T12:00:00Z', '2026-11-22T13:00:00.000+01:00'])(
    '%s is the moment of creation too',
    (createdAt) => {
      expect(of('tasks.task.created-at', at({ createdAt })).findings).toBe(0);
    },
  );
  test.each(['22 November 2026', 'yesterday', 1763812800000])('%s is no timestamp', (createdAt) => {
    expect(of('tasks.task.created-at', at({ createdAt })).findings).toBe(1);
  });
  test('the moment of creation does not change', () => {
    expect(of('tasks.task.created-at', at({ createdAt: '2026-11-22T12:00:05Z' })).findings).toBe(1);
  });
  test('a time without a zone is compared with its like alone: it means another moment on each machine', () => {
    const local = (hour: number) => `2026-11-22T${hour}:00:00`;
    for (const hour of ['02', '22'])
      expect(of('tasks.task.last-updated-at', at({ lastUpdatedAt: `2026-11-22T${hour}:00:00` })).findings).toBe(0);
    expect(of('tasks.task.created-at', at({ createdAt: local(20) })).findings).toBe(0);
    const back = at({ createdAt: local(12), lastUpdatedAt: local(11) });
    expect(of('tasks.task.last-updated-at', back).findings).toBe(1);
    const made = serving().call('tools/call', asTask(), { result: { task: task({ createdAt: local(12) }) } });
    expect(of('tasks.task.created-at', look(made, task({ createdAt: local(13) }))).findings).toBe(1);
  });
  test('the latest change may be told to the second alone', () => {
    const lastUpdatedAt = '2026-11-22T12:00:00Z';
    expect(
      of('tasks.task.last-updated-at', at({ createdAt: '2026-11-22T12:00:00.900Z', lastUpdatedAt })).findings,
    ).toBe(0);
  });
  test('the latest change does not come before the creation', () => {
    expect(of('tasks.task.last-updated-at', at({ lastUpdatedAt: '2026-11-22T11:00:00Z' })).findings).toBe(1);
  });
  test.each([null, 0, 60000])('a lifetime of %s is one', (ttl) => {
    expect(of('tasks.ttl.actual', at({ ttl })).findings).toBe(0);
  });
  test('a task that is gone before its time is found; one that was cancelled may go', () => {
    const gone = (composer: Composer) => composer.call('tasks/get', { taskId: ID }, noSuchTask);
    expect(of('tasks.ttl.actual', gone(look(begun(), task()))).findings).toBe(1);
    expect(of('tasks.ttl.actual', gone(cancelled())).findings).toBe(0);
  });
});

describe('the status of a task', () => {
  test('two answers that crossed each other say nothing of an order', () => {
    const composer = begun()
      .sent({ jsonrpc: '2.0', id: 'a', method: 'tasks/get', params: { taskId: ID } })
      .sent({ jsonrpc: '2.0', id: 'b', method: 'tasks/get', params: { taskId: ID } })
      .received({ jsonrpc: '2.0', id: 'b', result: ended('completed') })
      .received({ jsonrpc: '2.0', id: 'a', result: task() });
    expect(of('tasks.lifecycle.terminal-final', composer)).toEqual(NOTHING);
  });
  test('a task that was told to have ended has ended; one that is told so late may say what it was before', () => {
    const told = (status: string) => begun().received(note('notifications/tasks/status', ended(status)));
    expect(of('tasks.lifecycle.terminal-final', look(told('completed'), task())).findings).toBe(1);
    expect(of('tasks.lifecycle.terminal-final', look(told('completed'), ended('completed')))).toEqual({
      observed: 1,
      findings: 0,
    });
    expect(of('tasks.cancel.stays-cancelled', look(told('cancelled'), task())).findings).toBe(1);
    expect(of('tasks.lifecycle.terminal-final', look(told('working'), ended('completed')))).toEqual(NOTHING);
    const late = completed().received(note('notifications/tasks/status', task()));
    expect(of('tasks.lifecycle.terminal-final', late)).toEqual(NOTHING);
  });
  test('a completed task that is worked on again is found; a cancelled one by both rules', () => {
    const again = look(completed(), task());
    expect(of('tasks.lifecycle.terminal-final', again).findings).toBe(1);
    expect(of('tasks.cancel.stays-cancelled', again)).toEqual(NOTHING);
    expect(of('tasks.cancel.stays-cancelled', look(cancelled(), task())).findings).toBe(1);
  });
});

describe('the list of tasks', () => {
  const three = ['a', 'b', 'c'].map((name) => task({ taskId: name }));
  const listing = (pages: readonly (readonly object[])[], last: object = {}, composer = serving()) => {
    for (const each of three) composer.call('tools/call', asTask(), { result: { task: each } });
    for (const [index, tasks] of pages.entries()) {
      const nextCursor = index + 1 < pages.length ? { nextCursor: `page-${index + 1}` } : last;
      composer.call('tasks/list', index === 0 ? {} : { cursor: `page-${index}` }, { result: { tasks, ...nextCursor } });
    }
    for (const each of three) look(composer, each);
    return composer;
  };
  test('is read to its end', () => {
    expect(of('tasks.list.includes-retrievable', listing([[three[0]!], [three[1]!, three[2]!]])).findings).toBe(0);
  });
  test('ends with a cursor of null as with none', () => {
    expect(of('tasks.list.includes-retrievable', listing([[three[0]!]], { nextCursor: null })).findings).toBe(2);
  });
  test('is promised to a session in which it was declared', () => {
    const second = (tasks: object) =>
      listing([[three[0]!]], {}, serving().established('2025-11-25', { tools: {}, tasks }, 'second'));
    expect(of('tasks.list.includes-retrievable', second({}))).toEqual(NOTHING);
    expect(of('tasks.list.includes-retrievable', second({ list: {} })).findings).toBe(2);
  });
  test('that forgets one from its midst has forgotten it; that ends early lacks a cursor', () => {
    const [first, , last] = three as [object, object, object];
    const forgotten = listing([[first, last]]);
    expect(of('tasks.list.includes-retrievable', forgotten).findings).toBe(1);
    expect(of('tasks.list.next-cursor', forgotten)).toEqual({ observed: 1, findings: 0 });
    expect(of('tasks.list.next-cursor', listing([[first]])).findings).toBe(1);
  });
});

describe('tasks.error.unknown-task', () => {
  const id = 'tasks.error.unknown-task';
  test('is credited only where the method gives a task', () => {
    expect(of(id, serving().call('tasks/get', { taskId: 'x' }, noSuchTask))).toEqual(NOTHING);
    expect(of(id, look(begun(), task()).call('tasks/get', { taskId: 'x' }, noSuchTask))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test('finds another code, and leaves a method that is not known to its own rule', () => {
    const internal = { error: { code: -32603, message: 'Internal error' } };
    expect(of(id, serving().call('tasks/get', { taskId: 'x' }, internal)).findings).toBe(1);
    expect(of(id, serving().call('tasks/get', { taskId: 'x' }, methodNotFound))).toEqual(NOTHING);
  });
});

test('an answer that is empty, or wraps the task, has no task; when it was cancelled is seen later', () => {
  const stopped = (result: object) => begun().call('tasks/cancel', { taskId: ID }, { result: { ...result } });
  const [flat, first] = ['tasks.cancel.flat', 'tasks.cancel.cancelled-first'] as const;
  for (const result of [{}, { task: ended('cancelled') }, { done: true }])
    expect(of(flat, stopped(result))).toEqual({ observed: 1, findings: 1 });
  expect(of(flat, stopped(ended('cancelled'))).findings).toBe(0);
  expect(of('tasks.get.flat', begun().call('tasks/get', { taskId: ID }, { result: {} })).findings).toBe(1);
  expect(of(first, stopped({}))).toEqual(NOTHING);
  expect(of(first, look(stopped({}), ended('cancelled')))).toEqual({ observed: 1, findings: 0 });
  expect(of(first, look(stopped({}), task()))).toEqual({ observed: 1, findings: 1 });
  const none = serving().call('tasks/cancel', { taskId: 'x' }, { result: ended('cancelled', { taskId: 'x' }) });
  expect(of(first, none)).toEqual(NOTHING);
});

describe('what nobody answers', () => {
  const fetched = (composer: Composer, taskId = ID) => {
    composer.call('tasks/result', { taskId }, undefined, { id: 'r' });
    return composer.event({
      kind: 'gave-up',
      connection: composer.connection,
      awaited: 'response',
      id: 'r',
      after: 5000,
    });
  };
  const there = (composer: Composer) => composer.call('ping', {}, { result: {} });
  test('is found about a task that does not exist, once something else was answered', () => {
    const id = 'tasks.error.unknown-task';
    expect(of(id, there(fetched(serving(), 'x')))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, fetched(serving(), 'x'))).toEqual(NOTHING);
  });
  test('is found about one that had ended, and may be waited for about one that goes on', () => {
    const id = 'tasks.result.final';
    expect(of(id, there(fetched(look(begun(), ended('completed')))))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, there(fetched(look(begun(), task()))))).toEqual(NOTHING);
    expect(of(id, there(fetched(look(begun(), ended('cancelled')))))).toEqual(NOTHING);
  });
  test('leaves a task for ever at work whose call ends in an error', () => {
    const id = 'tasks.failed.on-error';
    const stuck = (outcome: object, state: object) => {
      const composer = serving()
        .call('tools/call', plain, { ...outcome })
        .call('tools/call', asTask(), { result: { task: task() } });
      return look(fetched(composer), { ...state }).call('tools/call', plain, { ...outcome });
    };
    expect(of(id, stuck(brokeDown, task()))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, stuck(brokeDown, ended('failed')))).toEqual({ observed: 1, findings: 0 });
    expect(of(id, stuck({ result: { content } }, task()))).toEqual(NOTHING);
  });
});

test('the outcome of a task that has ended is refused by no status', () => {
  const bare = (state: object, ttl = 60000) =>
    of(
      'tasks.result.final',
      look(serving('streamable-http').call('tools/call', asTask(), { result: { task: task({ ttl }) } }), {
        ...state,
        ttl,
      }).call('tasks/result', { taskId: ID }, undefined, { answer: { status: 400 } }),
    );
  expect(bare(ended('completed'))).toEqual({ observed: 1, findings: 1 });
  expect(bare(task())).toEqual(NOTHING);
  expect(bare(ended('completed'), 0)).toEqual(NOTHING);
});

test('a task whose time has passed is refused by the code of one that does not exist', () => {
  const id = 'tasks.error.unknown-task';
  const gone = (ttl: number, code: number) =>
    of(
      id,
      look(serving().call('tools/call', asTask(), { result: { task: task({ ttl }) } }), task({ ttl }))
        .wait(1000)
        .call('tasks/get', { taskId: ID }, { error: { code, message: 'The task has expired' } }),
    );
  expect(gone(500, -32602)).toEqual({ observed: 1, findings: 0 });
  expect(gone(500, -32000)).toEqual({ observed: 1, findings: 1 });
  expect(gone(60_000, -32000)).toEqual(NOTHING);
});

describe('cancelling', () => {
  const stop = (composer: Composer, taskId: string, answer: object) =>
    composer.call('tasks/cancel', { taskId }, { ...answer });
  const isCancelled = { result: ended('cancelled') };
  test('is known to a server that does it for one task, and says of another that there is no such method', () => {
    const id = 'tasks.capability.cancel';
    const unknown = () => stop(begun(), 'x', methodNotFound);
    expect(of(id, unknown())).toEqual({ observed: 1, findings: 1 });
    expect(of(id, stop(unknown(), ID, isCancelled))).toEqual({ observed: 2, findings: 0 });
    expect(of('tasks.error.unknown-task', stop(begun(), 'x', methodNotFound)).findings).toBe(0);
    for (const answer of [isCancelled, noSuchTask])
      expect(of('tasks.error.unknown-task', stop(stop(begun(), ID, answer), 'x', methodNotFound)).findings).toBe(1);
  });
  test('is held against nobody in a session in which it was not declared', () => {
    const second = (tasks: object) => begun().established('2025-11-25', { tasks }, 'second');
    const refused = (tasks: object) => stop(second(tasks), 'x', methodNotFound);
    expect(of('tasks.capability.cancel', refused({}))).toEqual(NOTHING);
    expect(of('tasks.cancel.undeclared', refused({}))).toEqual({ observed: 1, findings: 0 });
    expect(of('tasks.capability.cancel', refused({ cancel: {} }))).toEqual({ observed: 1, findings: 1 });
    expect(of('tasks.cancel.undeclared', stop(second({}), 'x', noSuchTask)).findings).toBe(1);
  });
  test('of a task that has ended is refused by one code, whichever way it ended', () => {
    const id = 'tasks.cancel.terminal-rejected';
    for (const status of ['completed', 'failed', 'cancelled'] as const) {
      const over = () => look(begun(), ended(status));
      expect(of(id, stop(over(), ID, noSuchTask))).toEqual({ observed: 1, findings: 0 });
      expect(of(id, stop(over(), ID, isCancelled))).toEqual({ observed: 1, findings: 1 });
      const broken = stop(over(), ID, { error: { code: -32603, message: 'The task has ended' } });
      expect(of(id, broken)).toEqual(NOTHING);
      expect(of(id, look(broken, ended(status)))).toEqual({ observed: 1, findings: 1 });
      expect(of(id, stop(over(), ID, methodNotFound))).toEqual(NOTHING);
      expect(of(id, stop(stop(over(), 'x', noSuchTask), ID, methodNotFound))).toEqual({ observed: 1, findings: 1 });
    }
  });
});

describe('tasks.related.parameter-counts', () => {
  const id = 'tasks.related.parameter-counts';
  const other = { meta: related(OTHER_ID) };
  const result = (taskId: string) => ({ result: { content, _meta: related(taskId) } });
  const two = (composer = completed()) =>
    composer.call('tools/call', asTask(), { result: { task: task({ taskId: OTHER_ID }) } });
  test('looks at the result that is given, which the other rules of results leave alone', () => {
    const fetched = (answer: object) => two().call('tasks/result', { taskId: ID }, { ...answer }, other);
    expect(of(id, fetched(result(ID)))).toEqual({ observed: 1, findings: 0 });
    expect(of(id, fetched(result(OTHER_ID)))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, fetched(noSuchTask))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, fetched({ result: { content } }))).toEqual(NOTHING);
    expect(of('tasks.related.result-includes', fetched(result(OTHER_ID)))).toEqual({ observed: 1, findings: 0 });
    // A result that was never given is not refused for the metadata.
    expect(of(id, two(begun()).call('tasks/result', { taskId: ID }, noSuchTask, other))).toEqual(NOTHING);
  });
  test('looks at which task is cancelled by the id of none', () => {
    const stopped = (answer: object) => two().call('tasks/cancel', { taskId: 'x' }, { ...answer }, other);
    const goesOn = task({ taskId: OTHER_ID });
    const over = ended('cancelled', { taskId: OTHER_ID });
    expect(of(id, look(stopped(noSuchTask), goesOn))).toEqual({ observed: 1, findings: 0 });
    expect(of(id, look(stopped(noSuchTask), over))).toEqual({ observed: 1, findings: 1 });
    expect(of(id, stopped({ result: over }))).toEqual({ observed: 1, findings: 1 });
    const itself = stopped(noSuchTask).call('tasks/cancel', { taskId: OTHER_ID }, { result: over });
    expect(of(id, look(itself, over))).toEqual(NOTHING);
    expect(of(id, stopped(noSuchTask))).toEqual(NOTHING);
    expect(of('tasks.error.unknown-task', stopped({ result: over }))).toEqual(NOTHING);
  });
  test('a task that is refused for its metadata is not gone', () => {
    const refused = two().call('tasks/get', { taskId: ID }, noSuchTask, other);
    expect(of('tasks.ttl.actual', look(refused, ended('completed'))).findings).toBe(0);
  });
});

describe('a task that asks its requestor something', () => {
  const form = { message: 'All?', requestedSchema: { type: 'object', properties: {} } };
  const question = (method = 'elicitation/create', params: object = form, taskId = ID) => ({
    jsonrpc: '2.0',
    id: 'q',
    method,
    params: { ...params, _meta: related(taskId) },
  });
  const answered = (result: object) => ({ jsonrpc: '2.0', id: 'q', result });
  const waits = task({ status: 'input_required' });
  const [entered, left, named] = ['tasks.input.entered', 'tasks.input.left', 'tasks.related.input-request'] as const;
  test('a server may look at the roots for itself', () => {
    const looked = look(begun().received({ jsonrpc: '2.0', id: 'q', method: 'roots/list' }), task());
    for (const id of [entered, named]) expect(of(id, looked)).toEqual(NOTHING);
  });
  test('says so meanwhile, unless it ends without the answer', () => {
    const asked = () => begun().received(question());
    expect(of(entered, look(asked(), task()))).toEqual({ observed: 1, findings: 1 });
    expect(of(entered, look(asked(), ended('completed')))).toEqual(NOTHING);
    expect(of(entered, look(look(asked(), task()), ended('completed')))).toEqual(NOTHING);
  });
  test('need not go on without what it asked for', () => {
    const told = (result: object) =>
      look(look(begun().received(question()), waits).sent(answered(result)).call('ping', {}, { result: {} }), waits);
    const fetched = (result: object) =>
      look(
        look(begun(), waits)
          .sent({ jsonrpc: '2.0', id: 'r', method: 'tasks/result', params: { taskId: ID } })
          .received(question())
          .sent(answered(result))
          .received({ jsonrpc: '2.0', id: 'r', result: { content, _meta: related() } }),
        waits,
      );
    expect(of(left, fetched({ action: 'accept', content: {} }))).toEqual({ observed: 1, findings: 1 });
    expect(of(left, fetched({ action: 'decline' }))).toEqual(NOTHING);
    expect(of(left, told({ action: 'decline' }))).toEqual(NOTHING);
  });
  test('asks on any stream over HTTP that is not of another request', () => {
    const onGet = (taskId: string) =>
      begun('streamable-http')
        .stream({ method: 'GET' })
        .told(question(undefined, form, taskId));
    expect(of(named, onGet(ID))).toEqual({ observed: 1, findings: 0 });
    expect(of(named, onGet(OTHER_ID))).toEqual({ observed: 1, findings: 1 });
    const beside = begun('streamable-http').stream({ method: 'tools/call', params: plain }).told(question());
    expect(of(named, beside)).toEqual(NOTHING);
  });
});

describe('messages that belong to a task', () => {
  const progress = (params: object) => note('notifications/progress', { progressToken: 'p', progress: 1, ...params });
  const running = () =>
    serving().call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'p' } });
  test('name that task and no other', () => {
    expect(of('tasks.related.all-messages', running().received(progress({ _meta: related() }))).findings).toBe(0);
    expect(of('tasks.related.all-messages', running().received(progress({ _meta: related(OTHER_ID) }))).findings).toBe(
      1,
    );
    expect(of('tasks.related.all-messages', running().received(progress({}))).findings).toBe(1);
  });
  test('progress after a cancellation shows that the work goes on; silence counts once something else was answered', () => {
    const stop = (composer: Composer) => composer.call('tasks/cancel', { taskId: ID }, { result: ended('cancelled') });
    const told = () => running().received(progress({ _meta: related() }));
    expect(of('tasks.cancel.stops-work', stop(told()))).toEqual(NOTHING);
    expect(of('tasks.cancel.stops-work', stop(told()).call('ping', {}, { result: {} }))).toEqual({
      observed: 1,
      findings: 0,
    });
    const onItsWay = stop(told())
      .received(progress({ progress: 2 }))
      .call('ping', {}, { result: {} });
    expect(of('tasks.cancel.stops-work', onItsWay)).toEqual({ observed: 1, findings: 0 });
    expect(of('tasks.cancel.stops-work', onItsWay.received(progress({ progress: 3 }))).findings).toBe(1);
  });
});

test('an id is given again where the task that had it may be gone', () => {
  const again = (ttl: number, state = task({ ttl })) =>
    of(
      'tasks.id.unique',
      look(serving().call('tools/call', asTask(), { result: { task: task({ ttl }) } }), state).call(
        'tools/call',
        asTask(),
        { result: { task: task() } },
      ),
    ).findings;
  expect(again(60_000)).toBe(1);
  expect(again(5)).toBe(0);
  expect(again(60_000, ended('cancelled'))).toBe(0);
  expect(again(60_000, ended('completed'))).toBe(1);
});

test('whoever refuses to keep a task for so long has a limit', () => {
  const refused = serving()
    .call('tools/call', asTask({ task: { ttl: 1_000_000_000_000 } }), noSuchTask)
    .call('ping', {}, { result: {} });
  expect(of('tasks.resources.max-ttl', refused)).toEqual(NOTHING);
  const otherwise = refused.call('tools/call', asTask(), { result: { task: task() } });
  expect(of('tasks.resources.max-ttl', otherwise)).toEqual({ observed: 1, findings: 0 });
});

describe('tasks.auth.secure-ids', () => {
  const id = 'tasks.auth.secure-ids';
  const two = (first: string, second: string, composer = serving()) =>
    composer
      .call('tools/call', asTask(), { result: { task: task({ taskId: first, createdAt: CREATED }) } })
      .call('tools/call', asTask(), { result: { task: task({ taskId: second }) } });
  test('ids that count up are found, random ones are not', () => {
    expect(of(id, two('task-7', 'task-8')).findings).toBe(1);
    expect(of(id, two(ID, OTHER_ID))).toEqual({ observed: 1, findings: 0 });
  });
  test('ids that follow from a clock are found, a time in front of what was drawn is not', () => {
    const made = Date.parse(CREATED);
    expect(of(id, two(`job_${made}`, `job_${made + 2000}`)).findings).toBe(1);
    expect(of(id, two(`${made}123456`, `${made + 3}654321`)).findings).toBe(1);
    expect(of(id, two(`${made + 60_000}`, `${made - 60_000}`)).findings).toBe(0);
    expect(of(id, two('f3a1c5d0-c79b-11f0-9f1c-0242ac120002', 'f7d20b64-c79b-11f0-9f1c-0242ac120002')).findings).toBe(
      1,
    );
    expect(of(id, two('f3a1c5d0-c79b-11f0-9f1c-0242ac120002', 'f7d20b64-c79b-11f0-8a2e-5b1d9e0c7f41')).findings).toBe(
      0,
    );
    expect(of(id, two('019aab6e-2c00-7a31-9d2c-4be1f08a6c11', '019aab6e-2c0a-7f02-8e77-91c3d5b2aa40')).findings).toBe(
      0,
    );
  });
  test('says nothing of a server that may know who asks, by whatever name it calls the key', () => {
    const known = (name: string) => {
      const composer = serving('streamable-http');
      for (const taskId of ['task-7', 'task-8'])
        composer.call('tools/call', asTask(), { result: { task: task({ taskId }) } }, { headers: { [name]: 'k' } });
      return of(id, composer);
    };
    for (const name of ['Authorization', 'X-API-Key', 'Cookie']) expect(known(name)).toEqual(NOTHING);
    expect(of(id, two('task-7', 'task-8', serving('streamable-http'))).findings).toBe(1);
  });
});

test('a task is handed out late where it comes when the work must be done, and not where a machine is slow', () => {
  const call = { name: 'slow_compute', arguments: { seconds: 5 }, task: { ttl: 60000 } };
  const slow = { name: 'slow_compute', inputSchema: { type: 'object' }, execution: { taskSupport: 'optional' } };
  const after = (milliseconds: number) =>
    serving()
      .call('tools/list', {}, { result: { tools: [slow] } })
      .sent({ jsonrpc: '2.0', id: 'slow', method: 'tools/call', params: call })
      .wait(milliseconds)
      .received({ jsonrpc: '2.0', id: 'slow', result: { task: task() } });
  expect(of('tasks.create.promptly', after(4000))).toEqual({ observed: 1, findings: 0 });
  expect(of('tasks.create.promptly', after(5000)).findings).toBe(1);
});

test.each([
  ['Invalid params', 1],
  ['Error', 1],
  ['[object Object]', 1],
  ['Error: undefined', 1],
  ['MCP error -32602: Invalid params', 1],
  ['Unknown error', 1],
  ['MCP error -32602: Task not found', 0],
  ['Invalid params: no such task', 0],
  ['Method not found', 0],
  ['Failed to retrieve task: Task not found', 0],
])('the message %j says too little: %i', (message, findings) => {
  const refused = serving().call('tasks/get', { taskId: 'no-such-task' }, { error: { code: -32602, message } });
  expect(of('tasks.error.informative', refused).findings).toBe(findings);
});

test.each([
  ['[object Object]', 1],
  ['Error', 1],
  ['', 1],
  [undefined, 1],
  ['There is no such year', 0],
])('that a task failed with the words %j says too little: %i', (statusMessage, findings) => {
  const failed = look(begun(), ended('failed', { statusMessage }));
  expect(of('tasks.failed.status-message', failed)).toEqual({ observed: 1, findings });
});

test('a status notification names its task in its metadata, whatever stands there', () => {
  const told = (meta: object) =>
    serving().received({
      jsonrpc: '2.0',
      method: 'notifications/tasks/status',
      params: { ...task(), _meta: { ...meta } },
    });
  const id = 'tasks.status.no-related-metadata';
  expect(of(id, told({}))).toEqual({ observed: 1, findings: 0 });
  expect(of(id, told({ 'io.modelcontextprotocol/related-task': {} }))).toEqual({ observed: 1, findings: 1 });
});
