/** specification/progress.md: tokens that a server gives with its own requests, and the progress of tasks. */
import { begun } from '../engine/asking.ts';
import type { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { asTask, content, ended, ID, note, poll, related, serving, task } from '../tasks/samples.ts';

const draft = (id: number) => ({
  jsonrpc: '2.0',
  id,
  method: 'sampling/createMessage',
  params: {
    _meta: { progressToken: `draft-${id}` },
    messages: [{ role: 'user', content: { type: 'text', text: 'Write a title' } }],
    maxTokens: 20,
  },
});
const written = (id: number) => ({
  jsonrpc: '2.0',
  id,
  result: { role: 'assistant', model: 'example', content: { type: 'text', text: `Title ${id}` } },
});

/** A tool that has two drafts written at once. */
const twoDrafts = (): Composer =>
  begun('2025-11-25')
    .call('tools/call', { name: 'draft', arguments: {} }, undefined, { id: 'call-1' })
    .received(draft(1))
    .received(draft(2))
    .sent(written(1))
    .sent(written(2))
    .received({ jsonrpc: '2.0', id: 'call-1', result: { content: [{ type: 'text', text: 'Title 2' }] } });

const exported = (progress: number) =>
  note('notifications/progress', { progressToken: 'export-1', progress, total: 2, _meta: related() });

/** A task that reports its progress, completes, and whose result is fetched once more. */
const reportedTask = (): Composer => {
  const fetched = { result: { content, _meta: related() } };
  const composer = serving()
    .call('tools/call', asTask(), { result: { task: task() } }, { meta: { progressToken: 'export-1' } })
    .received(exported(1))
    .received(exported(2))
    .call('tasks/result', { taskId: ID }, fetched);
  return poll(composer, ended('completed'))
    .call('ping', {}, { result: {} })
    .call('tasks/result', { taskId: ID }, fetched)
    .call('ping', {}, { result: {} });
};

export const examples: Examples = {
  'progress.server-token.type': twoDrafts,
  'progress.server-token.unique': twoDrafts,
  'progress.task.same-token': reportedTask,
  'progress.task.stops': reportedTask,
};
