/** Requests of a server to its client, as mutants remember them: whether each was answered, or given up. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, type Json, type JsonObject, parse } from '../../judge/engine/json.ts';
import { isResponse } from '../../judge/engine/message.ts';
import { chain, onMessage } from './change.ts';
import type { Memo, Mutant } from './mutant.ts';

export interface Asking {
  readonly message: JsonObject;
  state: 'open' | 'answered' | 'given-up';
}

const keyOf = (connection: number, id: unknown): string => `asking:${connection}:${JSON.stringify(id)}`;

/** The question with this id. */
export const askingOf = (connection: number, id: unknown, memo: Memo): Asking | undefined =>
  memo[keyOf(connection, id)] as Asking | undefined;

/** The response of ours that this event sends. */
export function responseIn(event: WireDraft): JsonObject | undefined {
  const carries = event.kind === 'request' || (event.kind === 'line' && event.stream === 'stdin');
  const message: Json | undefined = carries ? parse(event.text ?? '') : undefined;
  return isResponse(message) ? (message as JsonObject) : undefined;
}

/** Follows each question from when it is asked; what comes after it in a chain sees the state that this event brings about. */
export const followsQuestions: Mutant = chain(
  (event, memo) => {
    const asking = askingOf(event.connection, responseIn(event)?.id, memo);
    if (asking?.state === 'open') asking.state = 'answered';
    return [event];
  },
  onMessage((message, { memo, event }) => {
    const { connection } = event;
    const { id, method, params } = message;
    if (method === 'notifications/cancelled') {
      const asking = askingOf(connection, at(params, 'requestId'), memo);
      if (asking?.state === 'open') asking.state = 'given-up';
    } else if (id !== undefined && method !== undefined) {
      memo[keyOf(connection, id)] = { message, state: 'open' } satisfies Asking;
    }
    return undefined;
  }),
);
