import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import {
  asTask,
  begun,
  bracketed,
  brokeDown,
  content,
  ended,
  ID,
  methodNotFound,
  noSuchTask,
  plain,
  poll,
  related,
  serving,
  task,
  toolFailure,
} from '../../examples/tasks/samples.ts';
import { looking, NOTHING } from '../engine/looked.fixture.ts';
import { checks } from '../tasks.ts';

const look = looking(checks);

describe('tasks.result.final', () => {
  const id = 'tasks.result.final';
  test('knows what a call ends in only where it ends so before the task and after it', () => {
    const once = serving()
      .call('tools/call', plain, toolFailure)
      .call('tools/call', asTask(), { result: { task: task() } })
      .call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
    expect(look(id, poll(once, ended('completed')))).toEqual(NOTHING);
  });
  test('learns nothing from a plain call of a tool that is only run as a task, which has to be refused', () => {
    const required = serving()
      .call('tools/call', plain, methodNotFound)
      .call('tools/call', asTask(), { result: { task: task() } })
      .call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
    const whole = poll(required, ended('completed')).call('tools/call', plain, methodNotFound);
    expect(look(id, whole)).toEqual(NOTHING);
    expect(look('tasks.failed.on-error', whole)).toEqual(NOTHING);
  });
  test('does not count the metadata that names the task', () => {
    expect(look(id, bracketed(toolFailure, 'failed'))).toEqual({ observed: 1, findings: 0 });
  });
  test('lets a task be gone whose time has passed', () => {
    const gone = (ttl: number) => {
      const composer = serving()
        .call('tools/call', plain, toolFailure)
        .call('tools/call', asTask(), { result: { task: task({ ttl }) } });
      return look(
        id,
        poll(composer, ended('failed', { ttl }))
          .call('tasks/result', { taskId: ID }, noSuchTask)
          .call('tools/call', plain, toolFailure),
      );
    };
    expect(gone(0)).toEqual(NOTHING);
    expect(gone(60000)).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where the call ends otherwise afterwards, or was never made before', () => {
    const plainly = (composer: Composer, outcome: object) => composer.call('tools/call', plain, { ...outcome });
    const asked = (composer: Composer) =>
      poll(
        composer
          .call('tools/call', asTask(), { result: { task: task() } })
          .call('tasks/result', { taskId: ID }, { result: { content: [], _meta: related() } }),
        ended('completed'),
      );
    const good = { result: { content } };
    expect(look(id, plainly(asked(plainly(serving(), good)), good))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, plainly(asked(plainly(serving(), toolFailure)), good))).toEqual(NOTHING);
    expect(look(id, plainly(plainly(asked(serving()), good), good))).toEqual(NOTHING);
    expect(look(id, plainly(plainly(asked(serving().call('tools/call', plain, undefined)), good), good))).toEqual(
      NOTHING,
    );
  });
  test('says nothing of a task that was cancelled, and leaves a method that is not known to another rule', () => {
    for (const each of [id, 'tasks.result.original-type', 'tasks.failed.tool-is-error'])
      expect(look(each, bracketed(toolFailure, 'cancelled')), each).toEqual(NOTHING);
    expect(look('tasks.failed.on-error', bracketed(brokeDown, 'cancelled'))).toEqual(NOTHING);
    const unknown = poll(begun(), ended('completed')).call('tasks/result', { taskId: ID }, methodNotFound);
    const twice = serving()
      .call('tools/call', plain, toolFailure)
      .call('tools/call', asTask(), { result: { task: task() } });
    poll(twice, ended('failed'))
      .call('tasks/result', { taskId: ID }, methodNotFound)
      .call('tools/call', plain, toolFailure);
    for (const composer of [unknown, twice]) expect(look(id, composer)).toEqual(NOTHING);
  });
  test('finds another code of the error', () => {
    const composer = serving()
      .call('tools/call', plain, brokeDown)
      .call('tools/call', asTask(), { result: { task: task() } })
      .call('tasks/result', { taskId: ID }, { error: { ...brokeDown.error, code: -32000 } });
    const whole = poll(composer, ended('failed')).call('tools/call', plain, brokeDown);
    expect(look(id, whole).findings).toBe(1);
    expect(look('tasks.result.same-error', whole).findings).toBe(1);
    expect(look('tasks.result.same-success', whole)).toEqual(NOTHING);
  });
});

describe('tasks.result.blocks', () => {
  const id = 'tasks.result.blocks';
  const early = () => begun().call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
  test('finds a task that is worked on after its result was given', () => {
    expect(look(id, poll(early(), task()))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing where nobody looked afterwards', () => {
    expect(look(id, early())).toEqual(NOTHING);
  });
});

describe('a cancellation', () => {
  const cancel = (composer: Composer, answer: object) => composer.call('tasks/cancel', { taskId: ID }, { ...answer });
  test('of a task that has ended is refused where it is declared and known', () => {
    const id = 'tasks.cancel.terminal-rejected';
    const over = (capabilities?: object) =>
      poll(
        serving('stdio', capabilities && { ...capabilities }).call('tools/call', asTask(), {
          result: { task: task() },
        }),
        ended('completed'),
      );
    expect(look(id, cancel(over(), noSuchTask))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, cancel(over(), { result: ended('cancelled') }))).toEqual({ observed: 1, findings: 1 });
    const undeclared = { tools: {}, tasks: { requests: { tools: { call: {} } } } };
    expect(look(id, cancel(over(undeclared), { result: ended('cancelled') }))).toEqual(NOTHING);
    expect(look(id, cancel(over(), methodNotFound))).toEqual(NOTHING);
    expect(look(id, cancel(begun(), { result: ended('cancelled') }))).toEqual(NOTHING);
  });
  test('that is accepted has cancelled a task that went on', () => {
    const id = 'tasks.cancel.cancelled-first';
    expect(look(id, cancel(begun(), { result: task() }))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, cancel(poll(begun(), ended('completed')), { result: ended('completed') }))).toEqual(NOTHING);
    expect(look(id, cancel(serving(), { result: task() }))).toEqual(NOTHING);
    expect(look(id, cancel(begun(), { result: {} }))).toEqual(NOTHING);
    expect(look(id, poll(cancel(begun(), { result: {} }), task())).findings).toBe(1);
    expect(look(id, poll(cancel(begun(), { result: { taskId: ID } }), task())).findings).toBe(1);
  });
  test('ends what is waited for', () => {
    const id = 'tasks.result.cancelled';
    const waiting = (composer = begun()) => composer.call('tasks/result', { taskId: ID }, undefined, { id: 'r' });
    const silent = (composer: Composer) =>
      composer.event({ kind: 'gave-up', connection: 1, process: 1, awaited: 'response', id: 'r', after: 5000 });
    const there = (composer: Composer) => composer.call('ping', {}, { result: {} });
    const stopped = (composer: Composer) => cancel(composer, { result: ended('cancelled') });
    expect(look(id, there(silent(stopped(waiting()))))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, there(stopped(silent(waiting()))))).toEqual(NOTHING);
    expect(look(id, there(stopped(waiting())))).toEqual(NOTHING);
    expect(look(id, there(silent(cancel(waiting(), { result: ended('completed') }))))).toEqual(NOTHING);
    expect(look(id, silent(waiting(stopped(begun()))))).toEqual(NOTHING);
    expect(look(id, there(silent(waiting(stopped(serving())))))).toEqual(NOTHING);
    expect(look(id, stopped(begun()).call('tasks/result', { taskId: ID }, methodNotFound))).toEqual(NOTHING);
  });
});

test('an error says what was wrong in words, unless the tool chose it', () => {
  const id = 'tasks.error.informative';
  const error = (message: string) => ({ error: { code: -32602, message } });
  const about = (method: string, taskId: string, message: string) =>
    look(id, begun().call(method, { taskId }, error(message))).findings;
  for (const words of ['', '...', '404', 'Error', 'Invalid params', 'MCP error -32602: Invalid params'])
    expect(about('tasks/get', 'x', words), words).toBe(1);
  for (const words of ['There is no task x', 'Task x: 404']) expect(about('tasks/get', 'x', words), words).toBe(0);
  expect(about('tasks/result', 'x', 'Error')).toBe(1);
  expect(about('tasks/result', ID, 'Error')).toBe(0);
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
    expect(look(id, there(fetched(serving(), 'x')))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, fetched(serving(), 'x'))).toEqual(NOTHING);
  });
  test('is found about one that had ended, and may be waited for about one that goes on', () => {
    const id = 'tasks.result.final';
    expect(look(id, there(fetched(poll(begun(), ended('completed')))))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, there(fetched(poll(begun(), task()))))).toEqual(NOTHING);
    expect(look(id, there(fetched(poll(begun(), ended('cancelled')))))).toEqual(NOTHING);
  });
  test('leaves a task for ever at work whose call ends in an error', () => {
    const id = 'tasks.failed.on-error';
    const stuck = (outcome: object, state: object) => {
      const composer = serving()
        .call('tools/call', plain, { ...outcome })
        .call('tools/call', asTask(), { result: { task: task() } });
      return poll(fetched(composer), { ...state }).call('tools/call', plain, { ...outcome });
    };
    expect(look(id, stuck(brokeDown, task()))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, stuck(brokeDown, ended('failed')))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, stuck({ result: { content } }, task()))).toEqual(NOTHING);
  });
});

test('the outcome of a task that has ended is refused by no status', () => {
  const bare = (state: object, ttl = 60000) =>
    look(
      'tasks.result.final',
      poll(serving('streamable-http').call('tools/call', asTask(), { result: { task: task({ ttl }) } }), {
        ...state,
        ttl,
      }).call('tasks/result', { taskId: ID }, undefined, { answer: { status: 400 } }),
    );
  expect(bare(ended('completed'))).toEqual({ observed: 1, findings: 1 });
  expect(bare(task())).toEqual(NOTHING);
  expect(bare(ended('completed'), 0)).toEqual(NOTHING);
});

describe('tasks.error.unknown-task', () => {
  const id = 'tasks.error.unknown-task';
  test('is credited only where the method gives a task', () => {
    expect(look(id, serving().call('tasks/get', { taskId: 'x' }, noSuchTask))).toEqual(NOTHING);
    expect(look(id, poll(begun(), task()).call('tasks/get', { taskId: 'x' }, noSuchTask))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test('finds another code, and leaves a method that is not known to its own rule', () => {
    const internal = { error: { code: -32603, message: 'Internal error' } };
    expect(look(id, serving().call('tasks/get', { taskId: 'x' }, internal)).findings).toBe(1);
    expect(look(id, serving().call('tasks/get', { taskId: 'x' }, methodNotFound))).toEqual(NOTHING);
  });
});

test('a task whose time has passed is refused by the code of one that does not exist', () => {
  const id = 'tasks.error.unknown-task';
  const gone = (ttl: number, code: number) =>
    look(
      id,
      poll(serving().call('tools/call', asTask(), { result: { task: task({ ttl }) } }), task({ ttl }))
        .wait(1000)
        .call('tasks/get', { taskId: ID }, { error: { code, message: 'The task has expired' } }),
    );
  expect(gone(500, -32602)).toEqual({ observed: 1, findings: 0 });
  expect(gone(500, -32000)).toEqual({ observed: 1, findings: 1 });
  expect(gone(60_000, -32000)).toEqual(NOTHING);
});

test('an answer that is empty, or wraps the task, has no task; when it was cancelled is seen later', () => {
  const stopped = (result: object) => begun().call('tasks/cancel', { taskId: ID }, { result: { ...result } });
  const [flat, first] = ['tasks.cancel.flat', 'tasks.cancel.cancelled-first'] as const;
  for (const result of [{}, { task: ended('cancelled') }, { done: true }])
    expect(look(flat, stopped(result))).toEqual({ observed: 1, findings: 1 });
  expect(look(flat, stopped(ended('cancelled'))).findings).toBe(0);
  expect(look('tasks.get.flat', begun().call('tasks/get', { taskId: ID }, { result: {} })).findings).toBe(1);
  expect(look(first, stopped({}))).toEqual(NOTHING);
  expect(look(first, poll(stopped({}), ended('cancelled')))).toEqual({ observed: 1, findings: 0 });
  expect(look(first, poll(stopped({}), task()))).toEqual({ observed: 1, findings: 1 });
  const none = serving().call('tasks/cancel', { taskId: 'x' }, { result: ended('cancelled', { taskId: 'x' }) });
  expect(look(first, none)).toEqual(NOTHING);
});

describe('cancelling', () => {
  const stop = (composer: Composer, taskId: string, answer: object) =>
    composer.call('tasks/cancel', { taskId }, { ...answer });
  const isCancelled = { result: ended('cancelled') };
  test('is known to a server that does it for one task, and says of another that there is no such method', () => {
    const id = 'tasks.capability.cancel';
    const unknown = () => stop(begun(), 'x', methodNotFound);
    expect(look(id, unknown())).toEqual({ observed: 1, findings: 1 });
    expect(look(id, stop(unknown(), ID, isCancelled))).toEqual({ observed: 2, findings: 0 });
    expect(look('tasks.error.unknown-task', stop(begun(), 'x', methodNotFound)).findings).toBe(0);
    for (const answer of [isCancelled, noSuchTask])
      expect(look('tasks.error.unknown-task', stop(stop(begun(), ID, answer), 'x', methodNotFound)).findings).toBe(1);
  });
  test('is held against nobody in a session in which it was not declared', () => {
    const second = (tasks: object) => begun().established('2025-11-25', { tasks }, 'second');
    const refused = (tasks: object) => stop(second(tasks), 'x', methodNotFound);
    expect(look('tasks.capability.cancel', refused({}))).toEqual(NOTHING);
    expect(look('tasks.cancel.undeclared', refused({}))).toEqual({ observed: 1, findings: 0 });
    expect(look('tasks.capability.cancel', refused({ cancel: {} }))).toEqual({ observed: 1, findings: 1 });
    expect(look('tasks.cancel.undeclared', stop(second({}), 'x', noSuchTask)).findings).toBe(1);
  });
  test('of a task that has ended is refused by one code, whichever way it ended', () => {
    const id = 'tasks.cancel.terminal-rejected';
    for (const status of ['completed', 'failed', 'cancelled'] as const) {
      const over = () => poll(begun(), ended(status));
      expect(look(id, stop(over(), ID, noSuchTask))).toEqual({ observed: 1, findings: 0 });
      expect(look(id, stop(over(), ID, isCancelled))).toEqual({ observed: 1, findings: 1 });
      const broken = stop(over(), ID, { error: { code: -32603, message: 'The task has ended' } });
      expect(look(id, broken)).toEqual(NOTHING);
      expect(look(id, poll(broken, ended(status)))).toEqual({ observed: 1, findings: 1 });
      expect(look(id, stop(over(), ID, methodNotFound))).toEqual(NOTHING);
      expect(look(id, stop(stop(over(), 'x', noSuchTask), ID, methodNotFound))).toEqual({ observed: 1, findings: 1 });
    }
  });
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
  expect(look('tasks.error.informative', refused).findings).toBe(findings);
});

test.each([
  ['[object Object]', 1],
  ['Error', 1],
  ['', 1],
  [undefined, 1],
  ['There is no such year', 0],
])('that a task failed with the words %j says too little: %i', (statusMessage, findings) => {
  const failed = poll(begun(), ended('failed', { statusMessage }));
  expect(look('tasks.failed.status-message', failed)).toEqual({ observed: 1, findings });
});

test('an answer that cannot be read is not silence', () => {
  const waited = (composer: Composer, more: object, last: Readonly<Record<string, unknown>> = {}) =>
    composer
      .call('tasks/result', { taskId: ID, ...more }, undefined, { id: 'r' })
      .event({ kind: 'line', direction: 'received', stream: 'stdout', connection: 1, process: 1, text: '{"id":"r",' })
      .event({ kind: 'gave-up', connection: 1, awaited: 'response', after: 5000, id: 'r' })
      .call('tasks/get', { taskId: ID }, { result: ended('completed', last) });
  expect(look('tasks.result.final', waited(poll(begun(), ended('completed')), {})).findings).toBe(0);
  const stopped = { status: 'cancelled' };
  expect(look('tasks.result.cancelled', waited(poll(begun(), ended('cancelled')), {}, stopped)).findings).toBe(0);
  const unknown = begun().call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } });
  expect(look('tasks.error.unknown-task', waited(unknown, { taskId: 'x' })).findings).toBe(0);
});
