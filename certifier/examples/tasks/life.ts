/** specification/tasks.md: a task from its beginning to its end, and what is said of it. */
import type { Examples } from '../engine/example.ts';
import {
  asTask,
  begun,
  bracketed,
  brokeDown,
  cancelled,
  completed,
  content,
  ended,
  ID,
  noSuchTask,
  note,
  OTHER_ID,
  poll,
  serving,
  task,
  toolFailure,
} from './samples.ts';

const getting = () => poll(begun(), task());
const IMMEDIATE = { 'io.modelcontextprotocol/model-immediate-response': 'The export has begun' };
const slow = { name: 'slow_compute', arguments: { seconds: 5 }, task: { ttl: 60000 } };
const seconds = { type: 'object', properties: { seconds: { type: 'number' } }, required: ['seconds'] };
const slowTool = { name: 'slow_compute', inputSchema: seconds, execution: { taskSupport: 'optional' } };
const told = () =>
  begun()
    .received(note('notifications/tasks/status', ended('completed')))
    .call('ping', {}, { result: {} });
const two = () => begun().call('tools/call', asTask(), { result: { task: task({ taskId: OTHER_ID }) } });

const callSlow = (milliseconds: number) =>
  serving()
    .call('tools/list', {}, { result: { tools: [slowTool] } })
    .sent({ jsonrpc: '2.0', id: 'slow', method: 'tools/call', params: slow })
    .wait(milliseconds)
    .received({ jsonrpc: '2.0', id: 'slow', result: { task: task() } });

export const violating: Examples = {
  'tasks.create.promptly': () => callSlow(5000),
};

export const examples: Examples = {
  'tasks.create.returns-task': () => begun(),
  'tasks.create.no-operation-result': () => begun(),
  'tasks.create.promptly': () => callSlow(0),
  'tasks.create.model-immediate-response': () =>
    serving().call('tools/call', asTask(), { result: { task: task(), _meta: IMMEDIATE } }),
  'tasks.get.answered': getting,
  'tasks.get.flat': getting,
  'tasks.http.no-stream-for-get': () => poll(begun('streamable-http'), task()),
  'tasks.result.final': () => bracketed({ result: { content } }, 'completed'),
  'tasks.result.original-type': completed,
  'tasks.result.same-error': () => bracketed(brokeDown, 'failed'),
  'tasks.result.same-success': () => bracketed(toolFailure, 'failed'),
  'tasks.result.cancelled': cancelled,
  'tasks.result.blocks': completed,
  'tasks.status.full-state': told,
  'tasks.status.no-related-metadata': told,
  'tasks.id.string': getting,
  'tasks.poll.interval-optional': getting,
  'tasks.ttl.may-override': getting,
  'tasks.status.may-send': told,
  'tasks.id.receiver-generated': () => begun('stdio', asTask({ task: { ttl: 60000, taskId: 'my-export' } })),
  'tasks.id.unique': two,
  'tasks.auth.secure-ids': two,
  'tasks.status.values': completed,
  'tasks.lifecycle.begins-working': () => begun(),
  'tasks.lifecycle.terminal-final': () => poll(completed(), ended('completed')),
  'tasks.task.members': getting,
  'tasks.task.created-at': completed,
  'tasks.task.last-updated-at': completed,
  'tasks.ttl.actual': getting,
  'tasks.failed.on-error': () => bracketed(brokeDown, 'failed'),
  'tasks.failed.tool-is-error': () => bracketed(toolFailure, 'failed'),
  'tasks.failed.status-message': () => bracketed(toolFailure, 'failed'),
  'tasks.resources.max-ttl': () =>
    serving().call('tools/call', asTask({ task: { ttl: 1_000_000_000_000 } }), {
      result: { task: task({ ttl: 3_600_000 }) },
    }),
  'tasks.resources.cleanup': () =>
    serving()
      .call('tools/call', asTask({ task: { ttl: 5 } }), { result: { task: task({ ttl: 5 }) } })
      .wait(11_000)
      .call('tasks/get', { taskId: ID }, noSuchTask),
  'tasks.related.result-includes': completed,
  'tasks.related.receiver-omits': getting,
};
