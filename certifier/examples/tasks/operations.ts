/** specification/tasks.md: the list, cancelling, errors, input, and messages that belong to a task. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import {
  asTask,
  begun,
  CAPABILITIES,
  cancelled,
  completed,
  content,
  ended,
  ID,
  noSuchTask,
  note,
  OTHER_ID,
  poll,
  related,
  serving,
  task,
  tool,
} from './samples.ts';

const listed = () => {
  const other = task({ taskId: OTHER_ID });
  const composer = begun()
    .call('tools/call', asTask(), { result: { task: other } })
    .call('tasks/list', {}, { result: { tasks: [task()], nextCursor: 'page-2' } })
    .call('tasks/list', { cursor: 'page-2' }, { result: { tasks: [other] } });
  return poll(poll(composer, task()), other);
};
const unknown = () => poll(begun(), task()).call('tasks/get', { taskId: 'no-such-task' }, noSuchTask);
const progressing = (count: number) =>
  note('notifications/progress', { progressToken: 'export-1', progress: count, _meta: related() });
const withProgress = () =>
  serving()
    .call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'export-1' } })
    .received(progressing(1));

/** A task of a client that can be asked. */
const asked = () =>
  new Composer('stdio')
    .open('2025-11-25')
    .call(
      'initialize',
      {
        protocolVersion: '2025-11-25',
        capabilities: { elicitation: {} },
        clientInfo: { name: 'example-client', version: '1.0.0' },
      },
      {
        result: {
          protocolVersion: '2025-11-25',
          capabilities: CAPABILITIES,
          serverInfo: { name: 'example-server', version: '1.0.0' },
        },
      },
    )
    .notify('notifications/initialized')
    .call('tools/list', {}, { result: { tools: [tool('export', 'optional')] } })
    .call('tools/call', asTask(), { result: { task: task() } });

/** The task asks its requestor something, and waits for the answer. */
const asking = () => {
  const question = {
    jsonrpc: '2.0',
    id: 1,
    method: 'elicitation/create',
    params: {
      message: 'Export all years?',
      requestedSchema: { type: 'object', properties: { all: { type: 'boolean' } } },
      _meta: related(),
    },
  };
  const waits = task({ status: 'input_required', lastUpdatedAt: ended('').lastUpdatedAt });
  const composer = poll(asked(), waits)
    .sent({ jsonrpc: '2.0', id: 'result', method: 'tasks/result', params: { taskId: ID } })
    .received(question);
  return poll(
    poll(composer, waits)
      .sent({ jsonrpc: '2.0', id: 1, result: { action: 'accept', content: { all: true }, _meta: related() } })
      .received({ jsonrpc: '2.0', id: 'result', result: { content, _meta: related() } }),
    ended('completed'),
  );
};

const THIRD_ID = '0d7c5f3e-6a1b-4e0e-9f0b-2c4f8b1e7a93';

export const violating: Examples = {
  /** The walk ends where the cursor is missing. */
  'tasks.list.next-cursor': () => {
    const others = [task({ taskId: OTHER_ID }), task({ taskId: THIRD_ID })];
    const composer = others.reduce<Composer>(
      (before, other) => before.call('tools/call', asTask(), { result: { task: other } }),
      begun(),
    );
    return [task(), ...others].reduce<Composer>(
      (before, each) => poll(before, each),
      composer.call('tasks/list', {}, { result: { tasks: [task()] } }),
    );
  },
  /** Nobody waits for an answer for ever. */
  'tasks.result.cancelled': () => {
    const composer = poll(begun(), task())
      .call('tasks/cancel', { taskId: ID }, { result: ended('cancelled') })
      .call('tasks/result', { taskId: ID }, undefined);
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', id: 6, after: 5000 });
    return poll(composer, ended('cancelled'));
  },
};

export const examples: Examples = {
  'tasks.list.includes-retrievable': listed,
  'tasks.list.next-cursor': listed,
  'tasks.list.invalid-cursor': () =>
    serving()
      .call('tasks/list', {}, { result: { tasks: [] } })
      .call(
        'tasks/list',
        { cursor: 'never-given' },
        { error: { code: -32602, message: 'The cursor is none of this list' } },
      ),
  'tasks.auth.no-anonymous-list': () => {
    const composer = begun('streamable-http')
      .call('tasks/list', {}, { result: { tasks: [task()] } })
      .established('2025-11-25', CAPABILITIES, 'second')
      .call('tasks/list', {}, { result: { tasks: [] } });
    return poll(composer.on(1), task());
  },
  'tasks.cancel.flat': cancelled,
  'tasks.cancel.terminal-rejected': () =>
    completed().call('tasks/cancel', { taskId: ID }, { error: { code: -32602, message: 'The task is over' } }),
  'tasks.cancel.cancelled-first': cancelled,
  'tasks.cancel.stays-cancelled': cancelled,
  'tasks.cancel.stops-work': () =>
    poll(withProgress().call('tasks/cancel', { taskId: ID }, { result: ended('cancelled') }), ended('cancelled')).call(
      'tasks/result',
      { taskId: ID },
      { error: { code: -32602, message: 'The task was cancelled' } },
    ),
  'tasks.error.unknown-task': unknown,
  'tasks.error.informative': unknown,
  'tasks.related.all-messages': () => poll(withProgress(), task()),
  'tasks.related.parameter-counts': () => {
    const composer = begun().call('tools/call', asTask(), { result: { task: task({ taskId: OTHER_ID }) } });
    return poll(
      poll(composer, task()).call('tasks/get', { taskId: ID }, { result: task() }, { meta: related(OTHER_ID) }),
      task(),
    );
  },
  'tasks.related.input-request': asking,
  'tasks.input.entered': asking,
  'tasks.input.left': asking,
};
