/** specification/cancellation.md: requests of a server to its client, answered in time and too late. */
import { begun } from '../engine/asking.ts';
import type { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';

const question = (id: number) => ({
  jsonrpc: '2.0',
  id,
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message: 'What is your name?',
    requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  },
});
const answer = (id: number, name: string) => ({ jsonrpc: '2.0', id, result: { action: 'accept', content: { name } } });
const said = (id: string, text: string) => ({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } });

export const answeredInTime = (): Composer =>
  begun('2025-11-25')
    .call('tools/call', { name: 'greet', arguments: {} }, undefined, { id: 'call-1' })
    .received(question(1))
    .sent(answer(1, 'Ada'))
    .received(said('call-1', 'Hello, Ada'))
    .call('ping', {}, { result: {} });

/** The tool waits for a moment, and goes on without an answer; one that comes after that changes nothing. */
export const givenUpQuestion = (): Composer =>
  begun('2025-11-25')
    .call('tools/call', { name: 'test_elicitation_given_up', arguments: {} }, undefined, { id: 'call-1' })
    .received(question(1))
    .wait(250)
    .received({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 1, reason: 'Nobody answered within 250 ms' },
    })
    .received(said('call-1', 'The question was given up'))
    .call('ping', {}, { result: {} })
    .sent(answer(1, 'accord-late-7f3a'))
    .call('ping', {}, { result: {} });

export const examples: Examples = {
  'cancellation.server.may-cancel': givenUpQuestion,
  'cancellation.server.in-progress': answeredInTime,
  'cancellation.server.late-response': givenUpQuestion,
  'cancellation.timeout.server-cancels': givenUpQuestion,
};
