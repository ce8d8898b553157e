import { describe, expect, it } from 'vitest';
import { Peer } from './testing/peer.ts';

const RELATED = 'io.modelcontextprotocol/related-task';
const call = (name: string, args: object = {}, task: object | null = {}) => ({
  name,
  arguments: args,
  ...(task === null ? {} : { task }),
});

describe('a task', () => {
  it('is handed out at once, completes, and gives what the call would have given', async () => {
    const peer = await Peer.inSession();
    const { result } = await peer.ask('tools/call', call('greet', { name: 'Ada' }));
    const { taskId } = result.task;
    expect(result.task).toMatchObject({ status: 'working', ttl: 60_000 });
    const [plain, outcome] = [
      await peer.ask('tools/call', call('greet', { name: 'Ada' }, null)),
      await peer.ask('tasks/result', { taskId }),
    ];
    expect(outcome.result).toEqual({ ...plain.result, _meta: { [RELATED]: { taskId } } });
    expect((await peer.ask('tasks/get', { taskId })).result).toMatchObject({ taskId, status: 'completed' });
  });

  it('fails with the error or the result that its tool ends in', async () => {
    const peer = await Peer.inSession();
    for (const name of ['failing_job', 'protocol_error_job']) {
      const { taskId } = (await peer.ask('tools/call', call(name))).result.task;
      const outcome = await peer.ask('tasks/result', { taskId });
      expect(outcome.error?.code ?? outcome.result.isError).toBe(name === 'failing_job' ? true : -32603);
      expect((await peer.ask('tasks/get', { taskId })).result.status).toBe('failed');
    }
  });

  it('is waited for until it is cancelled, and stays so', async () => {
    const peer = await Peer.inSession();
    const { taskId } = (await peer.ask('tools/call', call('slow_compute', { seconds: 60 }))).result.task;
    const waited = peer.ask('tasks/result', { taskId });
    expect((await peer.ask('tasks/cancel', { taskId })).result.status).toBe('cancelled');
    expect((await waited).error.code).toBe(-32602);
    expect((await peer.ask('tasks/cancel', { taskId })).error.code).toBe(-32602);
    expect((await peer.ask('tasks/get', { taskId })).result.status).toBe('cancelled');
  });

  it('asks its requestor where the result is waited for, and says in its status that it does', async () => {
    const peer = await Peer.inSession();
    const { taskId } = (await peer.ask('tools/call', call('confirm_delete', { filename: 'a' }))).result.task;
    const outcome = peer.ask('tasks/result', { taskId });
    const question = await peer.next(({ method }) => method === 'elicitation/create');
    expect(question.params._meta).toEqual({ progressToken: question.id, [RELATED]: { taskId } });
    expect((await peer.ask('tasks/get', { taskId })).result.status).toBe('input_required');
    peer.send({ jsonrpc: '2.0', id: question.id, result: { action: 'accept', content: { confirm: true } } });
    expect((await outcome).result.content).toEqual([{ type: 'text', text: 'Deleted a' }]);
  });

  it('is gone when its time has passed, which has an end', async () => {
    const peer = await Peer.inSession();
    const kept = await peer.ask('tools/call', call('greet', { name: 'a' }, { ttl: Number.MAX_SAFE_INTEGER }));
    expect(kept.result.task.ttl).toBe(3_600_000);
    const { taskId } = (await peer.ask('tools/call', call('greet', { name: 'a' }, { ttl: 0 }))).result.task;
    await expect.poll(async () => (await peer.ask('tasks/get', { taskId })).error?.code).toBe(-32602);
  });
});

it('tools that are no task, or nothing else, are refused in the other way', async () => {
  const peer = await Peer.inSession();
  expect((await peer.ask('tools/call', call('test_simple_text'))).error.code).toBe(-32601);
  expect((await peer.ask('tools/call', call('test_tool_with_task', {}, null))).error.code).toBe(-32601);
  expect((await peer.ask('tools/call', { name: 'greet', arguments: { name: 'a' }, task: 5 })).error.code).toBe(-32602);
});
