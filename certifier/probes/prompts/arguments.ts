/** What a prompt takes. */
import type { JsonObject } from '../engine/reply.ts';

/** Arguments that the prompt declares; those of prompts are strings, and nothing says what stands in them. */
export const argumentNames = (prompt: JsonObject, onlyRequired = false): readonly string[] =>
  (Array.isArray(prompt.arguments) ? prompt.arguments : [])
    .filter((each): each is JsonObject => typeof each === 'object' && each !== null)
    .filter(({ required }) => !onlyRequired || required === true)
    .map(({ name }) => name)
    .filter((name) => typeof name === 'string');
