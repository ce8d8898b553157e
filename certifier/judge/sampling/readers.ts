/** What checks of sampling share. */
import { isObject, type JsonObject, member, objectsIn } from '../engine/json.ts';
import { type Question, questionsOf } from '../engine/questions.ts';
import { remembered } from '../engine/remember.ts';
import { operationOf } from '../engine/rounds.ts';
import type { View } from '../engine/view.ts';

export const samplings = (view: View): readonly Question[] => questionsOf(view, 'sampling/createMessage');

export const messagesOf = ({ params }: Pick<Question, 'params'>): readonly JsonObject[] =>
  objectsIn(member(params, 'messages'));

/** The blocks of a message, or of what the model said: one, or a list of them. */
export const blocksOf = (message: unknown): readonly JsonObject[] => {
  const content = member(message, 'content');
  return isObject(content) ? [content] : objectsIn(content);
};

export const usesIn = (message: unknown): readonly JsonObject[] =>
  blocksOf(message).filter(({ type }) => type === 'tool_use');
export const resultsIn = (message: unknown): readonly JsonObject[] =>
  blocksOf(message).filter(({ type }) => type === 'tool_result');

export interface Turn {
  readonly before: Question;
  readonly after: Question;
}

/** Two requests of one conversation with the model, one after the other: the second holds more messages. */
export const turns = remembered((view): readonly Turn[] => {
  const last = new Map<string, Question>();
  const found: Turn[] = [];
  for (const after of samplings(view)) {
    if (after.call === undefined) continue;
    const key = `${after.connection} ${operationOf(after.call)}`;
    const before = last.get(key);
    if (before !== undefined && messagesOf(before).length < messagesOf(after).length) found.push({ before, after });
    last.set(key, after);
  }
  return found;
});
