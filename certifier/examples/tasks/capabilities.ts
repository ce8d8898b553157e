/** specification/tasks.md, capabilities and tools that can be tasks. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { asTask, begun, content, methodNotFound, noSuchTask, plain, serving, task, tool } from './samples.ts';

const listing = () => serving().call('tasks/list', {}, { result: { tasks: [] } });
/** It runs calls as tasks, and has neither of the two operations. */
const withoutOperations = () =>
  new Composer('stdio').established('2025-11-25', { tools: {}, tasks: { requests: { tools: { call: {} } } } });
/** A tool that is no task, and one that is nothing else. */
const bothKinds = () =>
  new Composer('stdio')
    .established('2025-11-25', { tools: {}, tasks: { requests: { tools: { call: {} } } } })
    .call('tools/list', {}, { result: { tools: [tool('count'), tool('export', 'required')] } });
const refusedPlain = () =>
  bothKinds()
    .call('tools/call', asTask(), { result: { task: task() } })
    .call('tools/call', plain, methodNotFound);

export const examples: Examples = {
  'tasks.capability.server-declares': () => begun(),
  'tasks.capability.objects': () => serving(),
  'tasks.capability.list': listing,
  'tasks.list.undeclared': () => withoutOperations().call('tasks/list', {}, methodNotFound),
  'tasks.capability.cancel': () => serving().call('tasks/cancel', { taskId: 'no-such-task' }, noSuchTask),
  'tasks.cancel.undeclared': () => withoutOperations().call('tasks/cancel', { taskId: 'no-such-task' }, methodNotFound),
  'tasks.capability.tools-call': () => begun(),
  'tasks.receive.ignored-when-undeclared': () =>
    new Composer('stdio')
      .established('2025-11-25', { tools: {} })
      .call('tools/call', plain, { result: { content } })
      .call('tools/call', asTask(), { result: { content } }),
  'tasks.tool.task-support-values': () => bothKinds(),
  'tasks.tool.forbidden-refused': () =>
    bothKinds()
      .call('tools/call', { name: 'count', arguments: {} }, { result: { content } })
      .call('tools/call', asTask({ name: 'count' }), methodNotFound),
  'tasks.tool.required-refused': refusedPlain,
  'tasks.tool.required-code': refusedPlain,
};
