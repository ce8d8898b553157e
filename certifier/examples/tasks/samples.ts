/** What examples about tasks share. */
import type { Transport } from '../../evidence/transcript.ts';
import { Composer } from '../engine/compose.ts';

type Members = Readonly<Record<string, unknown>>;

export const RELATED_TASK = 'io.modelcontextprotocol/related-task';
export const ID = '6f0d2c1e-5b0a-4c57-9d5e-0f1b8f3f7a11';
export const OTHER_ID = 'a94c7a52-2f0e-4c1b-8f7d-3f0f6a1d2b45';
export const CREATED = '2026-11-22T12:00:00.000Z';
export const CHANGED = '2026-11-22T12:00:00.020Z';

/** A task, as it is at its beginning unless told otherwise. */
export const task = (changes: Members = {}): Members => ({
  taskId: ID,
  status: 'working',
  createdAt: CREATED,
  lastUpdatedAt: CREATED,
  ttl: 60000,
  pollInterval: 1000,
  ...changes,
});
export const ended = (status: string, changes: Members = {}): Members =>
  task({ status, lastUpdatedAt: CHANGED, ...changes });

export const tool = (name: string, taskSupport?: string): Members => ({
  name,
  description: 'Exports the records of a year',
  inputSchema: { type: 'object', additionalProperties: false },
  ...(taskSupport === undefined ? {} : { execution: { taskSupport } }),
});

export const content = [{ type: 'text', text: '118 records' }];
export const plain = { name: 'export', arguments: {} };
/** The same call, as a task. */
export const asTask = (changes: Members = {}): Members => ({ ...plain, task: { ttl: 60000 }, ...changes });
export const related = (taskId: string = ID): Members => ({ [RELATED_TASK]: { taskId } });
export const methodNotFound = { error: { code: -32601, message: 'Method not found' } };
export const noSuchTask = { error: { code: -32602, message: 'There is no such task' } };

export const CAPABILITIES = { tools: {}, tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } };

/** A server whose tool `export` can be a task. */
export const serving = (transport: Transport = 'stdio', capabilities: Members = CAPABILITIES, support = 'optional') =>
  new Composer(transport)
    .established('2025-11-25', capabilities)
    .call('tools/list', {}, { result: { tools: [tool('export', support)] } });

/** It has handed out a task. */
export const begun = (transport: Transport = 'stdio', params: Members = asTask()) =>
  serving(transport).call('tools/call', params, { result: { task: task() } });

export const poll = (composer: Composer, state: Members): Composer =>
  composer.call('tasks/get', { taskId: String(state.taskId) }, { result: state });

/** It has handed out a task and given its result. */
export const completed = () =>
  poll(
    poll(begun(), task()).call('tasks/result', { taskId: ID }, { result: { content, _meta: related() } }),
    ended('completed'),
  );

/** A call that ends in this, without a task, as a task, and once more without. */
export const bracketed = (outcome: { readonly result: Members } | { readonly error: Members }, status: string) => {
  const composer = serving()
    .call('tools/call', plain, outcome)
    .call('tools/call', asTask(), { result: { task: task() } });
  const given = 'result' in outcome ? { result: { ...outcome.result, _meta: related() } } : outcome;
  composer.call('tasks/result', { taskId: ID }, given);
  return poll(composer, ended(status, { statusMessage: 'The export has ended' })).call('tools/call', plain, outcome);
};

export const toolFailure = { result: { content: [{ type: 'text', text: 'There is no such year' }], isError: true } };
export const brokeDown = { error: { code: -32603, message: 'The database is not there' } };

/** A task that is cancelled while its requestor waits for the result. */
export const cancelled = () =>
  poll(
    poll(begun(), task())
      .call('tasks/cancel', { taskId: ID }, { result: ended('cancelled') })
      .call('tasks/result', { taskId: ID }, { error: { code: -32602, message: 'The task was cancelled' } }),
    ended('cancelled'),
  );

export const note = (method: string, params: Members): Members => ({ jsonrpc: '2.0', method, params });
