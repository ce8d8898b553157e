import { describe, expect, test } from 'vitest';
import { begun } from '../../examples/engine/asking.ts';
import { Composer } from '../../examples/engine/compose.ts';
import { asTask, ended, ID, note, OTHER_ID, poll, related, serving, task } from '../../examples/tasks/samples.ts';
import { seen } from '../engine/seen.fixture.ts';
import { checks as tasks } from './tasks.ts';
import { checks as tokens } from './tokens.ts';

const asked = (id: number, progressToken: unknown) => ({
  jsonrpc: '2.0',
  id,
  method: 'roots/list',
  params: { _meta: { progressToken } },
});
const roots = (id: number) => ({ jsonrpc: '2.0', id, result: { roots: [] } });
const called = () => begun('2025-11-25').call('tools/call', { name: 't', arguments: {} }, undefined, { id: 'call' });

describe('progress.server-token.type', () => {
  const judged = (token: unknown) => seen(tokens['progress.server-token.type'], called().received(asked(1, token)));
  test.each(['draft', '', 7, -1])('takes %j', (token) => {
    expect(judged(token)).toEqual({ observed: 1, findings: 0 });
  });
  test.each([1.5, null, true, ['draft'], {}])('finds %j', (token) => {
    expect(judged(token)).toEqual({ observed: 1, findings: 1 });
  });
  test('asks nothing of a request without a token', () => {
    expect(judged(undefined)).toEqual({ observed: 0, findings: 0 });
  });
});

describe('progress.server-token.unique', () => {
  const judged = (composer: Composer) => seen(tokens['progress.server-token.unique'], composer);
  const two = (one: unknown, other: unknown) => called().received(asked(1, one)).received(asked(2, other));
  const bothAnswered = (composer: Composer) => composer.sent(roots(1)).sent(roots(2));
  test('finds one token of two requests that are open at once', () => {
    expect(judged(bothAnswered(two('a', 'a')))).toEqual({ observed: 1, findings: 1 });
    expect(judged(bothAnswered(two('a', 'b')))).toEqual({ observed: 1, findings: 0 });
  });
  test('takes the same words of another type for another token', () => {
    expect(judged(bothAnswered(two(1, '1')))).toEqual({ observed: 1, findings: 0 });
  });
  test('lets a token be used again once its request has ended', () => {
    const again = called().received(asked(1, 'a')).sent(roots(1)).received(asked(2, 'a')).sent(roots(2));
    expect(judged(again)).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge what comes when a stream is taken up again, which may have ended long before', () => {
    const composer = new Composer('streamable-http').established('2025-11-25', { tools: {} }, 'main', { roots: {} });
    composer
      .stream({ method: 'GET' }, { headers: [['Last-Event-ID', '1']] })
      .told(asked(1, 'a'))
      .told(asked(2, 'a'));
    for (const id of [1, 2]) composer.exchange(roots(id), { status: 202 });
    expect(judged(composer)).toEqual({ observed: 0, findings: 0 });
  });
  test('goes by the request that is open longest', () => {
    const third = (token: string) =>
      two('a', token).sent(roots(2)).received(asked(3, 'a')).sent(roots(3)).sent(roots(1));
    expect(judged(third('a'))).toEqual({ observed: 2, findings: 2 });
    expect(judged(third('b'))).toEqual({ observed: 2, findings: 1 });
  });
  test('does not count one request twice that was delivered twice', () => {
    const twice = called().received(asked(1, 'a')).received(asked(1, 'a')).sent(roots(1));
    expect(judged(twice)).toEqual({ observed: 0, findings: 0 });
  });
});

const progress = (progressToken: unknown, value: number, taskId = ID) =>
  note('notifications/progress', { progressToken, progress: value, _meta: related(taskId) });
const withToken = () =>
  serving().call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'export-1' } });
const pong = { result: {} };

describe('progress.task.same-token', () => {
  const judged = (composer: Composer) => seen(tasks['progress.task.same-token'], composer);
  test('finds the id of the task instead of the token', () => {
    expect(judged(withToken().received(progress(ID, 1)))).toEqual({ observed: 1, findings: 1 });
    expect(judged(withToken().received(progress('export-1', 1)))).toEqual({ observed: 1, findings: 0 });
  });
  test('does not judge a report of an unknown task, nor one for the request that asks for the result', () => {
    expect(judged(withToken().received(progress('other', 1, OTHER_ID)))).toEqual({ observed: 0, findings: 0 });
    const asking = withToken()
      .call('tasks/result', { taskId: ID }, undefined, { id: 'result', meta: { progressToken: 'wait' } })
      .received(progress('wait', 1));
    expect(judged(asking)).toEqual({ observed: 0, findings: 0 });
  });
  test('takes a report on the stream of the result that names no task for one of the task, unless another request gave its token', () => {
    const onResult = (progressToken: string) => {
      const composer = serving('streamable-http')
        .call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'export-1' } })
        .call('tools/call', { name: 'export', arguments: {} }, undefined, { meta: { progressToken: 'plain' } });
      composer.stream({ method: 'tasks/result', params: { taskId: ID } });
      return judged(composer.told(note('notifications/progress', { progressToken, progress: 1 })));
    };
    expect(onResult(ID)).toEqual({ observed: 1, findings: 1 });
    expect(onResult('plain')).toEqual({ observed: 0, findings: 0 });
  });
});

describe('progress.task.stops', () => {
  const judged = (composer: Composer) => seen(tasks['progress.task.stops'], composer);
  const over = (status = 'completed') => poll(withToken().received(progress('export-1', 1)), ended(status));
  test.each(['completed', 'failed', 'cancelled'])('finds progress of a task that is %s', (status) => {
    const composer = over(status).call('ping', {}, pong).received(progress('export-1', 2));
    expect(judged(composer)).toEqual({ observed: 1, findings: 1 });
  });
  test('lets what was on its way arrive', () => {
    expect(judged(over().received(progress('export-1', 2)).call('ping', {}, pong))).toEqual({
      observed: 1,
      findings: 0,
    });
  });
  test('does not judge a task that never reported, nor one that was not seen to end', () => {
    expect(judged(poll(withToken(), ended('completed')).call('ping', {}, pong)).observed).toBe(0);
    expect(judged(withToken().received(progress('export-1', 1)).call('ping', {}, pong)).observed).toBe(0);
  });
  test('does not judge one whose reports all came when it had ended, nor where nothing else was answered', () => {
    const after = poll(withToken(), ended('completed')).received(progress('export-1', 1)).call('ping', {}, pong);
    expect(judged(after.received(progress('export-1', 2)))).toEqual({ observed: 0, findings: 0 });
    expect(judged(over().received(progress('export-1', 2)))).toEqual({ observed: 0, findings: 0 });
  });
  test('does not judge what a stream says that is taken up again', () => {
    const replayed = (headers: readonly (readonly [string, string])[]) => {
      const composer = serving('streamable-http')
        .call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'export-1' } })
        .stream({ method: 'GET' })
        .told(progress('export-1', 1));
      const later = poll(composer, ended('completed')).call('ping', {}, pong).stream({ method: 'GET' }, { headers });
      return judged(later.told(progress('export-1', 2)));
    };
    expect(replayed([])).toEqual({ observed: 1, findings: 1 });
    expect(replayed([['Last-Event-ID', '1']])).toEqual({ observed: 1, findings: 0 });
  });
  test('does not judge a token that another request gave as well', () => {
    const composer = over().call('tools/call', { name: 'export', arguments: {} }, undefined, {
      id: 'again',
      meta: { progressToken: 'export-1' },
    });
    expect(judged(composer.call('ping', {}, pong).received(progress('export-1', 1))).observed).toBe(0);
  });
});
