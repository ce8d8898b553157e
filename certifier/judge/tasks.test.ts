import { describe, expect, test } from 'vitest';
import type { Composer } from '../examples/engine/compose.ts';
import {
  asTask,
  begun,
  CAPABILITIES,
  completed,
  ID,
  methodNotFound,
  noSuchTask,
  poll,
  serving,
  task,
} from '../examples/tasks/samples.ts';
import { looking, NOTHING } from './engine/looked.fixture.ts';
import { checks } from './tasks.ts';

const look = looking(checks);

describe('what a server without tasks is told', () => {
  const ping = () => serving('stdio', { tools: {} }).call('ping', {}, { result: {} });
  const about = Object.keys(checks).filter((id) => id !== 'tasks.tool.task-support-values');
  test.each(about)('%s observes nothing of it', (id) => {
    expect(look(id, ping())).toEqual(NOTHING);
  });
  test('it may refuse what has to do with tasks as it likes', () => {
    const composer = serving('stdio', { tools: {} }).call('tasks/get', { taskId: 'x' }, methodNotFound);
    expect(look('tasks.get.answered', composer)).toEqual(NOTHING);
    expect(look('tasks.error.unknown-task', composer)).toEqual(NOTHING);
  });
});

describe('tasks.get.answered', () => {
  const id = 'tasks.get.answered';
  const unknown = (composer: Composer, method = 'tasks/get', taskId = 'x') =>
    composer.call(method, { taskId }, methodNotFound);
  test('what has given a task knows the method: that it says something else of another one is a rule of its own', () => {
    expect(look(id, unknown(poll(begun(), task())))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, unknown(completed(), 'tasks/result')).findings).toBe(0);
    expect(look(id, unknown(begun())).findings).toBe(1);
    expect(look(id, unknown(begun(), 'tasks/result', ID)).findings).toBe(1);
  });
  test('what was given before, or does not say what became of its call, is a matter of other rules', () => {
    const gone = (composer: Composer, method = 'tasks/get') => composer.call(method, { taskId: ID }, noSuchTask);
    expect(look(id, gone(begun()))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, gone(poll(begun(), task()))).findings).toBe(0);
    expect(look(id, gone(begun(), 'tasks/result'))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, gone(serving()))).toEqual(NOTHING);
    expect(look(id, begun().call('tasks/get', { taskId: ID }, { result: {} })).findings).toBe(0);
  });
  test('is promised by a kind of request, and by a task that was handed out', () => {
    const declaring = (requests: object) => serving('stdio', { tools: {}, tasks: { requests } });
    expect(look(id, unknown(declaring({ tools: { call: {} } }))).findings).toBe(1);
    expect(look(id, unknown(declaring({ tools: {} })))).toEqual(NOTHING);
    const handedOut = declaring({}).call('tools/call', asTask(), { result: { task: task() } });
    expect(look(id, unknown(handedOut, 'tasks/get', ID)).findings).toBe(1);
    expect(look(id, unknown(begun().established('2025-11-25', { tools: {} }, 'second')))).toEqual(NOTHING);
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
    for (const each of three) poll(composer, each);
    return composer;
  };
  test('is read to its end', () => {
    expect(look('tasks.list.includes-retrievable', listing([[three[0]!], [three[1]!, three[2]!]])).findings).toBe(0);
  });
  test('ends with a cursor of null as with none', () => {
    expect(look('tasks.list.includes-retrievable', listing([[three[0]!]], { nextCursor: null })).findings).toBe(2);
  });
  test('holds what was begun before it, on its connection, and is given after it', () => {
    const id = 'tasks.list.includes-retrievable';
    const [first] = three as [object];
    const made = (composer: Composer) => composer.call('tools/call', asTask(), { result: { task: first } });
    const empty = (composer: Composer) => composer.call('tasks/list', {}, { result: { tasks: [] } });
    const given = (composer: Composer) => poll(composer, { ...first });
    expect(look(id, given(empty(made(serving()))))).toEqual({ observed: 1, findings: 1 });
    for (const composer of [
      given(made(empty(serving()))),
      empty(given(made(serving()))),
      given(empty(made(serving()).established('2025-11-25', CAPABILITIES, 'second')).on(1)),
      given(made(serving()).call('tasks/list', {}, noSuchTask)),
      empty(made(serving())).call('tasks/cancel', { taskId: 'a' }, { result: { ...first } }),
    ])
      expect(look(id, composer)).toEqual(NOTHING);
  });
  test('is promised to a session in which it was declared', () => {
    const second = (tasks: object) =>
      listing([[three[0]!]], {}, serving().established('2025-11-25', { tools: {}, tasks }, 'second'));
    expect(look('tasks.list.includes-retrievable', second({}))).toEqual(NOTHING);
    expect(look('tasks.list.includes-retrievable', second({ list: {} })).findings).toBe(2);
  });
  test('that forgets one from its midst has forgotten it; that ends early lacks a cursor', () => {
    const [first, , last] = three as [object, object, object];
    const forgotten = listing([[first, last]]);
    expect(look('tasks.list.includes-retrievable', forgotten).findings).toBe(1);
    expect(look('tasks.list.next-cursor', forgotten)).toEqual({ observed: 1, findings: 0 });
    expect(look('tasks.list.next-cursor', listing([[first]])).findings).toBe(1);
  });
});

test('whoever refuses to keep a task for so long has a limit', () => {
  const refused = serving()
    .call('tools/call', asTask({ task: { ttl: 1_000_000_000_000 } }), noSuchTask)
    .call('ping', {}, { result: {} });
  expect(look('tasks.resources.max-ttl', refused)).toEqual(NOTHING);
  const otherwise = refused.call('tools/call', asTask(), { result: { task: task() } });
  expect(look('tasks.resources.max-ttl', otherwise)).toEqual({ observed: 1, findings: 0 });
  // It may have been the id that was refused.
  const named = serving()
    .call('tools/call', asTask({ task: { ttl: 1_000_000_000_000, taskId: 'mine' } }), noSuchTask)
    .call('tools/call', asTask(), { result: { task: task() } });
  expect(look('tasks.resources.max-ttl', named)).toEqual(NOTHING);
});

describe('tasks.create.promptly', () => {
  const id = 'tasks.create.promptly';
  const call = { name: 'slow_compute', arguments: { seconds: 5 }, task: { ttl: 60000 } };
  const slow = (name = 'slow_compute') => ({
    name,
    inputSchema: { type: 'object' },
    execution: { taskSupport: 'optional' },
  });
  const asked = (params: object = call, composer = serving()) =>
    composer
      .call('tools/list', {}, { result: { tools: [slow(), slow('other')] } })
      .sent({ jsonrpc: '2.0', id: 'slow', method: 'tools/call', params });
  const handed = { result: { task: task() } };
  const answered = (params?: object, answer: object = handed, composer?: Composer, milliseconds = 5000) =>
    asked(params, composer)
      .wait(milliseconds)
      .received({ jsonrpc: '2.0', id: 'slow', ...answer });
  const silent = (after: number, composer = asked()) =>
    composer.event({ kind: 'gave-up', connection: 1, process: 1, awaited: 'response', id: 'slow', after });
  const there = (composer: Composer) => composer.call('ping', {}, { result: {} });
  test('finds a task that comes when the work must be done, and not where a machine is slow', () => {
    expect(look(id, answered(call, handed, serving(), 4000))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, answered()).findings).toBe(1);
  });
  test('finds silence until then, of a server that is there', () => {
    expect(look(id, there(silent(5000)))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, there(silent(4999)))).toEqual(NOTHING);
    expect(look(id, there(asked()))).toEqual(NOTHING);
    expect(look(id, silent(5000))).toEqual(NOTHING);
    expect(look(id, silent(5000, there(asked()).on(1))).findings).toBe(1);
  });
  test.each([
    ['another tool', answered({ ...call, name: 'other' })],
    ['work that may be short', answered({ ...call, arguments: { seconds: 4 } })],
    ['work of no length that we know', answered({ ...call, arguments: { seconds: '5' } })],
    ['a call that is no task', answered({ name: call.name, arguments: call.arguments })],
    ['an answer that is no task', answered(call, noSuchTask)],
    ['a server that declares no such thing', answered(call, handed, serving('stdio', { tools: {}, tasks: {} }))],
  ])('says nothing of %s', (_, composer) => {
    expect(look(id, composer)).toEqual(NOTHING);
  });
});

describe('how long a task is kept', () => {
  const lasting = (ttl: unknown) => serving().call('tools/call', asTask(), { result: { task: task({ ttl }) } });
  const looked = (ttl: unknown, waited: number, answer: object) =>
    look(
      'tasks.resources.cleanup',
      lasting(ttl)
        .wait(waited)
        .call('tasks/get', { taskId: ID }, { ...answer }),
    );
  const given = (ttl: unknown) => ({ result: task({ ttl }) });
  test('is as long as was said, and not much longer', () => {
    expect(looked(1000, 2000, noSuchTask)).toEqual({ observed: 1, findings: 0 });
    expect(looked(1000, 20_000, given(1000))).toEqual({ observed: 1, findings: 1 });
    for (const answer of [noSuchTask, given(60_000)]) expect(looked(60_000, 1000, answer)).toEqual(NOTHING);
    expect(looked(1000, 5000, given(1000))).toEqual(NOTHING);
    expect(looked(1000, 2000, { error: { code: -32603, message: 'No' } })).toEqual(NOTHING);
    for (const ttl of [null, '1000']) expect(looked(ttl, 20_000, given(ttl))).toEqual(NOTHING);
    expect(looked(1000, 20_000, given(null))).toEqual(NOTHING);
    expect(looked(1000, 20_000, given(30_000))).toEqual(NOTHING);
  });
  test('is told: afterwards it is no task any more', () => {
    const id = 'tasks.error.unknown-task';
    const broken = { error: { code: -32603, message: 'No' } };
    const expired = (ttl: number, method: string, answer: object | undefined, composer = lasting(ttl)) =>
      look(
        id,
        poll(composer, task({ ttl }))
          .wait(5000)
          .call(method, { taskId: ID }, answer && { ...answer }),
      );
    for (const method of ['tasks/get', 'tasks/cancel']) {
      expect(expired(60_000, method, broken)).toEqual(NOTHING);
      expect(expired(1000, method, undefined)).toEqual(NOTHING);
    }
    expect(expired(1000, 'tasks/get', broken)).toEqual({ observed: 1, findings: 1 });
    expect(expired(1000, 'tasks/get', noSuchTask)).toEqual({ observed: 1, findings: 0 });
    expect(expired(1000, 'tasks/cancel', noSuchTask)).toEqual({ observed: 1, findings: 0 });
    // Of a method that nothing shows to be known, and of one that is not declared, other rules speak.
    expect(expired(1000, 'tasks/cancel', broken)).toEqual(NOTHING);
    const { cancel: _, ...others } = CAPABILITIES.tasks;
    const without = serving('stdio', { tools: {}, tasks: others });
    without.call('tools/call', asTask(), { result: { task: task({ ttl: 1000 }) } });
    expect(expired(1000, 'tasks/cancel', noSuchTask, without)).toEqual(NOTHING);
    const unpolled = lasting(1000).wait(5000).call('tasks/get', { taskId: ID }, broken);
    expect(look(id, unpolled)).toEqual(NOTHING);
  });
  test('is as long as was ever said', () => {
    const broken = { error: { code: -32603, message: 'No' } };
    const longer = poll(lasting(1000), task({ ttl: 60_000 }))
      .wait(5000)
      .call('tasks/get', { taskId: ID }, broken);
    expect(look('tasks.error.unknown-task', longer)).toEqual(NOTHING);
    const shorter = poll(lasting(60_000), task({ ttl: 1000 }))
      .wait(5000)
      .call('tasks/get', { taskId: ID }, noSuchTask);
    expect(look('tasks.ttl.actual', shorter).findings).toBe(0);
    const later = lasting(1000).wait(5000).call('tasks/get', { taskId: ID }, broken);
    expect(look('tasks.error.unknown-task', poll(later, task({ ttl: 1000 })))).toEqual(NOTHING);
  });
  test('is no limit where nobody said it, or asked for less', () => {
    const asked = (ttl: number, given: unknown) =>
      look(
        'tasks.resources.max-ttl',
        serving().call('tools/call', asTask({ task: { ttl } }), { result: { task: task({ ttl: given }) } }),
      );
    const forever = 1_000_000_000_000;
    for (const given of [forever, null]) expect(asked(forever, given)).toEqual({ observed: 1, findings: 1 });
    expect(asked(forever, 60_000)).toEqual({ observed: 1, findings: 0 });
    for (const given of [undefined, 'long']) expect(asked(forever, given)).toEqual(NOTHING);
    expect(asked(60_000, 60_000)).toEqual(NOTHING);
  });
  test('is no matter of who was never given it, or is given it again', () => {
    const id = 'tasks.ttl.actual';
    const gone = (composer: Composer) => composer.call('tasks/get', { taskId: ID }, noSuchTask);
    expect(look(id, gone(begun()))).toEqual(NOTHING);
    expect(look(id, poll(gone(poll(begun(), task())), task())).findings).toBe(0);
    const listed = begun().call('tasks/list', {}, { result: { tasks: [task()] } });
    expect(look(id, gone(listed))).toEqual(NOTHING);
  });
});

describe('without credentials, who asks for a list', () => {
  const id = 'tasks.auth.no-anonymous-list';
  /** Two sessions, of which one has a task and the other lists. */
  const listed = (tasks: readonly object[], session: 'own' | 'none' = 'none', credentials = false) => {
    const composer = begun('streamable-http');
    if (session === 'own') composer.session('second');
    composer.established('2025-11-25', CAPABILITIES, 'second');
    const headers: Record<string, string> = credentials ? { Authorization: 'Bearer a' } : {};
    composer.call('tasks/list', {}, { result: { tasks } }, { headers });
    return poll(composer.on(1), task());
  };
  test('is given no task of another one', () => {
    expect(look(id, listed([task()]))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, listed([task()], 'own'))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, listed([]))).toEqual({ observed: 1, findings: 0 });
  });
  test('may be given its own', () => {
    const own = begun('streamable-http').call('tasks/list', {}, { result: { tasks: [task()] } });
    expect(look(id, own)).toEqual(NOTHING);
    expect(look(id, listed([task()], 'none', true))).toEqual(NOTHING);
    expect(look(id, begun().call('tasks/list', {}, { result: { tasks: [task()] } }))).toEqual(NOTHING);
    expect(look(id, serving('stdio', { tools: {}, tasks: {} }))).toEqual(NOTHING);
    expect(look(id, serving('streamable-http', { tools: {} }))).toEqual(NOTHING);
  });
});

test('a cursor that was never given counts where the list is declared, and was given without one', () => {
  const id = 'tasks.list.invalid-cursor';
  const list = { result: { tasks: [], nextCursor: 'next' } };
  const asked = (composer: Composer, cursor: unknown = 'x') =>
    look(id, composer.call('tasks/list', { cursor }, { error: { code: -32603, message: 'No' } }));
  const plainly = (composer: Composer) => composer.call('tasks/list', {}, list);
  expect(asked(plainly(serving()))).toEqual({ observed: 1, findings: 1 });
  expect(asked(plainly(serving()), 'next')).toEqual(NOTHING);
  expect(asked(serving())).toEqual(NOTHING);
  expect(asked(serving().call('tasks/list', {}, noSuchTask))).toEqual(NOTHING);
  expect(asked(serving().call('tasks/list', { cursor: 'y' }, list)).findings).toBe(0);
  expect(asked(plainly(serving('stdio', { tools: {}, tasks: {} })))).toEqual(NOTHING);
});
