import { describe, expect, test } from 'vitest';
import type { Composer } from '../../examples/engine/compose.ts';
import {
  asTask,
  begun,
  completed,
  content,
  ended,
  ID,
  noSuchTask,
  note,
  OTHER_ID,
  plain,
  poll,
  related,
  serving,
  task,
} from '../../examples/tasks/samples.ts';
import { looking, NOTHING } from '../engine/looked.fixture.ts';
import { checks } from '../tasks.ts';

const look = looking(checks);

describe('tasks.related.parameter-counts', () => {
  const id = 'tasks.related.parameter-counts';
  const other = { meta: related(OTHER_ID) };
  const result = (taskId: string) => ({ result: { content, _meta: related(taskId) } });
  const two = (composer = completed()) =>
    composer.call('tools/call', asTask(), { result: { task: task({ taskId: OTHER_ID }) } });
  test('looks at the result that is given, which the other rules of results leave alone', () => {
    const fetched = (answer: object) => two().call('tasks/result', { taskId: ID }, { ...answer }, other);
    expect(look(id, fetched(result(ID)))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, fetched(result(OTHER_ID)))).toEqual({ observed: 1, findings: 1 });
    const again = fetched(noSuchTask).call('tasks/result', { taskId: ID }, result(ID));
    expect(look(id, again)).toEqual({ observed: 1, findings: 1 });
    // A result that is given to nobody twice was not refused for the metadata.
    expect(look(id, fetched(noSuchTask))).toEqual(NOTHING);
    expect(look(id, fetched(noSuchTask).call('tasks/result', { taskId: ID }, noSuchTask))).toEqual(NOTHING);
    expect(look(id, fetched({ result: { content } }))).toEqual(NOTHING);
    expect(look('tasks.related.result-includes', fetched(result(OTHER_ID)))).toEqual({ observed: 1, findings: 0 });
    // A result that was never given is not refused for the metadata.
    expect(look(id, two(begun()).call('tasks/result', { taskId: ID }, noSuchTask, other))).toEqual(NOTHING);
  });
  test('looks at which task is cancelled by the id of none', () => {
    const stopped = (answer: object) => two().call('tasks/cancel', { taskId: 'x' }, { ...answer }, other);
    const goesOn = task({ taskId: OTHER_ID });
    const over = ended('cancelled', { taskId: OTHER_ID });
    expect(look(id, poll(stopped(noSuchTask), goesOn))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, poll(stopped(noSuchTask), over))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, stopped({ result: over }))).toEqual({ observed: 1, findings: 1 });
    const itself = stopped(noSuchTask).call('tasks/cancel', { taskId: OTHER_ID }, { result: over });
    expect(look(id, poll(itself, over))).toEqual(NOTHING);
    expect(look(id, stopped(noSuchTask))).toEqual(NOTHING);
    expect(look('tasks.error.unknown-task', stopped({ result: over }))).toEqual(NOTHING);
  });
  test('looks at which task is given, where it was there before and after', () => {
    const asked = (answer: object, composer = poll(two(), task())) =>
      composer.call('tasks/get', { taskId: ID }, { ...answer }, other);
    const later = (composer: Composer) => look(id, poll(composer, task()));
    expect(later(asked({ result: task() }))).toEqual({ observed: 1, findings: 0 });
    expect(later(asked({ result: task({ taskId: OTHER_ID }) }))).toEqual({ observed: 1, findings: 1 });
    expect(later(asked(noSuchTask))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, asked(noSuchTask))).toEqual(NOTHING);
    expect(later(asked(noSuchTask, two(begun())))).toEqual(NOTHING);
    const unknown = poll(serving(), task()).call('tasks/get', { taskId: ID }, noSuchTask, other);
    expect(look(id, poll(unknown, task()))).toEqual(NOTHING);
    const same = poll(two(), task()).call('tasks/get', { taskId: ID }, noSuchTask, { meta: related(ID) });
    expect(look(id, poll(same, task()))).toEqual(NOTHING);
  });
  test('a task that is refused for its metadata is not gone', () => {
    const refused = two().call('tasks/get', { taskId: ID }, noSuchTask, other);
    expect(look('tasks.ttl.actual', poll(refused, ended('completed'))).findings).toBe(0);
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
  test('a server may poll at the roots for itself', () => {
    const looked = poll(begun().received({ jsonrpc: '2.0', id: 'q', method: 'roots/list' }), task());
    for (const id of [entered, named]) expect(look(id, looked)).toEqual(NOTHING);
  });
  test('waits for a question that names no task only where it says so before that is answered', () => {
    const { _meta, ...unnamed } = question().params;
    const nameless = () => begun().received({ ...question(), params: unnamed });
    const reply = answered({ action: 'accept', content: {} });
    expect(look(named, poll(nameless(), waits).sent(reply))).toEqual({ observed: 1, findings: 1 });
    expect(look(named, poll(nameless().sent(reply), waits))).toEqual(NOTHING);
    expect(look(named, poll(nameless(), task()).sent(reply))).toEqual(NOTHING);
    const told = note('notifications/tasks/status', waits);
    expect(look(named, nameless().received(told).sent(reply))).toEqual({ observed: 1, findings: 1 });
  });
  test('says so meanwhile, unless it ends without the answer', () => {
    const asked = () => begun().received(question());
    expect(look(entered, poll(asked(), task()))).toEqual({ observed: 1, findings: 1 });
    expect(look(entered, poll(asked(), ended('completed')))).toEqual(NOTHING);
    expect(look(entered, poll(poll(asked(), task()), ended('completed')))).toEqual(NOTHING);
  });
  test('says so until the answer, and was not seen to need it where it never did', () => {
    const accept = answered({ action: 'accept', content: {} });
    expect(look(entered, poll(begun().received(question()).sent(accept), task()))).toEqual(NOTHING);
    expect(look(entered, poll(begun(), task()).received(question()))).toEqual(NOTHING);
    const fetched = (state: object) =>
      poll(
        poll(begun(), { ...state })
          .sent({ jsonrpc: '2.0', id: 'r', method: 'tasks/result', params: { taskId: ID } })
          .received(question())
          .sent(accept)
          .received({ jsonrpc: '2.0', id: 'r', result: { content, _meta: related() } }),
        waits,
      );
    expect(look(left, fetched(waits))).toEqual({ observed: 1, findings: 1 });
    expect(look(left, fetched(task()))).toEqual(NOTHING);
  });
  test('need not go on without what it asked for', () => {
    const told = (result: object) =>
      poll(poll(begun().received(question()), waits).sent(answered(result)).call('ping', {}, { result: {} }), waits);
    const fetched = (result: object) =>
      poll(
        poll(begun(), waits)
          .sent({ jsonrpc: '2.0', id: 'r', method: 'tasks/result', params: { taskId: ID } })
          .received(question())
          .sent(answered(result))
          .received({ jsonrpc: '2.0', id: 'r', result: { content, _meta: related() } }),
        waits,
      );
    expect(look(left, fetched({ action: 'accept', content: {} }))).toEqual({ observed: 1, findings: 1 });
    expect(look(left, fetched({ action: 'decline' }))).toEqual(NOTHING);
    expect(look(left, told({ action: 'decline' }))).toEqual(NOTHING);
  });
  test('asks on any stream over HTTP that is not of another request', () => {
    const onGet = (taskId: string) =>
      begun('streamable-http')
        .stream({ method: 'GET' })
        .told(question(undefined, form, taskId));
    expect(look(named, onGet(ID))).toEqual({ observed: 1, findings: 0 });
    expect(look(named, onGet(OTHER_ID))).toEqual({ observed: 1, findings: 1 });
    const { _meta, ...unnamed } = question().params;
    const nameless = { ...question(), params: unnamed };
    const onGetNameless = () => begun('streamable-http').stream({ method: 'GET' }).told(nameless);
    // It may ask for reasons of its own, unless the task says that it waits.
    expect(look(named, poll(onGetNameless(), task()))).toEqual(NOTHING);
    expect(look(entered, poll(onGetNameless(), task()))).toEqual(NOTHING);
    expect(look(named, poll(onGetNameless(), waits))).toEqual({ observed: 1, findings: 1 });
    const beside = begun('streamable-http').stream({ method: 'tools/call', params: plain }).told(question());
    expect(look(named, beside)).toEqual(NOTHING);
  });
});

describe('messages that belong to a task', () => {
  const progress = (params: object) => note('notifications/progress', { progressToken: 'p', progress: 1, ...params });
  const running = () =>
    serving().call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'p' } });
  test('name that task and no other', () => {
    expect(look('tasks.related.all-messages', running().received(progress({ _meta: related() }))).findings).toBe(0);
    expect(
      look('tasks.related.all-messages', running().received(progress({ _meta: related(OTHER_ID) }))).findings,
    ).toBe(1);
    expect(look('tasks.related.all-messages', running().received(progress({}))).findings).toBe(1);
  });
  test('progress after a cancellation shows that the work goes on; silence counts once something else was answered', () => {
    const stop = (composer: Composer) => composer.call('tasks/cancel', { taskId: ID }, { result: ended('cancelled') });
    const told = () => running().received(progress({ _meta: related() }));
    expect(look('tasks.cancel.stops-work', stop(told()))).toEqual(NOTHING);
    expect(look('tasks.cancel.stops-work', stop(told()).call('ping', {}, { result: {} }))).toEqual({
      observed: 1,
      findings: 0,
    });
    const onItsWay = stop(told())
      .received(progress({ progress: 2 }))
      .call('ping', {}, { result: {} });
    expect(look('tasks.cancel.stops-work', onItsWay)).toEqual({ observed: 1, findings: 0 });
    expect(look('tasks.cancel.stops-work', onItsWay.received(progress({ progress: 3 }))).findings).toBe(1);
    const ping = (composer: Composer) => composer.call('ping', {}, { result: {} });
    const never = ping(stop(running())).received(progress({ _meta: related() }));
    expect(look('tasks.cancel.stops-work', never)).toEqual(NOTHING);
    const unnamed = stop(begun().received(progress({ progressToken: undefined })));
    expect(look('tasks.cancel.stops-work', ping(unnamed).received(progress({ progressToken: undefined })))).toEqual(
      NOTHING,
    );
    const others = ping(stop(told())).received(note('notifications/message', { progressToken: 'p' }));
    expect(look('tasks.cancel.stops-work', others)).toEqual({ observed: 1, findings: 0 });
  });
});
