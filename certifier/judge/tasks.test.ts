import { describe, expect, test } from 'vitest';
import type { Composer } from '../examples/engine/compose.ts';
import {
  asTask,
  begun,
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

test('a task is handed out late where it comes when the work must be done, and not where a machine is slow', () => {
  const call = { name: 'slow_compute', arguments: { seconds: 5 }, task: { ttl: 60000 } };
  const slow = { name: 'slow_compute', inputSchema: { type: 'object' }, execution: { taskSupport: 'optional' } };
  const after = (milliseconds: number) =>
    serving()
      .call('tools/list', {}, { result: { tools: [slow] } })
      .sent({ jsonrpc: '2.0', id: 'slow', method: 'tools/call', params: call })
      .wait(milliseconds)
      .received({ jsonrpc: '2.0', id: 'slow', result: { task: task() } });
  expect(look('tasks.create.promptly', after(4000))).toEqual({ observed: 1, findings: 0 });
  expect(look('tasks.create.promptly', after(5000)).findings).toBe(1);
});
