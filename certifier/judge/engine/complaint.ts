/** Texts for people: those that tell of a failure, where the answer itself should have told it, and those that tell nothing. */
import { member, objectsIn } from './json.ts';
import type { Call } from './message.ts';

const COMPLAINT = /\b(?:error|fail(?:ed|ure)?|invalid|missing|required?|must|cannot|unable)\b/i;

export const isComplaint = (text: unknown): boolean => typeof text === 'string' && COMPLAINT.test(text);

/** Whether the result of a tool says in words that something is wrong, whatever its marks say. */
export const complains = ({ result }: Call): boolean =>
  objectsIn(member(result, 'content')).some((block) => isComplaint(member(block, 'text')));

/** What is left of a failure that was put into a text without a look at it, and a heading with nothing below it. */
const EMPTY = /^(?:error:?\s*)?(?:\[object \w+\]|undefined|null|\{\})?$/i;

/** Whether a text that should tell of a failure tells nothing. */
export const saysNothing = (text: string): boolean => EMPTY.test(text.trim());
