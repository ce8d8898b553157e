import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import {
  asTask,
  begun,
  CREATED,
  cancelled,
  completed,
  ended,
  ID,
  noSuchTask,
  note,
  OTHER_ID,
  poll,
  serving,
  task,
} from '../../examples/tasks/samples.ts';
import { looking, NOTHING } from '../engine/looked.fixture.ts';
import { checks } from '../tasks.ts';

const look = looking(checks);

describe('tasks.id.receiver-generated', () => {
  const id = 'tasks.id.receiver-generated';
  const named = (...pairs: readonly (readonly [request: number | string, taskId: string])[]) => {
    const composer = serving();
    for (const [request, taskId] of pairs)
      composer.call('tools/call', asTask(), { result: { task: task({ taskId }) } }, { id: request });
    return composer;
  };
  test('finds tasks that have the ids of requests, each of its own', () => {
    expect(look(id, named([4711, '4711'], ['a-4712', 'a-4712']))).toEqual({ observed: 1, findings: 1 });
  });
  test('says nothing of one that may have it by chance, or of ids that go another way', () => {
    expect(look(id, named([4711, '4711'], [4712, '1']))).toEqual(NOTHING);
    expect(look(id, named([11, '11'], [12, '12']))).toEqual(NOTHING);
    expect(look(id, named([4711, '4712'], [4712, '4713']))).toEqual(NOTHING);
  });
});

describe('the times of a task', () => {
  const at = (changes: object) => poll(begun(), task({ ...changes }));
  test.each(['2026-11-22T12:00:00Z', '2026-11-22T13:00:00.000+01:00'])(
    '%s is the moment of creation too',
    (createdAt) => {
      expect(look('tasks.task.created-at', at({ createdAt })).findings).toBe(0);
    },
  );
  test.each(['22 November 2026', 'yesterday', 1763812800000])('%s is no timestamp', (createdAt) => {
    expect(look('tasks.task.created-at', at({ createdAt })).findings).toBe(1);
  });
  test('the moment of creation does not change', () => {
    expect(look('tasks.task.created-at', at({ createdAt: '2026-11-22T12:00:05Z' })).findings).toBe(1);
  });
  test('a time without a zone is compared with its like alone: it means another moment on each machine', () => {
    const local = (hour: number) => `2026-11-22T${hour}:00:00`;
    for (const hour of ['02', '22'])
      expect(look('tasks.task.last-updated-at', at({ lastUpdatedAt: `2026-11-22T${hour}:00:00` })).findings).toBe(0);
    expect(look('tasks.task.created-at', at({ createdAt: local(20) })).findings).toBe(0);
    const back = at({ createdAt: local(12), lastUpdatedAt: local(11) });
    expect(look('tasks.task.last-updated-at', back).findings).toBe(1);
    const made = serving().call('tools/call', asTask(), { result: { task: task({ createdAt: local(12) }) } });
    expect(look('tasks.task.created-at', poll(made, task({ createdAt: local(13) }))).findings).toBe(1);
  });
  test('the latest change may be told to the second alone', () => {
    const lastUpdatedAt = '2026-11-22T12:00:00Z';
    expect(
      look('tasks.task.last-updated-at', at({ createdAt: '2026-11-22T12:00:00.900Z', lastUpdatedAt })).findings,
    ).toBe(0);
  });
  test('the latest change does not go back, in answers of which one came before the other was asked for', () => {
    const at2 = (seconds: string) => ended('completed', { lastUpdatedAt: `2026-11-22T12:00:${seconds}Z` });
    const id = 'tasks.task.last-updated-at';
    expect(look(id, poll(poll(begun(), at2('09')), at2('05'))).findings).toBe(1);
    expect(look(id, poll(poll(begun(), at2('05')), at2('09'))).findings).toBe(0);
    expect(look(id, poll(poll(begun(), at2('09')), ended('completed', { lastUpdatedAt: 'now' }))).findings).toBe(1);
    const crossing = begun()
      .sent({ jsonrpc: '2.0', id: 'a', method: 'tasks/get', params: { taskId: ID } })
      .sent({ jsonrpc: '2.0', id: 'b', method: 'tasks/get', params: { taskId: ID } })
      .received({ jsonrpc: '2.0', id: 'b', result: at2('09') })
      .received({ jsonrpc: '2.0', id: 'a', result: at2('05') });
    expect(look(id, crossing).findings).toBe(0);
  });
  test('the latest change does not come before the creation', () => {
    expect(look('tasks.task.last-updated-at', at({ lastUpdatedAt: '2026-11-22T11:00:00Z' })).findings).toBe(1);
  });
  test('a change is told by its time, where it came well after the time of the one before', () => {
    const changed = (waited: number, lastUpdatedAt = CREATED, before = 'working') =>
      look(
        'tasks.task.last-updated-at',
        poll(poll(begun(), task()).wait(waited), task({ status: before })).call(
          'tasks/get',
          { taskId: ID },
          { result: ended('completed', { lastUpdatedAt }) },
        ),
      ).findings;
    expect(changed(1500)).toBe(1);
    expect(changed(1500, '2026-11-22T12:00:02Z')).toBe(0);
    expect(changed(900)).toBe(0);
    expect(changed(1500, CREATED, 'completed')).toBe(0);
  });
  test.each([null, 0, 60000])('a lifetime of %s is one', (ttl) => {
    expect(look('tasks.ttl.actual', at({ ttl })).findings).toBe(0);
  });
  test('a lifetime is a number or null, wherever a task is told of', () => {
    const listed = (ttl: unknown) => begun().call('tasks/list', {}, { result: { tasks: [task({ ttl })] } });
    const told = (ttl: unknown) => begun().received(note('notifications/tasks/status', task({ ttl })));
    for (const ttl of [null, 0, 60_000]) {
      expect(look('tasks.task.members', listed(ttl)).findings).toBe(0);
      expect(look('tasks.status.full-state', told(ttl)).findings).toBe(0);
    }
    for (const ttl of ['60000', true, undefined]) {
      expect(look('tasks.task.members', listed(ttl)).findings).toBe(1);
      expect(look('tasks.status.full-state', told(ttl)).findings).toBe(1);
    }
    // Of what tasks/get answers another rule says what it is.
    const got = (ttl: unknown) =>
      look('tasks.task.members', begun().call('tasks/get', { taskId: ID }, { result: task({ ttl }) })).findings;
    expect([got('60000'), got(undefined)]).toEqual([0, 1]);
  });
  test('a task that is gone before its time is found; one that was cancelled may go', () => {
    const gone = (composer: Composer) => composer.call('tasks/get', { taskId: ID }, noSuchTask);
    expect(look('tasks.ttl.actual', gone(poll(begun(), task()))).findings).toBe(1);
    expect(look('tasks.ttl.actual', gone(cancelled())).findings).toBe(0);
  });
});

describe('the status of a task', () => {
  test('two answers that crossed each other say nothing of an order', () => {
    const composer = begun()
      .sent({ jsonrpc: '2.0', id: 'a', method: 'tasks/get', params: { taskId: ID } })
      .sent({ jsonrpc: '2.0', id: 'b', method: 'tasks/get', params: { taskId: ID } })
      .received({ jsonrpc: '2.0', id: 'b', result: ended('completed') })
      .received({ jsonrpc: '2.0', id: 'a', result: task() });
    expect(look('tasks.lifecycle.terminal-final', composer)).toEqual(NOTHING);
  });
  test('a task that was told to have ended has ended; one that is told so late may say what it was before', () => {
    const told = (status: string) => begun().received(note('notifications/tasks/status', ended(status)));
    expect(look('tasks.lifecycle.terminal-final', poll(told('completed'), task())).findings).toBe(1);
    expect(look('tasks.lifecycle.terminal-final', poll(told('completed'), ended('completed')))).toEqual({
      observed: 1,
      findings: 0,
    });
    expect(look('tasks.cancel.stays-cancelled', poll(told('cancelled'), task())).findings).toBe(1);
    expect(look('tasks.lifecycle.terminal-final', poll(told('working'), ended('completed')))).toEqual(NOTHING);
    const late = completed().received(note('notifications/tasks/status', task()));
    expect(look('tasks.lifecycle.terminal-final', late)).toEqual(NOTHING);
  });
  test('a completed task that is worked on again is found; a cancelled one by both rules', () => {
    const again = poll(completed(), task());
    expect(look('tasks.lifecycle.terminal-final', again).findings).toBe(1);
    expect(look('tasks.cancel.stays-cancelled', again)).toEqual(NOTHING);
    expect(look('tasks.cancel.stays-cancelled', poll(cancelled(), task())).findings).toBe(1);
  });
});

test('an id is one of its own at its server, which over stdio is each process', () => {
  const both = (transport: 'stdio' | 'streamable-http') =>
    begun(transport)
      .established('2025-11-25', { tools: {}, tasks: { requests: { tools: { call: {} } } } }, 'second')
      .call('tools/call', asTask(), { result: { task: task() } });
  expect(look('tasks.id.unique', both('streamable-http'))).toEqual({ observed: 1, findings: 1 });
  expect(look('tasks.id.unique', both('stdio'))).toEqual(NOTHING);
  const nameless = serving().call('tools/call', asTask(), { result: { task: task({ taskId: undefined }) } });
  nameless.call('tools/call', asTask(), { result: { task: task({ taskId: undefined }) } });
  expect(look('tasks.id.unique', nameless)).toEqual(NOTHING);
});

test('an id is given again where the task that had it may be gone', () => {
  const again = (ttl: number, state = task({ ttl })) =>
    look(
      'tasks.id.unique',
      poll(serving().call('tools/call', asTask(), { result: { task: task({ ttl }) } }), state).call(
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

describe('tasks.auth.secure-ids', () => {
  const id = 'tasks.auth.secure-ids';
  const two = (first: string, second: string, composer = serving()) =>
    composer
      .call('tools/call', asTask(), { result: { task: task({ taskId: first, createdAt: CREATED }) } })
      .call('tools/call', asTask(), { result: { task: task({ taskId: second }) } });
  test('ids that count up are found, random ones are not', () => {
    expect(look(id, two('task-7', 'task-8')).findings).toBe(1);
    expect(look(id, two(ID, OTHER_ID))).toEqual({ observed: 1, findings: 0 });
  });
  test('ids that follow from a clock are found, a time in front of what was drawn is not', () => {
    const made = Date.parse(CREATED);
    expect(look(id, two(`job_${made}`, `job_${made + 2000}`)).findings).toBe(1);
    expect(look(id, two(`${made}123456`, `${made + 3}654321`)).findings).toBe(1);
    expect(look(id, two(`${made + 60_000}`, `${made - 60_000}`)).findings).toBe(0);
    // Which moment is meant by a time without a zone is not the same on every machine.
    const zoneless = serving();
    for (const taskId of [`${made}`, `${made + 2000}`])
      zoneless.call('tools/call', asTask(), { result: { task: task({ taskId, createdAt: '2026-11-22T12:00:00' }) } });
    expect(look(id, zoneless)).toEqual({ observed: 1, findings: 0 });
    expect(look(id, two('f3a1c5d0-c79b-11f0-9f1c-0242ac120002', 'f7d20b64-c79b-11f0-9f1c-0242ac120002')).findings).toBe(
      1,
    );
    expect(look(id, two('f3a1c5d0-c79b-11f0-9f1c-0242ac120002', 'f7d20b64-c79b-11f0-8a2e-5b1d9e0c7f41')).findings).toBe(
      0,
    );
    expect(look(id, two('019aab6e-2c00-7a31-9d2c-4be1f08a6c11', '019aab6e-2c0a-7f02-8e77-91c3d5b2aa40')).findings).toBe(
      0,
    );
  });
  test('says nothing of a server that may know who asks, by whatever name it calls the key', () => {
    const known = (name: string) => {
      const composer = serving('streamable-http');
      for (const taskId of ['task-7', 'task-8'])
        composer.call('tools/call', asTask(), { result: { task: task({ taskId }) } }, { headers: { [name]: 'k' } });
      return look(id, composer);
    };
    for (const name of ['Authorization', 'X-API-Key', 'Cookie']) expect(known(name)).toEqual(NOTHING);
    expect(look(id, two('task-7', 'task-8', serving('streamable-http'))).findings).toBe(1);
  });
});

test('a status notification names its task in its metadata, whatever stands there', () => {
  const told = (meta: object) =>
    serving().received({
      jsonrpc: '2.0',
      method: 'notifications/tasks/status',
      params: { ...task(), _meta: { ...meta } },
    });
  const id = 'tasks.status.no-related-metadata';
  expect(look(id, told({}))).toEqual({ observed: 1, findings: 0 });
  expect(look(id, told({ 'io.modelcontextprotocol/related-task': {} }))).toEqual({ observed: 1, findings: 1 });
});
