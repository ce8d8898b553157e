import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import {
  asTask,
  begun,
  completed,
  content,
  ended,
  ID,
  look,
  noSuchTask,
  note,
  OTHER_ID,
  plain,
  related,
  serving,
  task,
} from '../../examples/tasks/samples.ts';
import { NOTHING, of } from './of.fixture.ts';

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
    const again = fetched(noSuchTask).call('tasks/result', { taskId: ID }, result(ID));
    expect(of(id, again)).toEqual({ observed: 1, findings: 1 });
    // A result that is given to nobody twice was not refused for the metadata.
    expect(of(id, fetched(noSuchTask))).toEqual(NOTHING);
    expect(of(id, fetched(noSuchTask).call('tasks/result', { taskId: ID }, noSuchTask))).toEqual(NOTHING);
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
  test('waits for a question that names no task only where it says so before that is answered', () => {
    const { _meta, ...unnamed } = question().params;
    const nameless = () => begun().received({ ...question(), params: unnamed });
    const reply = answered({ action: 'accept', content: {} });
    expect(of(named, look(nameless(), waits).sent(reply))).toEqual({ observed: 1, findings: 1 });
    expect(of(named, look(nameless().sent(reply), waits))).toEqual(NOTHING);
    expect(of(named, look(nameless(), task()).sent(reply))).toEqual(NOTHING);
    const told = note('notifications/tasks/status', waits);
    expect(of(named, nameless().received(told).sent(reply))).toEqual({ observed: 1, findings: 1 });
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
    const { _meta, ...unnamed } = question().params;
    const nameless = { ...question(), params: unnamed };
    const onGetNameless = () => begun('streamable-http').stream({ method: 'GET' }).told(nameless);
    // It may ask for reasons of its own, unless the task says that it waits.
    expect(of(named, look(onGetNameless(), task()))).toEqual(NOTHING);
    expect(of(entered, look(onGetNameless(), task()))).toEqual(NOTHING);
    expect(of(named, look(onGetNameless(), waits))).toEqual({ observed: 1, findings: 1 });
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
